package firsthand.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;
import org.jspecify.annotations.Nullable;

/**
 * Dense matrix products: blocks of 6 rows by 2 vectors of results, each held in a register from the first to the last term of its sum.
 *
 * <p>Twelve independent chains of fma hide the latency of one, and a block loads 2 vectors and 6 numbers for 12 fma: arithmetic is what
 * bounds it. Weights lie in panels of 2 vectors' width (the last one filled up with zeros), so that a block reads them in a straight line:
 * {@code packed[at + (p * in + k) * PANEL + l]} is {@code w[k, p * PANEL + l]}.
 */
final class PackedProduct {
    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();
    private static final int PANEL = 2 * LANES;

    private PackedProduct() {}

    static int packedLength(int in, int out) {
        return Math.max(in * panels(out), out * panels(in)) * PANEL;
    }

    private static int panels(int width) {
        return (width + PANEL - 1) / PANEL;
    }

    static void pack(float[] w, float[] packed, int at, int in, int out, int part, int parts) {
        int panels = panels(out);
        for (int p = panels * part / parts; p < panels * (part + 1) / parts; p++) {
            int width = Math.min(PANEL, out - p * PANEL);
            for (int k = 0; k < in; k++) {
                System.arraycopy(w, k * out + p * PANEL, packed, at + (p * in + k) * PANEL, width);
            }
        }
    }

    static void packTransposed(float[] w, float[] packed, int at, int in, int out, int part, int parts) {
        int panels = panels(in);
        for (int p = panels * part / parts; p < panels * (part + 1) / parts; p++) {
            int width = Math.min(PANEL, in - p * PANEL);
            for (int j = 0; j < out; j++) {
                int to = at + (p * out + j) * PANEL;
                for (int l = 0; l < width; l++) {
                    packed[to + l] = w[(p * PANEL + l) * out + j];
                }
            }
        }
    }

    static void affine(
            float[] x, float[] packed, int at, float @Nullable [] b, float[] y, int in, int out, int from, int to) {
        for (int p = 0; p < panels(out); p++) {
            int panel = at + p * in * PANEL;
            int j = p * PANEL;
            int i = from;
            for (; i + 6 <= to; i += 6) {
                sixRows(x, packed, panel, b, y, in, out, i, j);
            }
            for (; i + 2 <= to; i += 2) {
                twoRows(x, packed, panel, b, y, in, out, i, j);
            }
            if (i < to) {
                oneRow(x, packed, panel, b, y, in, out, i, j);
            }
        }
    }

    private static void sixRows(
            float[] x, float[] packed, int panel, float @Nullable [] b, float[] y, int in, int out, int i, int j) {
        FloatVector b0 = bias(b, j, out);
        FloatVector b1 = bias(b, j + LANES, out);
        FloatVector y00 = b0, y10 = b0, y20 = b0, y30 = b0, y40 = b0, y50 = b0;
        FloatVector y01 = b1, y11 = b1, y21 = b1, y31 = b1, y41 = b1, y51 = b1;
        int row = i * in;
        for (int k = 0; k < in; k++) {
            var w0 = FloatVector.fromArray(SPECIES, packed, panel + k * PANEL);
            var w1 = FloatVector.fromArray(SPECIES, packed, panel + k * PANEL + LANES);
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
        store(y00, y01, y, i * out, j, out);
        store(y10, y11, y, (i + 1) * out, j, out);
        store(y20, y21, y, (i + 2) * out, j, out);
        store(y30, y31, y, (i + 3) * out, j, out);
        store(y40, y41, y, (i + 4) * out, j, out);
        store(y50, y51, y, (i + 5) * out, j, out);
    }

    private static void twoRows(
            float[] x, float[] packed, int panel, float @Nullable [] b, float[] y, int in, int out, int i, int j) {
        FloatVector b0 = bias(b, j, out);
        FloatVector b1 = bias(b, j + LANES, out);
        FloatVector y00 = b0, y10 = b0, y01 = b1, y11 = b1;
        int row = i * in;
        for (int k = 0; k < in; k++) {
            var w0 = FloatVector.fromArray(SPECIES, packed, panel + k * PANEL);
            var w1 = FloatVector.fromArray(SPECIES, packed, panel + k * PANEL + LANES);
            var x0 = FloatVector.broadcast(SPECIES, x[row + k]);
            y00 = x0.fma(w0, y00);
            y01 = x0.fma(w1, y01);
            var x1 = FloatVector.broadcast(SPECIES, x[row + in + k]);
            y10 = x1.fma(w0, y10);
            y11 = x1.fma(w1, y11);
        }
        store(y00, y01, y, i * out, j, out);
        store(y10, y11, y, (i + 1) * out, j, out);
    }

    private static void oneRow(
            float[] x, float[] packed, int panel, float @Nullable [] b, float[] y, int in, int out, int i, int j) {
        FloatVector y0 = bias(b, j, out);
        FloatVector y1 = bias(b, j + LANES, out);
        int row = i * in;
        for (int k = 0; k < in; k++) {
            var x0 = FloatVector.broadcast(SPECIES, x[row + k]);
            y0 = x0.fma(FloatVector.fromArray(SPECIES, packed, panel + k * PANEL), y0);
            y1 = x0.fma(FloatVector.fromArray(SPECIES, packed, panel + k * PANEL + LANES), y1);
        }
        store(y0, y1, y, i * out, j, out);
    }

    static void weightGradient(float[] x, float[] dy, float[] dw, int examples, int in, int out, int from, int to) {
        for (int k = from; k < to; k += 6) {
            for (int j = 0; j < out; j += PANEL) {
                if (k + 6 <= to) {
                    sixWeightRows(x, dy, dw, examples, in, out, k, j);
                } else {
                    for (int single = k; single < to; single++) {
                        oneWeightRow(x, dy, dw, examples, in, out, single, j);
                    }
                }
            }
        }
    }

    private static void sixWeightRows(float[] x, float[] dy, float[] dw, int examples, int in, int out, int k, int j) {
        var zero = FloatVector.zero(SPECIES);
        FloatVector w00 = zero, w10 = zero, w20 = zero, w30 = zero, w40 = zero, w50 = zero;
        FloatVector w01 = zero, w11 = zero, w21 = zero, w31 = zero, w41 = zero, w51 = zero;
        for (int i = 0; i < examples; i++) {
            var dy0 = load(dy, i * out, j, out);
            var dy1 = load(dy, i * out, j + LANES, out);
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
        store(w00, w01, dw, k * out, j, out);
        store(w10, w11, dw, (k + 1) * out, j, out);
        store(w20, w21, dw, (k + 2) * out, j, out);
        store(w30, w31, dw, (k + 3) * out, j, out);
        store(w40, w41, dw, (k + 4) * out, j, out);
        store(w50, w51, dw, (k + 5) * out, j, out);
    }

    private static void oneWeightRow(float[] x, float[] dy, float[] dw, int examples, int in, int out, int k, int j) {
        FloatVector w0 = FloatVector.zero(SPECIES), w1 = w0;
        for (int i = 0; i < examples; i++) {
            var x0 = FloatVector.broadcast(SPECIES, x[i * in + k]);
            w0 = x0.fma(load(dy, i * out, j, out), w0);
            w1 = x0.fma(load(dy, i * out, j + LANES, out), w1);
        }
        store(w0, w1, dw, k * out, j, out);
    }

    private static FloatVector bias(float @Nullable [] b, int j, int width) {
        return b == null ? FloatVector.zero(SPECIES) : load(b, 0, j, width);
    }

    /** Columns j to j + LANES of the row that begins at {@code row}; zeros beyond its {@code width} columns. */
    private static FloatVector load(float[] values, int row, int j, int width) {
        return j + LANES <= width
                ? FloatVector.fromArray(SPECIES, values, row + j)
                : j < width
                        ? FloatVector.fromArray(SPECIES, values, row + j, SPECIES.indexInRange(j, width))
                        : FloatVector.zero(SPECIES);
    }

    private static void store(FloatVector low, FloatVector high, float[] values, int row, int j, int width) {
        if (j + PANEL <= width) {
            low.intoArray(values, row + j);
            high.intoArray(values, row + j + LANES);
        } else {
            storePart(low, values, row, j, width);
            storePart(high, values, row, j + LANES, width);
        }
    }

    private static void storePart(FloatVector vector, float[] values, int row, int j, int width) {
        if (j < width) {
            VectorMask<Float> mask = SPECIES.indexInRange(j, width);
            vector.intoArray(values, row + j, mask);
        }
    }
}
