package firsthand.datasets.augment;

/**
 * Turns the image about its centre, against the clock by an angle uniform from {@code -degrees} to {@code degrees}.
 */
public record Rotate(double degrees) implements Change {
    private static final Amount AMOUNT = new Amount("rotate in degrees", 360);

    /** @throws IllegalArgumentException unless {@code degrees} is from 0 to 360 */
    public Rotate {
        AMOUNT.check(degrees);
    }

    @Override
    public String toString() {
        return "rotate:" + Amount.text(degrees);
    }
}
