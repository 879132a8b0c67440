package firsthand.datasets.augment;

import firsthand.random.RandomStream;

/**
 * From a pixel of the changed image to its place in the original: six numbers at the start of some memory.
 *
 * <pre>
 *     row    = m0 r + m1 c + m2
 *     column = m3 r + m4 c + m5      all counted from the centre of the image
 * </pre>
 *
 * <p>A change that comes later in the image's life comes earlier on the way back, so each is put, inverted, to the right
 * of those before it.
 */
final class AffineMap {
    static final int LENGTH = 6;

    private AffineMap() {}

    /** Every pixel stays where it is. */
    static void reset(float[] m) {
        m[0] = 1;
        m[1] = 0;
        m[2] = 0;
        m[3] = 0;
        m[4] = 1;
        m[5] = 0;
    }

    /** Draws by how much the image is to be changed, and puts that change after those in the map. */
    static void draw(float[] m, Change change, RandomStream random) {
        switch (change) {
            case Shift(double pixels) -> shift(m, within(pixels, random), within(pixels, random));
            case Rotate(double degrees) -> rotate(m, within(degrees, random));
            case Scale(double fraction) -> scale(m, 1 + within(fraction, random));
            case Shear(double fraction) -> shear(m, within(fraction, random));
            case Flip() -> {
                if (random.nextLong() < 0) {
                    flip(m);
                }
            }
            case Elastic _, Erase _ -> throw new IllegalArgumentException(change + ": expected an affine change");
        }
    }

    /** Uniform from {@code -amount} to {@code amount}. */
    private static double within(double amount, RandomStream random) {
        return amount * (2 * random.nextDouble() - 1);
    }

    /** Moves the image. */
    static void shift(float[] m, double down, double right) {
        then(m, 1, 0, -down, 0, 1, -right);
    }

    /** Turns the image against the clock, as seen with row 0 at the top. */
    static void rotate(float[] m, double degrees) {
        double angle = degrees * (StrictMath.PI / 180);
        double cos = StrictMath.cos(angle);
        double sin = StrictMath.sin(angle);
        then(m, cos, sin, 0, -sin, cos, 0);
    }

    /** Makes the image {@code factor} times as large. */
    static void scale(float[] m, double factor) {
        then(m, 1 / factor, 0, 0, 0, 1 / factor, 0);
    }

    /** Moves each row to the right by its height above the centre, times {@code slant}. */
    static void shear(float[] m, double slant) {
        then(m, 1, 0, 0, slant, 1, 0);
    }

    /** Mirrors the image, left to right. */
    static void flip(float[] m) {
        then(m, 1, 0, 0, 0, -1, 0);
    }

    /** The product of the map and the inverse of one more change, read as 3x3 matrices with a last row of 0 0 1. */
    private static void then(float[] m, double s0, double s1, double s2, double s3, double s4, double s5) {
        for (int row = 0; row < LENGTH; row += 3) {
            double a = m[row];
            double b = m[row + 1];
            m[row] = (float) (a * s0 + b * s3);
            m[row + 1] = (float) (a * s1 + b * s4);
            m[row + 2] = (float) (a * s2 + b * s5 + m[row + 2]);
        }
    }
}
