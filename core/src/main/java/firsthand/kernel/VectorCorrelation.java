package firsthand.kernel;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The gradient of a convolution's weights: each weight multiplies the pixel it sees by the gradient of what it made,
 * over all outputs of all images.
 *
 * <p>Four weights by two vectors of output channels, or five by one, are held in registers for one image, and put aside
 * in memory between images, so that an image is still in the cache for the next weights. The weights of a block see
 * neighbouring numbers, so that one check of an index does for all of them. Sums have rows of whole
 * vectors there; the last vector of a row overlaps the one before where the channels are no multiple of the lanes.
 */
final class VectorCorrelation {
    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();

    private VectorCorrelation() {}

    private static int vectors(int out) {
        return (out + LANES - 1) / LANES;
    }

    static int length(int terms, int out, int groups) {
        return groups * terms * vectors(out) * LANES;
    }

    /** Rows of weights that are worth giving to one thread: what blocks divide, or one stretch of few. */
    private static int share(Convolution sizes) {
        if (sizes.terms() >= 48) {
            return 12;
        }
        return vectors(sizes.outPerGroup()) == 1 ? sizes.forward().length : 4;
    }

    /** Part {@code part} of {@code parts}: a share of the weights' rows. */
    static void run(
            Convolution sizes,
            float[] x,
            int xAt,
            int xSize,
            float[] dy,
            float[] memory,
            int at,
            float[] dw,
            int examples,
            int part,
            int parts) {
        int share = share(sizes);
        int shares = (sizes.terms() + share - 1) / share;
        int from = Math.min(sizes.terms(), shares * part / parts * share);
        int to = Math.min(sizes.terms(), shares * (part + 1) / parts * share);
        int width = vectors(sizes.outPerGroup()) * LANES;
        for (int group = 0; group < sizes.groups() && from < to; group++) {
            int sums = at + group * sizes.terms() * width;
            Arrays.fill(memory, sums + from * width, sums + to * width, 0);
            int first = xAt + group * sizes.channelsPerGroup();
            for (int i = 0; i < examples; i++) {
                addImage(sizes, x, first + i * xSize, dy, i, group, memory, sums, from, to, examples);
            }
            for (int k = from; k < to; k++) {
                unpack(sizes, memory, sums + k * width, dw, k, group);
            }
        }
    }

    private static void unpack(Convolution sizes, float[] memory, int sums, float[] dw, int k, int group) {
        int out = sizes.outPerGroup();
        int target = k * sizes.out() + group * out;
        for (int v = 0; v < vectors(out); v++) {
            System.arraycopy(memory, sums + v * LANES, dw, target + column(v, out), Math.min(LANES, out));
        }
    }

    private static int column(int v, int out) {
        return Math.max(0, Math.min(v * LANES, out - LANES));
    }

    /** Of the last images, the last rows are read number by number where a whole vector would end beyond the array. */
    private static void addImage(
            Convolution sizes,
            float[] x,
            int xAt,
            float[] dy,
            int i,
            int group,
            float[] memory,
            int sums,
            int from,
            int to,
            int examples) {
        int out = sizes.outPerGroup();
        int width = vectors(out) * LANES;
        int rows = out < LANES ? wholeRows(sizes, (examples - i) * sizes.outputSize()) : sizes.outHeight();
        int gradient = i * sizes.outputSize() + group * out;
        int v = 0;
        for (; v + 2 <= vectors(out); v += 2) {
            int left = gradient + column(v, out);
            int right = gradient + column(v + 1, out);
            for (int k = from; k < to; ) {
                int sum = sums + k * width + v * LANES;
                if (k + 4 <= to
                        && sizes.forward().term(k + 3) == sizes.forward().term(k) + 3) {
                    fourByTwo(sizes, x, xAt, dy, left, right, rows, k, memory, sum, width);
                    k += 4;
                } else {
                    oneByTwo(sizes, x, xAt, dy, left, right, rows, k, memory, sum);
                    k++;
                }
            }
        }
        if (v < vectors(out)) {
            int left = gradient + column(v, out);
            for (int k = from; k < to; ) {
                int sum = sums + k * width + v * LANES;
                if (areNeighbours(sizes, k, 5, to)) {
                    fiveByOne(sizes, x, xAt, dy, left, rows, k, memory, sum, width);
                    k += 5;
                } else if (areNeighbours(sizes, k, 3, to)) {
                    threeByOne(sizes, x, xAt, dy, left, rows, k, memory, sum, width);
                    k += 3;
                } else {
                    oneByOne(sizes, x, xAt, dy, left, rows, k, memory, sum);
                    k++;
                }
            }
        }
        if (rows < sizes.outHeight()) {
            plainRows(sizes, x, xAt, dy, gradient, rows, memory, sums, from, to);
        }
    }

    /** The rows of an output of which whole vectors can be read, with so many numbers left in the array. */
    private static int wholeRows(Convolution sizes, int left) {
        int row = sizes.outWidth() * sizes.out();
        return Math.clamp(Math.floorDiv(left - row + sizes.out() - LANES, row) + 1, 0, sizes.outHeight());
    }

    /** Whether weights {@code k} to {@code k + count - 1} see neighbouring numbers, all of them before {@code to}. */
    private static boolean areNeighbours(Convolution sizes, int k, int count, int to) {
        var sweep = sizes.forward();
        return k + count <= to && sweep.term(k + count - 1) == sweep.term(k) + count - 1;
    }

    private static void plainRows(
            Convolution sizes,
            float[] x,
            int xAt,
            float[] dy,
            int gradient,
            int firstRow,
            float[] memory,
            int sums,
            int from,
            int to) {
        var sweep = sizes.forward();
        for (int k = from; k < to; k++) {
            for (int o = 0; o < sizes.outPerGroup(); o++) {
                float sum = memory[sums + k * LANES + o];
                for (int oy = firstRow; oy < sweep.height; oy++) {
                    for (int ox = 0; ox < sweep.width; ox++) {
                        float seen = x[xAt + sweep.term(k) + oy * sweep.rowStep + ox * sweep.columnStep];
                        sum = Math.fma(seen, dy[gradient + (oy * sweep.width + ox) * sweep.allOut + o], sum);
                    }
                }
                memory[sums + k * LANES + o] = sum;
            }
        }
    }

    private static void fourByTwo(
            Convolution sizes,
            float[] x,
            int xAt,
            float[] dy,
            int left,
            int right,
            int rows,
            int k,
            float[] sums,
            int at,
            int width) {
        FloatVector w00 = FloatVector.fromArray(SPECIES, sums, at);
        FloatVector w01 = FloatVector.fromArray(SPECIES, sums, at + LANES);
        FloatVector w10 = FloatVector.fromArray(SPECIES, sums, at + width);
        FloatVector w11 = FloatVector.fromArray(SPECIES, sums, at + width + LANES);
        FloatVector w20 = FloatVector.fromArray(SPECIES, sums, at + 2 * width);
        FloatVector w21 = FloatVector.fromArray(SPECIES, sums, at + 2 * width + LANES);
        FloatVector w30 = FloatVector.fromArray(SPECIES, sums, at + 3 * width);
        FloatVector w31 = FloatVector.fromArray(SPECIES, sums, at + 3 * width + LANES);
        var sweep = sizes.forward();
        int columns = sweep.width;
        int step = sweep.columnStep;
        int out = sweep.allOut;
        int x0 = xAt + sweep.term(k);
        int next = 0;
        for (int oy = 0; oy < rows; oy++) {
            int pixel = oy * sweep.rowStep;
            for (int ox = 0; ox < columns; ox++) {
                var dy0 = FloatVector.fromArray(SPECIES, dy, left + next);
                var dy1 = FloatVector.fromArray(SPECIES, dy, right + next);
                var seen0 = FloatVector.broadcast(SPECIES, x[x0 + pixel]);
                w00 = seen0.fma(dy0, w00);
                w01 = seen0.fma(dy1, w01);
                var seen1 = FloatVector.broadcast(SPECIES, x[x0 + pixel + 1]);
                w10 = seen1.fma(dy0, w10);
                w11 = seen1.fma(dy1, w11);
                var seen2 = FloatVector.broadcast(SPECIES, x[x0 + pixel + 2]);
                w20 = seen2.fma(dy0, w20);
                w21 = seen2.fma(dy1, w21);
                var seen3 = FloatVector.broadcast(SPECIES, x[x0 + pixel + 3]);
                w30 = seen3.fma(dy0, w30);
                w31 = seen3.fma(dy1, w31);
                next += out;
                pixel += step;
            }
        }
        w00.intoArray(sums, at);
        w01.intoArray(sums, at + LANES);
        w10.intoArray(sums, at + width);
        w11.intoArray(sums, at + width + LANES);
        w20.intoArray(sums, at + 2 * width);
        w21.intoArray(sums, at + 2 * width + LANES);
        w30.intoArray(sums, at + 3 * width);
        w31.intoArray(sums, at + 3 * width + LANES);
    }

    private static void oneByTwo(
            Convolution sizes,
            float[] x,
            int xAt,
            float[] dy,
            int left,
            int right,
            int rows,
            int k,
            float[] sums,
            int at) {
        FloatVector w0 = FloatVector.fromArray(SPECIES, sums, at);
        FloatVector w1 = FloatVector.fromArray(SPECIES, sums, at + LANES);
        var sweep = sizes.forward();
        int x0 = xAt + sweep.term(k);
        int next = 0;
        for (int oy = 0; oy < rows; oy++) {
            int pixel = oy * sweep.rowStep;
            for (int ox = 0; ox < sweep.width; ox++) {
                var seen = FloatVector.broadcast(SPECIES, x[x0 + pixel]);
                w0 = seen.fma(FloatVector.fromArray(SPECIES, dy, left + next), w0);
                w1 = seen.fma(FloatVector.fromArray(SPECIES, dy, right + next), w1);
                next += sweep.allOut;
                pixel += sweep.columnStep;
            }
        }
        w0.intoArray(sums, at);
        w1.intoArray(sums, at + LANES);
    }

    private static void fiveByOne(
            Convolution sizes,
            float[] x,
            int xAt,
            float[] dy,
            int left,
            int rows,
            int k,
            float[] sums,
            int at,
            int width) {
        FloatVector w0 = FloatVector.fromArray(SPECIES, sums, at);
        FloatVector w1 = FloatVector.fromArray(SPECIES, sums, at + width);
        FloatVector w2 = FloatVector.fromArray(SPECIES, sums, at + 2 * width);
        FloatVector w3 = FloatVector.fromArray(SPECIES, sums, at + 3 * width);
        FloatVector w4 = FloatVector.fromArray(SPECIES, sums, at + 4 * width);
        var sweep = sizes.forward();
        int columns = sweep.width;
        int step = sweep.columnStep;
        int out = sweep.allOut;
        int x0 = xAt + sweep.term(k);
        int next = 0;
        for (int oy = 0; oy < rows; oy++) {
            int pixel = oy * sweep.rowStep;
            for (int ox = 0; ox < columns; ox++) {
                var dy0 = FloatVector.fromArray(SPECIES, dy, left + next);
                w0 = FloatVector.broadcast(SPECIES, x[x0 + pixel]).fma(dy0, w0);
                w1 = FloatVector.broadcast(SPECIES, x[x0 + pixel + 1]).fma(dy0, w1);
                w2 = FloatVector.broadcast(SPECIES, x[x0 + pixel + 2]).fma(dy0, w2);
                w3 = FloatVector.broadcast(SPECIES, x[x0 + pixel + 3]).fma(dy0, w3);
                w4 = FloatVector.broadcast(SPECIES, x[x0 + pixel + 4]).fma(dy0, w4);
                next += out;
                pixel += step;
            }
        }
        w0.intoArray(sums, at);
        w1.intoArray(sums, at + width);
        w2.intoArray(sums, at + 2 * width);
        w3.intoArray(sums, at + 3 * width);
        w4.intoArray(sums, at + 4 * width);
    }

    private static void threeByOne(
            Convolution sizes,
            float[] x,
            int xAt,
            float[] dy,
            int left,
            int rows,
            int k,
            float[] sums,
            int at,
            int width) {
        FloatVector w0 = FloatVector.fromArray(SPECIES, sums, at);
        FloatVector w1 = FloatVector.fromArray(SPECIES, sums, at + width);
        FloatVector w2 = FloatVector.fromArray(SPECIES, sums, at + 2 * width);
        var sweep = sizes.forward();
        int columns = sweep.width;
        int step = sweep.columnStep;
        int out = sweep.allOut;
        int x0 = xAt + sweep.term(k);
        int next = 0;
        for (int oy = 0; oy < rows; oy++) {
            int pixel = oy * sweep.rowStep;
            for (int ox = 0; ox < columns; ox++) {
                var dy0 = FloatVector.fromArray(SPECIES, dy, left + next);
                w0 = FloatVector.broadcast(SPECIES, x[x0 + pixel]).fma(dy0, w0);
                w1 = FloatVector.broadcast(SPECIES, x[x0 + pixel + 1]).fma(dy0, w1);
                w2 = FloatVector.broadcast(SPECIES, x[x0 + pixel + 2]).fma(dy0, w2);
                next += out;
                pixel += step;
            }
        }
        w0.intoArray(sums, at);
        w1.intoArray(sums, at + width);
        w2.intoArray(sums, at + 2 * width);
    }

    private static void oneByOne(
            Convolution sizes, float[] x, int xAt, float[] dy, int left, int rows, int k, float[] sums, int at) {
        FloatVector w0 = FloatVector.fromArray(SPECIES, sums, at);
        var sweep = sizes.forward();
        int x0 = xAt + sweep.term(k);
        int next = 0;
        for (int oy = 0; oy < rows; oy++) {
            int pixel = oy * sweep.rowStep;
            for (int ox = 0; ox < sweep.width; ox++) {
                var seen = FloatVector.broadcast(SPECIES, x[x0 + pixel]);
                w0 = seen.fma(FloatVector.fromArray(SPECIES, dy, left + next), w0);
                next += sweep.allOut;
                pixel += sweep.columnStep;
            }
        }
        w0.intoArray(sums, at);
    }
}
