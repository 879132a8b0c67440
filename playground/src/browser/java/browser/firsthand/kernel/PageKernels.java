package browser.firsthand.kernel;

import browser.java.lang.Fma;
import firsthand.kernel.Kernels;
import java.util.Arrays;

/**
 * The kernels in which training spends its time, to the same bits as {@link firsthand.kernel.ScalarKernels} and several
 * times as fast without a fused multiply-add: sums next to each other are made eight at a time, each in its own order.
 *
 * <p>A method is called in place of that of its name in {@link Kernels}, which is its first argument, and which it asks
 * in turn where numbers are so small that {@link Fma#sum} does not hold.
 */
public final class PageKernels {
    private static final int SLICE = 8;

    private PageKernels() {}

    /** {@link Kernels#affineSparse}. */
    public static void affineSparse(
            Kernels definition,
            int[] start,
            int[] columns,
            float[] values,
            int[] rows,
            float[] w,
            float[] b,
            float[] memory,
            int at,
            float[] y,
            int in,
            int out,
            int from,
            int to) {
        float smallest = Float.MAX_VALUE;
        for (int i = from; i < to; i++) {
            smallest = Math.min(smallest, Fma.smallest(values, start[rows[i]], start[rows[i] + 1]));
        }
        if (!Fma.isSumOf(smallest, Fma.smallest(w, 0, in * out))) {
            definition.affineSparse(start, columns, values, rows, w, b, memory, at, y, in, out, from, to);
            return;
        }
        for (int i = from; i < to; i++) {
            row(start[rows[i]], start[rows[i] + 1], columns, values, w, 0, out, b, 0, y, i * out);
        }
    }

    /** {@link Kernels#affinePacked}. */
    public static void affinePacked(
            Kernels definition, float[] x, float[] packed, int at, float[] y, int in, int out, int from, int to) {
        if (!Fma.isSumOf(Fma.smallest(x, from * in, to * in), Fma.smallest(packed, at + out, at + (in + 1) * out))) {
            definition.affinePacked(x, packed, at, y, in, out, from, to);
            return;
        }
        int[] all = upTo(in);
        var values = new float[in];
        for (int i = from; i < to; i++) {
            System.arraycopy(x, i * in, values, 0, in);
            row(0, in, all, values, packed, at + out, out, packed, at, y, i * out);
        }
    }

    /** {@link Kernels#weightGradientSparse}. */
    public static void weightGradientSparse(
            Kernels definition,
            int[] start,
            int[] examples,
            float[] values,
            float[] dy,
            float[] dw,
            int out,
            int from,
            int to) {
        if (!Fma.isSumOf(Fma.smallest(values, start[0], start[to - from]), Fma.smallest(dy, 0, dy.length))) {
            definition.weightGradientSparse(start, examples, values, dy, dw, out, from, to);
            return;
        }
        var zeros = new float[out];
        for (int k = from; k < to; k++) {
            row(start[k - from], start[k - from + 1], examples, values, dy, 0, out, zeros, 0, dw, k * out);
        }
    }

    /** {@link Kernels#weightGradient}. */
    public static void weightGradient(
            Kernels definition,
            float[] x,
            float[] dy,
            float[] memory,
            int at,
            float[] dw,
            int examples,
            int in,
            int out,
            int part,
            int parts) {
        boolean isWhole = part == 0 && parts == 1;
        if (!isWhole || !Fma.isSumOf(Fma.smallest(x, 0, examples * in), Fma.smallest(dy, 0, examples * out))) {
            definition.weightGradient(x, dy, memory, at, dw, examples, in, out, part, parts);
            return;
        }
        int[] all = upTo(examples);
        var values = new float[examples];
        var zeros = new float[out];
        for (int k = 0; k < in; k++) {
            for (int i = 0; i < examples; i++) {
                values[i] = x[i * in + k];
            }
            row(0, examples, all, values, dy, 0, out, zeros, 0, dw, k * out);
        }
    }

    private static int[] upTo(int count) {
        var numbers = new int[count];
        Arrays.setAll(numbers, i -> i);
        return numbers;
    }

    /**
     * A row of sums: sums[j] = initial[j] + values[n] matrix[rows[n], j] + ..., for n from {@code first} to {@code last}
     * and all columns j. Where their number is no multiple of eight, some of the last eight are made twice.
     */
    private static void row(
            int first,
            int last,
            int[] rows,
            float[] values,
            float[] matrix,
            int offset,
            int width,
            float[] initial,
            int from,
            float[] sums,
            int at) {
        if (width < SLICE) {
            for (int j = 0; j < width; j++) {
                double sum = initial[from + j];
                for (int n = first; n < last; n++) {
                    sum = Fma.sum((double) values[n] * matrix[offset + rows[n] * width + j], sum);
                }
                sums[at + j] = (float) sum;
            }
            return;
        }
        for (int j = 0; j < width; j += SLICE) {
            int slice = Math.min(j, width - SLICE);
            eight(first, last, rows, values, matrix, offset + slice, width, initial, from + slice, sums, at + slice);
        }
    }

    private static void eight(
            int first,
            int last,
            int[] rows,
            float[] values,
            float[] matrix,
            int offset,
            int width,
            float[] initial,
            int from,
            float[] sums,
            int at) {
        double s0 = initial[from];
        double s1 = initial[from + 1];
        double s2 = initial[from + 2];
        double s3 = initial[from + 3];
        double s4 = initial[from + 4];
        double s5 = initial[from + 5];
        double s6 = initial[from + 6];
        double s7 = initial[from + 7];
        for (int n = first; n < last; n++) {
            double x = values[n];
            int row = offset + rows[n] * width;
            s0 = Fma.sum(x * matrix[row], s0);
            s1 = Fma.sum(x * matrix[row + 1], s1);
            s2 = Fma.sum(x * matrix[row + 2], s2);
            s3 = Fma.sum(x * matrix[row + 3], s3);
            s4 = Fma.sum(x * matrix[row + 4], s4);
            s5 = Fma.sum(x * matrix[row + 5], s5);
            s6 = Fma.sum(x * matrix[row + 6], s6);
            s7 = Fma.sum(x * matrix[row + 7], s7);
        }
        sums[at] = (float) s0;
        sums[at + 1] = (float) s1;
        sums[at + 2] = (float) s2;
        sums[at + 3] = (float) s3;
        sums[at + 4] = (float) s4;
        sums[at + 5] = (float) s5;
        sums[at + 6] = (float) s6;
        sums[at + 7] = (float) s7;
    }

    /** {@link Kernels#adam}. */
    public static void adam(
            Kernels definition,
            float[] w,
            float[] dw,
            float[] m,
            float[] v,
            float rate,
            float scale,
            float beta1,
            float beta2,
            float epsilon,
            int from,
            int to) {
        for (int i = from; i < to; i++) {
            m[i] = Fma.fma(beta1, m[i], (1 - beta1) * dw[i]);
            v[i] = Fma.fma(beta2, v[i], (1 - beta2) * dw[i] * dw[i]);
            float root = (float) Math.sqrt(v[i]);
            w[i] = w[i] - rate * m[i] / Fma.fma(scale, root, epsilon);
        }
    }
}
