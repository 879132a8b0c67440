package browser.java.lang;

/**
 * {@link Math#fma(float, float, float)} out of multiplications and additions, since WebAssembly has no such instruction.
 *
 * <p>In {@code double} the product of two floats is exact: 24 and 24 bits make 48 of 53. The sum s of it and c is rounded
 * to 53 bits, then to the 24 of a float. The second rounding goes wrong only where s lies just half-way between two
 * floats while the exact sum does not (S. Figueroa, "When is double rounding innocuous?", 1995), which is one addition in
 * 2^29, or where the result is so small that a float has fewer bits.
 */
public final class Fma {
    /** The bits of a double that a float does not have. */
    private static final int DROPPED = 0x1fff_ffff;

    private static final int HALF_WAY = 0x1000_0000;

    /** From 2^-126 on, a float has 24 bits; the bits of magnitudes compare as these do. */
    private static final long NORMAL = 0x3810_0000_0000_0000L;

    private static final double SMALLEST_PRODUCT = 0x1p-100;
    private static final int LARGEST = 0x7f7f_fffe; // the bits of the largest float, less one

    private Fma() {}

    /** a b + c, rounded once. */
    public static float fma(float a, float b, float c) {
        double product = (double) a * b;
        double sum = product + c;
        if (isHalfWay(sum) || isBelowNormal(sum)) {
            return roundedOnce(product, c, sum);
        }
        return (float) sum;
    }

    /**
     * The product of two floats and a float c, added and rounded once, to a float in the guise of a {@code double}; for
     * products that are 0, or 2^-100 and more.
     *
     * <p>Such a product of 48 bits is a multiple of 2^-149, as is c. So is their sum, which makes every sum too small
     * for a float's 24 bits exact: what {@link #fma} does about them is not needed.
     */
    public static double sum(double product, double c) {
        double sum = product + c;
        return isHalfWay(sum) ? roundedOnce(product, c, sum) : (float) sum;
    }

    /** Whether {@link #sum} holds for products of numbers that are 0, or a and b and more. */
    public static boolean isSumOf(float a, float b) {
        return (double) a * b >= SMALLEST_PRODUCT;
    }

    /** The smallest magnitude that is not 0, of {@code x[from]} to {@code x[to - 1]}; where all are 0, the largest. */
    public static float smallest(float[] x, int from, int to) {
        int smallest = LARGEST;
        for (int i = from; i < to; i++) {
            // Magnitudes compare as their bits do; less one, 0 comes last. A sign, which is any, decides nothing.
            smallest = Math.min(smallest, Float.floatToRawIntBits(x[i]) - 1 & Integer.MAX_VALUE);
        }
        return Float.intBitsToFloat(smallest + 1);
    }

    private static boolean isHalfWay(double sum) {
        return ((int) Double.doubleToRawLongBits(sum) & DROPPED) == HALF_WAY;
    }

    private static boolean isBelowNormal(double sum) {
        return (Double.doubleToRawLongBits(sum) & Long.MAX_VALUE) < NORMAL;
    }

    /**
     * Where the sum in {@code double} is not exact, takes that neighbour of the exact sum whose last bit is 1: no such
     * number lies half-way between two floats, so that the second rounding can only go the right way (S. Boldo and G.
     * Melquiond, "Emulation of a FMA and correctly rounded sums: proved algorithms using rounding to odd", 2008).
     */
    private static float roundedOnce(double product, double c, double sum) {
        // What the addition lost, exactly (D. Knuth, "The Art of Computer Programming", volume 2, section 4.2.2).
        double addend = sum - product;
        double lost = (product - (sum - addend)) + (c - addend);
        long bits = Double.doubleToRawLongBits(sum);
        if (lost == 0 || (bits & 1) == 1) {
            return (float) sum;
        }
        return (float) Double.longBitsToDouble((lost > 0) == (sum > 0) ? bits + 1 : bits - 1);
    }
}
