package firsthand.datasets.augment;

/**
 * Makes the image larger about its centre, by a factor uniform from 1 - {@code fraction} to 1 + {@code fraction}.
 */
public record Scale(double fraction) implements Change {
    private static final Amount AMOUNT = new Amount("scale as a fraction", 0.9);

    /** @throws IllegalArgumentException unless {@code fraction} is from 0 to 0.9 */
    public Scale {
        AMOUNT.check(fraction);
    }

    @Override
    public String toString() {
        return "scale:" + Amount.text(fraction);
    }
}
