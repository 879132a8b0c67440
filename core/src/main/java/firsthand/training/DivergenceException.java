package firsthand.training;

import java.util.OptionalInt;

/**
 * The loss stopped being a finite number. The network has been given back the last weights that were seen to work.
 */
public final class DivergenceException extends RuntimeException {
    private static final long serialVersionUID = 2;
    private static final int NONE = -1;

    private final long step;
    private final long restoredStep;
    private final int layer;

    DivergenceException(String message, long step, long restoredStep, OptionalInt layer) {
        super(message);
        this.step = step;
        this.restoredStep = restoredStep;
        this.layer = layer.orElse(NONE);
    }

    /** The step whose loss was not finite; 1 for the first. */
    public long step() {
        return step;
    }

    /** How many steps the weights that the network has now had been trained for. */
    public long restoredStep() {
        return restoredStep;
    }

    /** The first layer, counted from 0, with a weight or an output that is not finite; none if it is the loss alone. */
    public OptionalInt layer() {
        return layer == NONE ? OptionalInt.empty() : OptionalInt.of(layer);
    }
}
