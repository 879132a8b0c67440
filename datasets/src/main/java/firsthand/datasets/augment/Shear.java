package firsthand.datasets.augment;

/**
 * Slants the image about its centre: each row moves to the right by its height above the centre, times a number uniform
 * from {@code -fraction} to {@code fraction}.
 */
public record Shear(double fraction) implements Change {
    private static final Amount AMOUNT = new Amount("shear as a fraction", 10);

    /** @throws IllegalArgumentException unless {@code fraction} is from 0 to 10 */
    public Shear {
        AMOUNT.check(fraction);
    }

    @Override
    public String toString() {
        return "shear:" + Amount.text(fraction);
    }
}
