package firsthand.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * A kernel swept over one image, several neighbouring outputs at a time: four pixels by two vectors of channels, or
 * seven by one, each held in a register from the first to the last term of its sum. Arithmetic is what bounds it.
 *
 * <p>Weights lie in panels, as for {@link PackedProduct}: of two vectors' width, then of one. A panel's first row holds
 * what sums start from, then comes a row for each term. There are no masks: where the channels are no multiple of a
 * vector, the last panel overlaps the one before, and where they are less than one, the lanes beyond are stored over
 * the beginning of the next pixel, which is computed later; the last pixels of a range are left to plain loops.
 */
final class VectorSweep {
    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();
    private static final int PAIR = 2 * LANES;

    private VectorSweep() {}

    /** Whether the lanes beyond the last channel spoil nothing: not with groups of less than a vector. */
    static boolean fits(Sweep sweep) {
        return sweep.groups == 1 || sweep.out >= LANES;
    }

    static int panels(int width) {
        int pairs = width / PAIR;
        return pairs + (width - pairs * PAIR + LANES - 1) / LANES;
    }

    static boolean isPair(int p, int width) {
        return p < width / PAIR;
    }

    /** The first channel of panel {@code p}. */
    static int column(int p, int width) {
        int pairs = width / PAIR;
        return p < pairs ? p * PAIR : Math.max(0, Math.min(pairs * PAIR + (p - pairs) * LANES, width - LANES));
    }

    private static int offset(int p, int width, int terms) {
        int pairs = width / PAIR;
        return (terms + 1) * (p < pairs ? p * PAIR : pairs * PAIR + (p - pairs) * LANES);
    }

    private static int groupLength(Sweep sweep) {
        return (sweep.terms() + 1) * (sweep.out + LANES);
    }

    static int packedLength(Sweep sweep) {
        return sweep.groups * groupLength(sweep);
    }

    /** Weights as they are, over the biases. */
    static void pack(Convolution sizes, float[] w, float[] b, float[] packed, int at, int part, int parts) {
        var sweep = sizes.forward();
        int panels = sweep.groups * panels(sweep.out);
        for (int n = panels * part / parts; n < panels * (part + 1) / parts; n++) {
            int group = n / panels(sweep.out);
            int p = n % panels(sweep.out);
            int lanes = isPair(p, sweep.out) ? PAIR : LANES;
            int panel = at + group * groupLength(sweep) + offset(p, sweep.out, sweep.terms());
            int column = group * sweep.out + column(p, sweep.out);
            int columns = Math.min(lanes, sweep.out);
            System.arraycopy(b, column, packed, panel, columns);
            for (int k = 0; k < sweep.terms(); k++) {
                System.arraycopy(w, k * sweep.allOut + column, packed, panel + (k + 1) * lanes, columns);
            }
        }
    }

    /** The kernel turned by 180 degrees, its channels of input and output changed over, over zeros. */
    static void packTurned(Convolution sizes, float[] w, float[] packed, int at, int part, int parts) {
        var sweep = sizes.backward();
        int pixels = sizes.kernelHeight() * sizes.kernelWidth();
        int panels = sweep.groups * panels(sweep.out);
        for (int n = panels * part / parts; n < panels * (part + 1) / parts; n++) {
            int group = n / panels(sweep.out);
            int p = n % panels(sweep.out);
            int lanes = isPair(p, sweep.out) ? PAIR : LANES;
            int panel = at + group * groupLength(sweep) + offset(p, sweep.out, sweep.terms());
            for (int pixel = 0; pixel < pixels; pixel++) {
                for (int l = 0; l < Math.min(lanes, sweep.out); l++) {
                    int row = (pixels - 1 - pixel) * sizes.channelsPerGroup() + column(p, sweep.out) + l;
                    int source = row * sizes.out() + group * sizes.outPerGroup();
                    for (int o = 0; o < sizes.outPerGroup(); o++) {
                        packed[panel + (pixel * sizes.outPerGroup() + o + 1) * lanes + l] = w[source + o];
                    }
                }
            }
        }
    }

    /** All outputs of the image that begins at {@code x[xAt]}: image {@code i} of those up to {@code to} in y. */
    static void run(Sweep sweep, float[] x, int xAt, float[] packed, int at, float[] y, int i, int to) {
        int size = sweep.height * sweep.width * sweep.allOut;
        for (int group = 0; group < sweep.groups; group++) {
            int first = xAt + group * sweep.length;
            for (int p = 0; p < panels(sweep.out); p++) {
                int panel = at + group * groupLength(sweep) + offset(p, sweep.out, sweep.terms());
                int column = group * sweep.out + column(p, sweep.out);
                for (int oy = 0; oy < sweep.height; oy++) {
                    int row = i * size + oy * sweep.width * sweep.allOut + column;
                    int start = first + oy * sweep.rowStep;
                    if (isPair(p, sweep.out)) {
                        pairRow(sweep, x, start, packed, panel, y, row);
                    } else {
                        singleRow(sweep, x, start, packed, panel, y, row, to * size);
                    }
                }
            }
        }
    }

    /** Where pixels are left over, a last block overlaps the one before: they are computed twice, to the same bits. */
    private static void pairRow(Sweep sweep, float[] x, int start, float[] packed, int panel, float[] y, int row) {
        int ox = 0;
        for (; ox + 4 <= sweep.width; ox += 4) {
            fourByTwo(sweep, x, start + ox * sweep.columnStep, packed, panel, y, row + ox * sweep.allOut);
        }
        if (ox < sweep.width && sweep.width > 4) {
            ox = sweep.width - 4;
            fourByTwo(sweep, x, start + ox * sweep.columnStep, packed, panel, y, row + ox * sweep.allOut);
            return;
        }
        for (; ox < sweep.width; ox++) {
            oneByTwo(sweep, x, start + ox * sweep.columnStep, packed, panel, y, row + ox * sweep.allOut);
        }
    }

    private static void singleRow(
            Sweep sweep, float[] x, int start, float[] packed, int panel, float[] y, int row, int end) {
        int safe = Math.clamp(Math.floorDiv(end - LANES - row, sweep.allOut) + 1, 0, sweep.width);
        int ox = 0;
        for (; ox + 7 <= safe; ox += 7) {
            sevenByOne(sweep, x, start + ox * sweep.columnStep, packed, panel, y, row + ox * sweep.allOut);
        }
        for (; ox < safe && safe >= 4; ox = Math.min(ox + 4, safe)) {
            ox = Math.min(ox, safe - 4);
            fourByOne(sweep, x, start + ox * sweep.columnStep, packed, panel, y, row + ox * sweep.allOut);
        }
        for (; ox < safe; ox++) {
            oneByOne(sweep, x, start + ox * sweep.columnStep, packed, panel, y, row + ox * sweep.allOut);
        }
        for (; ox < sweep.width; ox++) {
            plainPixel(sweep, x, start + ox * sweep.columnStep, packed, panel, y, row + ox * sweep.allOut);
        }
    }

    private static void plainPixel(Sweep sweep, float[] x, int start, float[] packed, int panel, float[] y, int at) {
        for (int l = 0; l < Math.min(LANES, sweep.out); l++) {
            float sum = packed[panel + l];
            int weight = panel + LANES + l;
            for (int stretch : sweep.stretches) {
                for (int k = start + stretch; k < start + stretch + sweep.length; k++) {
                    sum = Math.fma(x[k], packed[weight], sum);
                    weight += LANES;
                }
            }
            y[at + l] = sum;
        }
    }

    private static void fourByTwo(Sweep sweep, float[] x, int start, float[] packed, int panel, float[] y, int at) {
        FloatVector y00 = FloatVector.fromArray(SPECIES, packed, panel);
        FloatVector y01 = FloatVector.fromArray(SPECIES, packed, panel + LANES);
        FloatVector y10 = y00, y20 = y00, y30 = y00;
        FloatVector y11 = y01, y21 = y01, y31 = y01;
        int step = sweep.columnStep;
        int length = sweep.length;
        int weights = panel + PAIR;
        for (int stretch : sweep.stretches) {
            int row = start + stretch;
            for (int k = 0; k < length; k++) {
                var w0 = FloatVector.fromArray(SPECIES, packed, weights + k * PAIR);
                var w1 = FloatVector.fromArray(SPECIES, packed, weights + k * PAIR + LANES);
                var x0 = FloatVector.broadcast(SPECIES, x[row + k]);
                y00 = x0.fma(w0, y00);
                y01 = x0.fma(w1, y01);
                var x1 = FloatVector.broadcast(SPECIES, x[row + step + k]);
                y10 = x1.fma(w0, y10);
                y11 = x1.fma(w1, y11);
                var x2 = FloatVector.broadcast(SPECIES, x[row + 2 * step + k]);
                y20 = x2.fma(w0, y20);
                y21 = x2.fma(w1, y21);
                var x3 = FloatVector.broadcast(SPECIES, x[row + 3 * step + k]);
                y30 = x3.fma(w0, y30);
                y31 = x3.fma(w1, y31);
            }
            weights += length * PAIR;
        }
        int width = sweep.allOut;
        y00.intoArray(y, at);
        y01.intoArray(y, at + LANES);
        y10.intoArray(y, at + width);
        y11.intoArray(y, at + width + LANES);
        y20.intoArray(y, at + 2 * width);
        y21.intoArray(y, at + 2 * width + LANES);
        y30.intoArray(y, at + 3 * width);
        y31.intoArray(y, at + 3 * width + LANES);
    }

    private static void oneByTwo(Sweep sweep, float[] x, int start, float[] packed, int panel, float[] y, int at) {
        FloatVector y0 = FloatVector.fromArray(SPECIES, packed, panel);
        FloatVector y1 = FloatVector.fromArray(SPECIES, packed, panel + LANES);
        int length = sweep.length;
        int weights = panel + PAIR;
        for (int stretch : sweep.stretches) {
            int row = start + stretch;
            for (int k = 0; k < length; k++) {
                var x0 = FloatVector.broadcast(SPECIES, x[row + k]);
                y0 = x0.fma(FloatVector.fromArray(SPECIES, packed, weights + k * PAIR), y0);
                y1 = x0.fma(FloatVector.fromArray(SPECIES, packed, weights + k * PAIR + LANES), y1);
            }
            weights += length * PAIR;
        }
        y0.intoArray(y, at);
        y1.intoArray(y, at + LANES);
    }

    private static void sevenByOne(Sweep sweep, float[] x, int start, float[] packed, int panel, float[] y, int at) {
        FloatVector y0 = FloatVector.fromArray(SPECIES, packed, panel);
        FloatVector y1 = y0, y2 = y0, y3 = y0, y4 = y0, y5 = y0, y6 = y0;
        int step = sweep.columnStep;
        int length = sweep.length;
        int weights = panel + LANES;
        for (int stretch : sweep.stretches) {
            int row = start + stretch;
            for (int k = 0; k < length; k++) {
                var w = FloatVector.fromArray(SPECIES, packed, weights + k * LANES);
                y0 = FloatVector.broadcast(SPECIES, x[row + k]).fma(w, y0);
                y1 = FloatVector.broadcast(SPECIES, x[row + step + k]).fma(w, y1);
                y2 = FloatVector.broadcast(SPECIES, x[row + 2 * step + k]).fma(w, y2);
                y3 = FloatVector.broadcast(SPECIES, x[row + 3 * step + k]).fma(w, y3);
                y4 = FloatVector.broadcast(SPECIES, x[row + 4 * step + k]).fma(w, y4);
                y5 = FloatVector.broadcast(SPECIES, x[row + 5 * step + k]).fma(w, y5);
                y6 = FloatVector.broadcast(SPECIES, x[row + 6 * step + k]).fma(w, y6);
            }
            weights += length * LANES;
        }
        int width = sweep.allOut;
        y0.intoArray(y, at);
        y1.intoArray(y, at + width);
        y2.intoArray(y, at + 2 * width);
        y3.intoArray(y, at + 3 * width);
        y4.intoArray(y, at + 4 * width);
        y5.intoArray(y, at + 5 * width);
        y6.intoArray(y, at + 6 * width);
    }

    private static void fourByOne(Sweep sweep, float[] x, int start, float[] packed, int panel, float[] y, int at) {
        FloatVector y0 = FloatVector.fromArray(SPECIES, packed, panel);
        FloatVector y1 = y0, y2 = y0, y3 = y0;
        int step = sweep.columnStep;
        int length = sweep.length;
        int weights = panel + LANES;
        for (int stretch : sweep.stretches) {
            int row = start + stretch;
            for (int k = 0; k < length; k++) {
                var w = FloatVector.fromArray(SPECIES, packed, weights + k * LANES);
                y0 = FloatVector.broadcast(SPECIES, x[row + k]).fma(w, y0);
                y1 = FloatVector.broadcast(SPECIES, x[row + step + k]).fma(w, y1);
                y2 = FloatVector.broadcast(SPECIES, x[row + 2 * step + k]).fma(w, y2);
                y3 = FloatVector.broadcast(SPECIES, x[row + 3 * step + k]).fma(w, y3);
            }
            weights += length * LANES;
        }
        int width = sweep.allOut;
        y0.intoArray(y, at);
        y1.intoArray(y, at + width);
        y2.intoArray(y, at + 2 * width);
        y3.intoArray(y, at + 3 * width);
    }

    private static void oneByOne(Sweep sweep, float[] x, int start, float[] packed, int panel, float[] y, int at) {
        FloatVector y0 = FloatVector.fromArray(SPECIES, packed, panel);
        int length = sweep.length;
        int weights = panel + LANES;
        for (int stretch : sweep.stretches) {
            int row = start + stretch;
            for (int k = 0; k < length; k++) {
                var w = FloatVector.fromArray(SPECIES, packed, weights + k * LANES);
                y0 = FloatVector.broadcast(SPECIES, x[row + k]).fma(w, y0);
            }
            weights += length * LANES;
        }
        y0.intoArray(y, at);
    }
}
