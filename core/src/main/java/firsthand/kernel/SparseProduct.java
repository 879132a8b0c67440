package firsthand.kernel;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Products with a matrix whose zeros are left out: for each non-zero number, one row of the other matrix times that
 * number is added to a row of sums held in registers.
 *
 * <p>The same loops serve both directions. Forward, a row of sums is one example's outputs, and the rows added are
 * weights; backward, it is the gradient of one input's weights, and the rows added are dy of the examples in which that
 * input is not zero. Eight vectors of sums at a time hide the latency of fma. Forward, all examples get their first
 * eight vectors before any gets the next, so that a slice of the weights stays in the level-2 cache; loading it from
 * there is what bounds it.
 *
 * <p>There are no masks. The lanes beyond a row's last column compute with whatever follows in the matrix, and are
 * stored over the beginning of the next row of sums, which is computed later: last columns come first. Where nothing
 * follows, plain loops take over.
 */
final class SparseProduct {
    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();
    private static final int PAIR = 2 * LANES;
    private static final int SLICE = 8 * LANES;
    private static final float[] ZEROS = new float[SLICE];

    private SparseProduct() {}

    static void affine(
            int[] start,
            int[] columns,
            float[] values,
            int[] rows,
            float[] w,
            float[] b,
            float[] y,
            int out,
            int from,
            int to) {
        int tail = out / SLICE * SLICE;
        for (int i = from; i < to; i++) {
            System.arraycopy(b, tail, y, i * out + tail, out - tail);
            lastColumns(start[rows[i]], start[rows[i] + 1], columns, values, w, out, y, i * out, tail, to * out);
        }
        for (int j = 0; j < tail; j += SLICE) {
            for (int i = from; i < to; i++) {
                eightVectors(start[rows[i]], start[rows[i] + 1], columns, values, w, out, b, j, y, i * out, j);
            }
        }
    }

    static void weightGradient(
            int[] start, int[] examples, float[] values, float[] dy, float[] dw, int out, int from, int to) {
        int tail = out / SLICE * SLICE;
        for (int k = from; k < to; k++) {
            int first = start[k - from];
            int last = start[k - from + 1];
            for (int j = 0; j < tail; j += SLICE) {
                eightVectors(first, last, examples, values, dy, out, ZEROS, 0, dw, k * out, j);
            }
            Arrays.fill(dw, k * out + tail, (k + 1) * out, 0);
            lastColumns(first, last, examples, values, dy, out, dw, k * out, tail, to * out);
        }
    }

    /**
     * Adds the rows {@code rows[n]} of {@code matrix}, from column {@code from} on, times {@code values[n]}, for n from
     * {@code first} to {@code last}, to the row of {@code sums} that begins at {@code at}. What follows that row, up to
     * {@code end}, may be overwritten.
     */
    private static void lastColumns(
            int first,
            int last,
            int[] rows,
            float[] values,
            float[] matrix,
            int width,
            float[] sums,
            int at,
            int from,
            int end) {
        for (int j = from; j < width; j += PAIR) {
            int done = first;
            if (at + j + PAIR <= end) {
                done = twoVectors(first, last, rows, values, matrix, width, sums, at, j);
            }
            plain(done, last, rows, values, matrix, width, sums, at, j);
        }
    }

    private static void plain(
            int first, int last, int[] rows, float[] values, float[] matrix, int width, float[] sums, int at, int j) {
        for (int n = first; n < last; n++) {
            for (int l = j; l < Math.min(j + PAIR, width); l++) {
                sums[at + l] = Math.fma(values[n], matrix[rows[n] * width + l], sums[at + l]);
            }
        }
    }

    private static void eightVectors(
            int first,
            int last,
            int[] rows,
            float[] values,
            float[] matrix,
            int width,
            float[] initial,
            int from,
            float[] sums,
            int at,
            int j) {
        FloatVector s0 = FloatVector.fromArray(SPECIES, initial, from);
        FloatVector s1 = FloatVector.fromArray(SPECIES, initial, from + LANES);
        FloatVector s2 = FloatVector.fromArray(SPECIES, initial, from + 2 * LANES);
        FloatVector s3 = FloatVector.fromArray(SPECIES, initial, from + 3 * LANES);
        FloatVector s4 = FloatVector.fromArray(SPECIES, initial, from + 4 * LANES);
        FloatVector s5 = FloatVector.fromArray(SPECIES, initial, from + 5 * LANES);
        FloatVector s6 = FloatVector.fromArray(SPECIES, initial, from + 6 * LANES);
        FloatVector s7 = FloatVector.fromArray(SPECIES, initial, from + 7 * LANES);
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

    /** Goes on for as long as whole vectors can be read from {@code matrix}; returns how far that was. */
    private static int twoVectors(
            int first, int last, int[] rows, float[] values, float[] matrix, int width, float[] sums, int at, int j) {
        FloatVector s0 = FloatVector.fromArray(SPECIES, sums, at + j);
        FloatVector s1 = FloatVector.fromArray(SPECIES, sums, at + j + LANES);
        int end = matrix.length - PAIR - j;
        int n = first;
        for (; n < last && rows[n] * width <= end; n++) {
            int row = rows[n] * width + j;
            var x = FloatVector.broadcast(SPECIES, values[n]);
            s0 = x.fma(FloatVector.fromArray(SPECIES, matrix, row), s0);
            s1 = x.fma(FloatVector.fromArray(SPECIES, matrix, row + LANES), s1);
        }
        s0.intoArray(sums, at + j);
        s1.intoArray(sums, at + j + LANES);
        return n;
    }
}
