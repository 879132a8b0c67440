package firsthand.kernel;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Dense matrix products: blocks of 6 rows by 2 vectors of results, each held in a register from the first to the last
 * term of its sum.
 *
 * <p>Twelve independent chains of fma hide the latency of one, and a block loads 2 vectors and 6 numbers for 12 fma:
 * arithmetic is what bounds it. Weights lie in panels of 2 vectors' width, so that a block reads them in a straight
 * line: a panel's first row holds the biases, and row k + 1 the weights of input k.
 *
 * <p>There are no masks. Where the width is no multiple of a panel, the last panel overlaps the one before, and some
 * results are computed twice, to the same bits. Where the width is less than a panel, a row's last lanes hold numbers
 * that mean nothing and are stored over the beginning of the next row, which is computed later; the last rows of a
 * range, which have no next row, are left to plain loops.
 */
final class PackedProduct {
    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();
    private static final int PANEL = 2 * LANES;

    private PackedProduct() {}

    static int packedLength(int in, int out) {
        return Math.max((in + 1) * panels(out), (out + 1) * panels(in)) * PANEL;
    }

    /** The first column of panel {@code p}. */
    private static int column(int p, int width) {
        return Math.max(0, Math.min(p * PANEL, width - PANEL));
    }

    private static int panels(int width) {
        return (width + PANEL - 1) / PANEL;
    }

    static void pack(float[] w, float[] b, float[] packed, int at, int in, int out, int part, int parts) {
        int panels = panels(out);
        int width = Math.min(PANEL, out);
        for (int p = panels * part / parts; p < panels * (part + 1) / parts; p++) {
            int column = column(p, out);
            int panel = at + p * (in + 1) * PANEL;
            System.arraycopy(b, column, packed, panel, width);
            for (int k = 0; k < in; k++) {
                System.arraycopy(w, k * out + column, packed, panel + (k + 1) * PANEL, width);
            }
        }
    }

    static void packTransposed(float[] w, float[] packed, int at, int in, int out, int part, int parts) {
        int panels = panels(in);
        int width = Math.min(PANEL, in);
        for (int p = panels * part / parts; p < panels * (part + 1) / parts; p++) {
            int column = column(p, in);
            int panel = at + p * (out + 1) * PANEL;
            Arrays.fill(packed, panel, panel + PANEL, 0);
            for (int j = 0; j < out; j++) {
                for (int l = 0; l < width; l++) {
                    packed[panel + (j + 1) * PANEL + l] = w[(column + l) * out + j];
                }
            }
        }
    }

    static void affine(float[] x, float[] packed, int at, float[] y, int in, int out, int from, int to) {
        int vectorRows = rowsBefore(from, to, out);
        for (int p = 0; p < panels(out); p++) {
            int panel = at + p * (in + 1) * PANEL;
            int j = column(p, out);
            int i = from;
            for (; i + 6 <= vectorRows; i += 6) {
                sixRows(x, packed, panel, y, in, out, i, j);
            }
            for (; i + 2 <= vectorRows; i += 2) {
                twoRows(x, packed, panel, y, in, out, i, j);
            }
            if (i < vectorRows) {
                oneRow(x, packed, panel, y, in, out, i, j);
            }
        }
        for (int i = vectorRows; i < to; i++) {
            plainRow(x, packed, at, y, in, out, i);
        }
    }

    /** How far whole panels can be stored without leaving the rows up to {@code to}. */
    private static int rowsBefore(int from, int to, int width) {
        return width >= PANEL ? to : Math.max(from, Math.floorDiv(to * width - PANEL, width) + 1);
    }

    private static void plainRow(float[] x, float[] packed, int at, float[] y, int in, int out, int i) {
        for (int j = 0; j < out; j++) {
            float sum = packed[at + j];
            for (int k = 0; k < in; k++) {
                sum = Math.fma(x[i * in + k], packed[at + (k + 1) * PANEL + j], sum);
            }
            y[i * out + j] = sum;
        }
    }

    private static void sixRows(float[] x, float[] packed, int panel, float[] y, int in, int out, int i, int j) {
        FloatVector y00 = FloatVector.fromArray(SPECIES, packed, panel);
        FloatVector y01 = FloatVector.fromArray(SPECIES, packed, panel + LANES);
        FloatVector y10 = y00, y20 = y00, y30 = y00, y40 = y00, y50 = y00;
        FloatVector y11 = y01, y21 = y01, y31 = y01, y41 = y01, y51 = y01;
        int row = i * in;
        int weights = panel + PANEL;
        for (int k = 0; k < in; k++) {
            var w0 = FloatVector.fromArray(SPECIES, packed, weights + k * PANEL);
            var w1 = FloatVector.fromArray(SPECIES, packed, weights + k * PANEL + LANES);
            var x0 = FloatVector.broadcast(SPECIES, x[row + k]);
            y00 = x0.fma(w0, y00);
            y01 = x0.fma(w1, y01);
            var x1 = FloatVector.broadcast(SPECIES, x[row + in + k]);
            y10 = x1.fma(w0, y10);
            y11 = x1.fma(w1, y11);
            var x2 = FloatVector.broadcast(SPECIES, x[row + 2 * in + k]);
            y20 = x2.fma(w0, y20);
            y21 = x2.fma(w1, y21);
            var x3 = FloatVector.broadcast(SPECIES, x[row + 3 * in + k]);
            y30 = x3.fma(w0, y30);
            y31 = x3.fma(w1, y31);
            var x4 = FloatVector.broadcast(SPECIES, x[row + 4 * in + k]);
            y40 = x4.fma(w0, y40);
            y41 = x4.fma(w1, y41);
            var x5 = FloatVector.broadcast(SPECIES, x[row + 5 * in + k]);
            y50 = x5.fma(w0, y50);
            y51 = x5.fma(w1, y51);
        }
        y00.intoArray(y, i * out + j);
        y01.intoArray(y, i * out + j + LANES);
        y10.intoArray(y, (i + 1) * out + j);
        y11.intoArray(y, (i + 1) * out + j + LANES);
        y20.intoArray(y, (i + 2) * out + j);
        y21.intoArray(y, (i + 2) * out + j + LANES);
        y30.intoArray(y, (i + 3) * out + j);
        y31.intoArray(y, (i + 3) * out + j + LANES);
        y40.intoArray(y, (i + 4) * out + j);
        y41.intoArray(y, (i + 4) * out + j + LANES);
        y50.intoArray(y, (i + 5) * out + j);
        y51.intoArray(y, (i + 5) * out + j + LANES);
    }

    private static void twoRows(float[] x, float[] packed, int panel, float[] y, int in, int out, int i, int j) {
        FloatVector y00 = FloatVector.fromArray(SPECIES, packed, panel);
        FloatVector y01 = FloatVector.fromArray(SPECIES, packed, panel + LANES);
        FloatVector y10 = y00, y11 = y01;
        int row = i * in;
        int weights = panel + PANEL;
        for (int k = 0; k < in; k++) {
            var w0 = FloatVector.fromArray(SPECIES, packed, weights + k * PANEL);
            var w1 = FloatVector.fromArray(SPECIES, packed, weights + k * PANEL + LANES);
            var x0 = FloatVector.broadcast(SPECIES, x[row + k]);
            y00 = x0.fma(w0, y00);
            y01 = x0.fma(w1, y01);
            var x1 = FloatVector.broadcast(SPECIES, x[row + in + k]);
            y10 = x1.fma(w0, y10);
            y11 = x1.fma(w1, y11);
        }
        y00.intoArray(y, i * out + j);
        y01.intoArray(y, i * out + j + LANES);
        y10.intoArray(y, (i + 1) * out + j);
        y11.intoArray(y, (i + 1) * out + j + LANES);
    }

    private static void oneRow(float[] x, float[] packed, int panel, float[] y, int in, int out, int i, int j) {
        FloatVector y0 = FloatVector.fromArray(SPECIES, packed, panel);
        FloatVector y1 = FloatVector.fromArray(SPECIES, packed, panel + LANES);
        int weights = panel + PANEL;
        for (int k = 0; k < in; k++) {
            var x0 = FloatVector.broadcast(SPECIES, x[i * in + k]);
            y0 = x0.fma(FloatVector.fromArray(SPECIES, packed, weights + k * PANEL), y0);
            y1 = x0.fma(FloatVector.fromArray(SPECIES, packed, weights + k * PANEL + LANES), y1);
        }
        y0.intoArray(y, i * out + j);
        y1.intoArray(y, i * out + j + LANES);
    }

    static void weightGradient(float[] x, float[] dy, float[] dw, int examples, int in, int out, int from, int to) {
        int vectorRows = rowsBefore(from, to, out);
        int vectorExamples = Math.max(0, rowsBefore(0, examples, out));
        for (int p = 0; p < panels(out); p++) {
            int j = column(p, out);
            int k = from;
            for (; k + 6 <= vectorRows; k += 6) {
                sixWeightRows(x, dy, dw, vectorExamples, in, out, k, j);
            }
            for (; k < vectorRows; k++) {
                oneWeightRow(x, dy, dw, vectorExamples, in, out, k, j);
            }
        }
        Arrays.fill(dw, vectorRows * out, to * out, 0);
        addExamples(x, dy, dw, 0, vectorExamples, in, out, vectorRows, to);
        addExamples(x, dy, dw, vectorExamples, examples, in, out, from, to);
    }

    private static void addExamples(
            float[] x, float[] dy, float[] dw, int first, int last, int in, int out, int from, int to) {
        for (int k = from; k < to; k++) {
            for (int i = first; i < last; i++) {
                for (int j = 0; j < out; j++) {
                    dw[k * out + j] = Math.fma(x[i * in + k], dy[i * out + j], dw[k * out + j]);
                }
            }
        }
    }

    private static void sixWeightRows(float[] x, float[] dy, float[] dw, int examples, int in, int out, int k, int j) {
        var zero = FloatVector.zero(SPECIES);
        FloatVector w00 = zero, w10 = zero, w20 = zero, w30 = zero, w40 = zero, w50 = zero;
        FloatVector w01 = zero, w11 = zero, w21 = zero, w31 = zero, w41 = zero, w51 = zero;
        for (int i = 0; i < examples; i++) {
            var dy0 = FloatVector.fromArray(SPECIES, dy, i * out + j);
            var dy1 = FloatVector.fromArray(SPECIES, dy, i * out + j + LANES);
            int at = i * in + k;
            var x0 = FloatVector.broadcast(SPECIES, x[at]);
            w00 = x0.fma(dy0, w00);
            w01 = x0.fma(dy1, w01);
            var x1 = FloatVector.broadcast(SPECIES, x[at + 1]);
            w10 = x1.fma(dy0, w10);
            w11 = x1.fma(dy1, w11);
            var x2 = FloatVector.broadcast(SPECIES, x[at + 2]);
            w20 = x2.fma(dy0, w20);
            w21 = x2.fma(dy1, w21);
            var x3 = FloatVector.broadcast(SPECIES, x[at + 3]);
            w30 = x3.fma(dy0, w30);
            w31 = x3.fma(dy1, w31);
            var x4 = FloatVector.broadcast(SPECIES, x[at + 4]);
            w40 = x4.fma(dy0, w40);
            w41 = x4.fma(dy1, w41);
            var x5 = FloatVector.broadcast(SPECIES, x[at + 5]);
            w50 = x5.fma(dy0, w50);
            w51 = x5.fma(dy1, w51);
        }
        w00.intoArray(dw, k * out + j);
        w01.intoArray(dw, k * out + j + LANES);
        w10.intoArray(dw, (k + 1) * out + j);
        w11.intoArray(dw, (k + 1) * out + j + LANES);
        w20.intoArray(dw, (k + 2) * out + j);
        w21.intoArray(dw, (k + 2) * out + j + LANES);
        w30.intoArray(dw, (k + 3) * out + j);
        w31.intoArray(dw, (k + 3) * out + j + LANES);
        w40.intoArray(dw, (k + 4) * out + j);
        w41.intoArray(dw, (k + 4) * out + j + LANES);
        w50.intoArray(dw, (k + 5) * out + j);
        w51.intoArray(dw, (k + 5) * out + j + LANES);
    }

    private static void oneWeightRow(float[] x, float[] dy, float[] dw, int examples, int in, int out, int k, int j) {
        FloatVector w0 = FloatVector.zero(SPECIES), w1 = w0;
        for (int i = 0; i < examples; i++) {
            var x0 = FloatVector.broadcast(SPECIES, x[i * in + k]);
            w0 = x0.fma(FloatVector.fromArray(SPECIES, dy, i * out + j), w0);
            w1 = x0.fma(FloatVector.fromArray(SPECIES, dy, i * out + j + LANES), w1);
        }
        w0.intoArray(dw, k * out + j);
        w1.intoArray(dw, k * out + j + LANES);
    }
}
