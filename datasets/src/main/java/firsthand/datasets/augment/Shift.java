package firsthand.datasets.augment;

/**
 * Moves the image: down and to the right by two numbers, each uniform from {@code -pixels} to {@code pixels}.
 */
public record Shift(double pixels) implements Change {
    private static final Amount AMOUNT = new Amount("shift in pixels", Float.MAX_VALUE);

    /** @throws IllegalArgumentException unless {@code pixels} is finite and 0 or more */
    public Shift {
        AMOUNT.check(pixels);
    }

    @Override
    public String toString() {
        return "shift:" + Amount.text(pixels);
    }
}
