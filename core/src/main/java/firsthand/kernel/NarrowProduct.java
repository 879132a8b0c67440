package firsthand.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Products of a sparse matrix with rows of no more than two vectors: a first layer of ten units, say.
 *
 * <p>A row of sums is held in two registers, and two rows are worked on side by side, so that one waits while the other
 * adds. Forward, the weights are laid out in rows of exactly two vectors, so that no vector ends anywhere else than its
 * row does; what the lanes beyond the width hold means nothing. Reading and checking the index of each non-zero number
 * is what bounds both directions, and for large batches the memory that the numbers come from.
 */
final class NarrowProduct {
    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();
    private static final int ROW = 2 * LANES;

    private NarrowProduct() {}

    static boolean fits(int width) {
        return width <= ROW;
    }

    /** The weights, then the biases. */
    static int length(int in) {
        return (in + 1) * ROW;
    }

    static void pack(float[] w, float[] b, float[] memory, int at, int in, int out, int part, int parts) {
        for (int k = in * part / parts; k < in * (part + 1) / parts; k++) {
            System.arraycopy(w, k * out, memory, at + k * ROW, out);
        }
        if (part == 0) {
            System.arraycopy(b, 0, memory, biases(at, in), out);
        }
    }

    private static int biases(int at, int in) {
        return at + in * ROW;
    }

    /** Rows are stored in order, each over what the one before left beyond its width. */
    static void affine(
            int[] start,
            int[] columns,
            float[] values,
            int[] rows,
            float[] memory,
            int at,
            float[] y,
            int in,
            int out,
            int from,
            int to) {
        int bias = biases(at, in);
        int vectorRows = Math.max(from, Math.floorDiv(to * out - ROW, out) + 1);
        int i = from;
        for (; i + 2 <= vectorRows; i += 2) {
            int row = rows[i];
            int next = rows[i + 1];
            twoRows(
                    start[row],
                    start[row + 1],
                    start[next],
                    start[next + 1],
                    columns,
                    values,
                    memory,
                    at,
                    bias,
                    y,
                    i,
                    out);
        }
        for (; i < to; i++) {
            plainRow(start[rows[i]], start[rows[i] + 1], columns, values, memory, at, bias, y, i * out, out);
        }
    }

    private static void twoRows(
            int first,
            int firstEnd,
            int second,
            int secondEnd,
            int[] columns,
            float[] values,
            float[] memory,
            int at,
            int bias,
            float[] y,
            int i,
            int out) {
        FloatVector y00 = FloatVector.fromArray(SPECIES, memory, bias);
        FloatVector y01 = FloatVector.fromArray(SPECIES, memory, bias + LANES);
        FloatVector y10 = y00, y11 = y01;
        int both = Math.min(firstEnd - first, secondEnd - second);
        for (int n = 0; n < both; n++) {
            int w0 = at + columns[first + n] * ROW;
            var x0 = FloatVector.broadcast(SPECIES, values[first + n]);
            y00 = x0.fma(FloatVector.fromArray(SPECIES, memory, w0), y00);
            y01 = x0.fma(FloatVector.fromArray(SPECIES, memory, w0 + LANES), y01);
            int w1 = at + columns[second + n] * ROW;
            var x1 = FloatVector.broadcast(SPECIES, values[second + n]);
            y10 = x1.fma(FloatVector.fromArray(SPECIES, memory, w1), y10);
            y11 = x1.fma(FloatVector.fromArray(SPECIES, memory, w1 + LANES), y11);
        }
        for (int n = first + both; n < firstEnd; n++) {
            int w0 = at + columns[n] * ROW;
            var x0 = FloatVector.broadcast(SPECIES, values[n]);
            y00 = x0.fma(FloatVector.fromArray(SPECIES, memory, w0), y00);
            y01 = x0.fma(FloatVector.fromArray(SPECIES, memory, w0 + LANES), y01);
        }
        for (int n = second + both; n < secondEnd; n++) {
            int w1 = at + columns[n] * ROW;
            var x1 = FloatVector.broadcast(SPECIES, values[n]);
            y10 = x1.fma(FloatVector.fromArray(SPECIES, memory, w1), y10);
            y11 = x1.fma(FloatVector.fromArray(SPECIES, memory, w1 + LANES), y11);
        }
        y00.intoArray(y, i * out);
        y01.intoArray(y, i * out + LANES);
        y10.intoArray(y, (i + 1) * out);
        y11.intoArray(y, (i + 1) * out + LANES);
    }

    private static void plainRow(
            int first,
            int end,
            int[] columns,
            float[] values,
            float[] memory,
            int at,
            int bias,
            float[] y,
            int row,
            int out) {
        for (int j = 0; j < out; j++) {
            float sum = memory[bias + j];
            for (int n = first; n < end; n++) {
                sum = Math.fma(values[n], memory[at + columns[n] * ROW + j], sum);
            }
            y[row + j] = sum;
        }
    }

    /** Whether a row of so many numbers can be read as two vectors that do not go beyond it. */
    static boolean holds(int width) {
        return width >= LANES && width <= ROW;
    }

    static void weightGradient(
            int[] start, int[] examples, float[] values, float[] dy, float[] dw, int out, int from, int to) {
        int k = from;
        for (; k + 2 <= to; k += 2) {
            int j = k - from;
            twoWeightRows(start[j], start[j + 1], start[j + 2], examples, values, dy, dw, k * out, out);
        }
        if (k < to) {
            int j = k - from;
            plainWeightRow(start[j], start[j + 1], examples, values, dy, dw, k * out, out);
        }
    }

    private static void plainWeightRow(
            int first, int end, int[] examples, float[] values, float[] dy, float[] dw, int at, int out) {
        for (int j = 0; j < out; j++) {
            float sum = 0;
            for (int n = first; n < end; n++) {
                sum = Math.fma(values[n], dy[examples[n] * out + j], sum);
            }
            dw[at + j] = sum;
        }
    }

    /**
     * The gradients of two inputs' weights, rows of dw that follow each other from {@code at} on: the first input's
     * non-zero values are {@code values[first]} to {@code values[second - 1]}, the second's go on from there to
     * {@code values[end - 1]}. The second vector of a row ends where the row does; what it shares with the first is
     * computed twice, to the same bits.
     */
    private static void twoWeightRows(
            int first, int second, int end, int[] examples, float[] values, float[] dy, float[] dw, int at, int out) {
        int high = out - LANES;
        FloatVector w00 = FloatVector.zero(SPECIES);
        FloatVector w01 = w00, w10 = w00, w11 = w00;
        int both = Math.min(second - first, end - second);
        for (int n = 0; n < both; n++) {
            int row0 = examples[first + n] * out;
            var x0 = FloatVector.broadcast(SPECIES, values[first + n]);
            w00 = x0.fma(FloatVector.fromArray(SPECIES, dy, row0), w00);
            w01 = x0.fma(FloatVector.fromArray(SPECIES, dy, row0 + high), w01);
            int row1 = examples[second + n] * out;
            var x1 = FloatVector.broadcast(SPECIES, values[second + n]);
            w10 = x1.fma(FloatVector.fromArray(SPECIES, dy, row1), w10);
            w11 = x1.fma(FloatVector.fromArray(SPECIES, dy, row1 + high), w11);
        }
        for (int n = first + both; n < second; n++) {
            int row0 = examples[n] * out;
            var x0 = FloatVector.broadcast(SPECIES, values[n]);
            w00 = x0.fma(FloatVector.fromArray(SPECIES, dy, row0), w00);
            w01 = x0.fma(FloatVector.fromArray(SPECIES, dy, row0 + high), w01);
        }
        for (int n = second + both; n < end; n++) {
            int row1 = examples[n] * out;
            var x1 = FloatVector.broadcast(SPECIES, values[n]);
            w10 = x1.fma(FloatVector.fromArray(SPECIES, dy, row1), w10);
            w11 = x1.fma(FloatVector.fromArray(SPECIES, dy, row1 + high), w11);
        }
        w00.intoArray(dw, at);
        w01.intoArray(dw, at + high);
        w10.intoArray(dw, at + out);
        w11.intoArray(dw, at + out + high);
    }
}
