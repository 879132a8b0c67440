package firsthand.training;

/**
 * The loss stopped being a finite number. The network has been given back the last weights that were seen to work.
 */
public final class DivergenceException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final long step;
    private final long restoredStep;

    DivergenceException(String message, long step, long restoredStep) {
        super(message);
        this.step = step;
        this.restoredStep = restoredStep;
    }

    /** The step whose loss was not finite; 1 for the first. */
    public long step() {
        return step;
    }

    /** How many steps the weights that the network has now had been trained for. */
    public long restoredStep() {
        return restoredStep;
    }
}
