package firsthand.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * One row times a matrix that lies as it is, for a handful of examples: too few to repay laying the weights out in
 * panels.
 *
 * <p>Sums are held in registers, eight vectors of them at a time, while the rows of the matrix stream by; reading the
 * matrix once from the cache that holds it is what bounds it. Terms whose factor is zero are passed over, which leaves
 * the sum as it was: 64 factors at a time are compared with zero, and the bits of those that are not are walked. Where
 * the width is no multiple of a vector, the last vector overlaps the one before, and some sums are computed twice, to
 * the same bits.
 */
final class RowProduct {
    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();

    private RowProduct() {}

    static void affine(float[] x, int xRow, float[] w, float[] b, float[] y, int yRow, int in, int out) {
        int j = 0;
        for (; j + 8 * LANES <= out; j += 8 * LANES) {
            eightVectors(x, xRow, w, b, y, yRow, in, out, j);
        }
        for (; j < out && out >= LANES; j += 2 * LANES) {
            twoVectors(x, xRow, w, b, y, yRow, in, out, Math.min(j, out - LANES), Math.min(j + LANES, out - LANES));
        }
        for (; j < out; j++) {
            oneSum(x, xRow, w, b, y, yRow, in, out, j);
        }
    }

    private static void eightVectors(
            float[] x, int xRow, float[] w, float[] b, float[] y, int yRow, int in, int out, int j) {
        FloatVector s0 = FloatVector.fromArray(SPECIES, b, j);
        FloatVector s1 = FloatVector.fromArray(SPECIES, b, j + LANES);
        FloatVector s2 = FloatVector.fromArray(SPECIES, b, j + 2 * LANES);
        FloatVector s3 = FloatVector.fromArray(SPECIES, b, j + 3 * LANES);
        FloatVector s4 = FloatVector.fromArray(SPECIES, b, j + 4 * LANES);
        FloatVector s5 = FloatVector.fromArray(SPECIES, b, j + 5 * LANES);
        FloatVector s6 = FloatVector.fromArray(SPECIES, b, j + 6 * LANES);
        FloatVector s7 = FloatVector.fromArray(SPECIES, b, j + 7 * LANES);
        for (int first = 0; first < in; first += Long.SIZE) {
            for (long left = nonZeros(x, xRow + first, in - first); left != 0; left &= left - 1) {
                int k = first + Long.numberOfTrailingZeros(left);
                int row = k * out + j;
                var factor = FloatVector.broadcast(SPECIES, x[xRow + k]);
                s0 = factor.fma(FloatVector.fromArray(SPECIES, w, row), s0);
                s1 = factor.fma(FloatVector.fromArray(SPECIES, w, row + LANES), s1);
                s2 = factor.fma(FloatVector.fromArray(SPECIES, w, row + 2 * LANES), s2);
                s3 = factor.fma(FloatVector.fromArray(SPECIES, w, row + 3 * LANES), s3);
                s4 = factor.fma(FloatVector.fromArray(SPECIES, w, row + 4 * LANES), s4);
                s5 = factor.fma(FloatVector.fromArray(SPECIES, w, row + 5 * LANES), s5);
                s6 = factor.fma(FloatVector.fromArray(SPECIES, w, row + 6 * LANES), s6);
                s7 = factor.fma(FloatVector.fromArray(SPECIES, w, row + 7 * LANES), s7);
            }
        }
        s0.intoArray(y, yRow + j);
        s1.intoArray(y, yRow + j + LANES);
        s2.intoArray(y, yRow + j + 2 * LANES);
        s3.intoArray(y, yRow + j + 3 * LANES);
        s4.intoArray(y, yRow + j + 4 * LANES);
        s5.intoArray(y, yRow + j + 5 * LANES);
        s6.intoArray(y, yRow + j + 6 * LANES);
        s7.intoArray(y, yRow + j + 7 * LANES);
    }

    /** Which of up to 64 numbers are not zero: bit k for {@code x[at + k]}. */
    private static long nonZeros(float[] x, int at, int count) {
        int end = Math.min(count, Long.SIZE);
        long bits = 0;
        int k = 0;
        for (; k + LANES <= end; k += LANES) {
            bits |= FloatVector.fromArray(SPECIES, x, at + k)
                            .compare(VectorOperators.NE, 0f)
                            .toLong()
                    << k;
        }
        for (; k < end; k++) {
            bits |= (x[at + k] != 0 ? 1L : 0L) << k;
        }
        return bits;
    }

    private static void twoVectors(
            float[] x, int xRow, float[] w, float[] b, float[] y, int yRow, int in, int out, int j, int l) {
        FloatVector s0 = FloatVector.fromArray(SPECIES, b, j);
        FloatVector s1 = FloatVector.fromArray(SPECIES, b, l);
        for (int first = 0; first < in; first += Long.SIZE) {
            for (long left = nonZeros(x, xRow + first, in - first); left != 0; left &= left - 1) {
                int k = first + Long.numberOfTrailingZeros(left);
                var factor = FloatVector.broadcast(SPECIES, x[xRow + k]);
                s0 = factor.fma(FloatVector.fromArray(SPECIES, w, k * out + j), s0);
                s1 = factor.fma(FloatVector.fromArray(SPECIES, w, k * out + l), s1);
            }
        }
        s0.intoArray(y, yRow + j);
        s1.intoArray(y, yRow + l);
    }

    private static void oneSum(float[] x, int xRow, float[] w, float[] b, float[] y, int yRow, int in, int out, int j) {
        float sum = b[j];
        for (int k = 0; k < in; k++) {
            sum = Math.fma(x[xRow + k], w[k * out + j], sum);
        }
        y[yRow + j] = sum;
    }
}
