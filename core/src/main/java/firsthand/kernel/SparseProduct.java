package firsthand.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;
import org.jspecify.annotations.Nullable;

/**
 * Products with a matrix whose zeros are left out: for each non-zero number, one row of the other matrix times that number is added to a
 * row of sums held in registers.
 *
 * <p>The same loop serves both directions. Forward, a row of sums is one example's outputs, and the rows added are weights; backward, it
 * is the gradient of one input's weights, and the rows added are dy of the examples in which that input is not zero. Eight vectors of
 * sums at a time hide the latency of fma; loading the rows, from the level-2 cache for large layers, is what bounds it.
 */
final class SparseProduct {
    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();

    private SparseProduct() {}

    /**
     * Adds the rows {@code rows[n]} of {@code matrix} (each {@code width} long) times {@code values[n]}, for n from {@code first} to
     * {@code last}, to the row {@code start} (null for zeros), and writes the sums to {@code sums} from {@code at} on.
     */
    static void sumOfRows(
            int first,
            int last,
            int[] rows,
            float[] values,
            float[] matrix,
            int width,
            float @Nullable [] start,
            float[] sums,
            int at) {
        int j = 0;
        for (; j + 8 * LANES <= width; j += 8 * LANES) {
            eightVectors(first, last, rows, values, matrix, width, start, sums, at, j);
        }
        for (; j + 2 * LANES <= width; j += 2 * LANES) {
            twoVectors(first, last, rows, values, matrix, width, start, sums, at, j);
        }
        if (j < width) {
            lastVectors(first, last, rows, values, matrix, width, start, sums, at, j);
        }
    }

    private static void eightVectors(
            int first,
            int last,
            int[] rows,
            float[] values,
            float[] matrix,
            int width,
            float @Nullable [] start,
            float[] sums,
            int at,
            int j) {
        FloatVector s0 = begin(start, j);
        FloatVector s1 = begin(start, j + LANES);
        FloatVector s2 = begin(start, j + 2 * LANES);
        FloatVector s3 = begin(start, j + 3 * LANES);
        FloatVector s4 = begin(start, j + 4 * LANES);
        FloatVector s5 = begin(start, j + 5 * LANES);
        FloatVector s6 = begin(start, j + 6 * LANES);
        FloatVector s7 = begin(start, j + 7 * LANES);
        for (int n = first; n < last; n++) {
            int row = rows[n] * width + j;
            var x = FloatVector.broadcast(SPECIES, values[n]);
            s0 = x.fma(FloatVector.fromArray(SPECIES, matrix, row), s0);
            s1 = x.fma(FloatVector.fromArray(SPECIES, matrix, row + LANES), s1);
            s2 = x.fma(FloatVector.fromArray(SPECIES, matrix, row + 2 * LANES), s2);
            s3 = x.fma(FloatVector.fromArray(SPECIES, matrix, row + 3 * LANES), s3);
            s4 = x.fma(FloatVector.fromArray(SPECIES, matrix, row + 4 * LANES), s4);
            s5 = x.fma(FloatVector.fromArray(SPECIES, matrix, row + 5 * LANES), s5);
            s6 = x.fma(FloatVector.fromArray(SPECIES, matrix, row + 6 * LANES), s6);
            s7 = x.fma(FloatVector.fromArray(SPECIES, matrix, row + 7 * LANES), s7);
        }
        s0.intoArray(sums, at + j);
        s1.intoArray(sums, at + j + LANES);
        s2.intoArray(sums, at + j + 2 * LANES);
        s3.intoArray(sums, at + j + 3 * LANES);
        s4.intoArray(sums, at + j + 4 * LANES);
        s5.intoArray(sums, at + j + 5 * LANES);
        s6.intoArray(sums, at + j + 6 * LANES);
        s7.intoArray(sums, at + j + 7 * LANES);
    }

    private static void twoVectors(
            int first,
            int last,
            int[] rows,
            float[] values,
            float[] matrix,
            int width,
            float @Nullable [] start,
            float[] sums,
            int at,
            int j) {
        FloatVector s0 = begin(start, j);
        FloatVector s1 = begin(start, j + LANES);
        for (int n = first; n < last; n++) {
            int row = rows[n] * width + j;
            var x = FloatVector.broadcast(SPECIES, values[n]);
            s0 = x.fma(FloatVector.fromArray(SPECIES, matrix, row), s0);
            s1 = x.fma(FloatVector.fromArray(SPECIES, matrix, row + LANES), s1);
        }
        s0.intoArray(sums, at + j);
        s1.intoArray(sums, at + j + LANES);
    }

    /** The last columns, fewer than two vectors of them. */
    private static void lastVectors(
            int first,
            int last,
            int[] rows,
            float[] values,
            float[] matrix,
            int width,
            float @Nullable [] start,
            float[] sums,
            int at,
            int j) {
        int high = j + LANES < width ? j + LANES : j;
        VectorMask<Float> lowMask = SPECIES.indexInRange(j, width);
        VectorMask<Float> highMask = SPECIES.indexInRange(j + LANES, width);
        FloatVector s0 = begin(start, j, lowMask);
        FloatVector s1 = begin(start, high, highMask);
        for (int n = first; n < last; n++) {
            int row = rows[n] * width;
            var x = FloatVector.broadcast(SPECIES, values[n]);
            s0 = x.fma(FloatVector.fromArray(SPECIES, matrix, row + j, lowMask), s0);
            s1 = x.fma(FloatVector.fromArray(SPECIES, matrix, row + high, highMask), s1);
        }
        s0.intoArray(sums, at + j, lowMask);
        s1.intoArray(sums, at + high, highMask);
    }

    private static FloatVector begin(float @Nullable [] start, int j) {
        return start == null ? FloatVector.zero(SPECIES) : FloatVector.fromArray(SPECIES, start, j);
    }

    private static FloatVector begin(float @Nullable [] start, int j, VectorMask<Float> mask) {
        return start == null ? FloatVector.zero(SPECIES) : FloatVector.fromArray(SPECIES, start, j, mask);
    }
}
