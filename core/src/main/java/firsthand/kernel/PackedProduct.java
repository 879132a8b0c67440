package firsthand.kernel;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;

/**
 * Dense matrix products, in {@link VectorBlocks} held in registers. Arithmetic is what bounds them.
 *
 * <p>Weights lie in panels: as many panels of three vectors' width as the rows have room for, then panels of one
 * vector. A panel's first row holds what sums start from, the biases or zeros, and row k + 1 the weights of input k, so
 * that a block reads its panel in a straight line, and the panel stays in the level-1 cache from block to block.
 *
 * <p>There are no masks. Where the width is no multiple of a vector, the last panel overlaps the one before, and some
 * results are computed twice, to the same bits. Where the width is less than a vector, a row's last lanes hold numbers
 * that mean nothing and are stored over the beginning of the next row, which is computed later; the last rows of a
 * range, which have no next row, are left to plain loops.
 */
final class PackedProduct {
    private static final int LANES = FloatVector.SPECIES_PREFERRED.length();
    private static final int WIDE = 3 * LANES;

    /** AVX-512 and Neon have 32 vector registers; older vectors of x86 have 16. */
    private static final boolean MANY_REGISTERS =
            LANES == 16 || System.getProperty("os.arch").equals("aarch64");

    private PackedProduct() {}

    static int packedLength(int in, int out) {
        return Math.max((in + 1) * (out + LANES), (out + 1) * (in + LANES));
    }

    static int panels(int width) {
        int wide = width / WIDE;
        return wide + (width - wide * WIDE + LANES - 1) / LANES;
    }

    private static boolean isWide(int p, int width) {
        return p < width / WIDE;
    }

    /** The columns of panel {@code p} that there are, lanes beyond the last left out. */
    private static int columns(int p, int width) {
        return isWide(p, width) ? WIDE : Math.min(LANES, width);
    }

    /** The first column of panel {@code p}. */
    private static int column(int p, int width) {
        int wide = width / WIDE;
        return p < wide ? p * WIDE : Math.max(0, Math.min(wide * WIDE + (p - wide) * LANES, width - LANES));
    }

    /** Where panel {@code p} begins, of panels with {@code terms} rows of weights. */
    private static int offset(int p, int width, int terms) {
        int wide = width / WIDE;
        return (terms + 1) * (p < wide ? p * WIDE : wide * WIDE + (p - wide) * LANES);
    }

    static void pack(float[] w, float[] b, float[] packed, int at, int in, int out, int part, int parts) {
        int panels = panels(out);
        for (int p = panels * part / parts; p < panels * (part + 1) / parts; p++) {
            int panel = at + offset(p, out, in);
            System.arraycopy(b, column(p, out), packed, panel, columns(p, out));
            packRows(w, packed, panel, in, out, p);
        }
    }

    private static void packRows(float[] w, float[] packed, int panel, int in, int out, int p) {
        int column = column(p, out);
        int columns = columns(p, out);
        int lanes = isWide(p, out) ? WIDE : LANES;
        for (int k = 0; k < in; k++) {
            System.arraycopy(w, k * out + column, packed, panel + (k + 1) * lanes, columns);
        }
    }

    static void packTransposed(float[] w, float[] packed, int at, int in, int out, int part, int parts) {
        int panels = panels(in);
        for (int p = panels * part / parts; p < panels * (part + 1) / parts; p++) {
            int panel = at + offset(p, in, out);
            int column = column(p, in);
            int columns = columns(p, in);
            int lanes = isWide(p, in) ? WIDE : LANES;
            Arrays.fill(packed, panel, panel + lanes, 0);
            Transpose.run(w, column * out, out, packed, panel + lanes, lanes, columns, out);
        }
    }

    static void affine(float[] x, int xAt, float[] packed, int at, float[] y, int in, int out, int from, int to) {
        affine(x, xAt, packed, at, y, in, out, from, to, 0, panels(out));
    }

    private static void affine(
            float[] x,
            int xAt,
            float[] packed,
            int at,
            float[] y,
            int in,
            int out,
            int from,
            int to,
            int firstPanel,
            int lastPanel) {
        int vectorRows = rowsBefore(from, to, out);
        for (int p = firstPanel; p < lastPanel; p++) {
            int panel = at + offset(p, out, in);
            if (isWide(p, out)) {
                wideColumns(x, xAt, packed, panel, y, in, out, from, vectorRows, column(p, out));
            } else {
                narrowColumns(x, xAt, packed, panel, y, in, out, from, vectorRows, column(p, out));
            }
        }
        for (int i = vectorRows; i < to && firstPanel < lastPanel; i++) {
            plainRow(x, xAt, packed, at, y, in, out, i);
        }
    }

    /** Where rows are left over, a last block overlaps the one before: they are computed twice, to the same bits. */
    private static void wideColumns(
            float[] x, int xAt, float[] packed, int panel, float[] y, int in, int out, int from, int to, int j) {
        int i = from;
        for (; MANY_REGISTERS && i + 6 <= to; i += 6) {
            VectorBlocks.sixByThree(x, xAt + i * in, packed, panel, y, in, out, i * out + j);
        }
        for (; i + 3 <= to; i += 3) {
            VectorBlocks.threeByThree(x, xAt + i * in, packed, panel, y, in, out, i * out + j);
        }
        if (i < to && to - from >= 3) {
            i = to - 3;
            VectorBlocks.threeByThree(x, xAt + i * in, packed, panel, y, in, out, i * out + j);
            return;
        }
        for (; i < to; i++) {
            VectorBlocks.oneByThree(x, xAt + i * in, packed, panel, y, in, out, i * out + j);
        }
    }

    private static void narrowColumns(
            float[] x, int xAt, float[] packed, int panel, float[] y, int in, int out, int from, int to, int j) {
        int i = from;
        for (; i + 6 <= to; i += 6) {
            VectorBlocks.sixByOne(x, xAt + i * in, packed, panel, y, in, out, i * out + j);
        }
        if (i < to && to - from >= 6) {
            i = to - 6;
            VectorBlocks.sixByOne(x, xAt + i * in, packed, panel, y, in, out, i * out + j);
            return;
        }
        for (; i < to; i++) {
            VectorBlocks.oneByOne(x, xAt + i * in, packed, panel, y, in, out, i * out + j);
        }
    }

    /** How far a whole vector can be stored at the end of a row without leaving the rows up to {@code to}. */
    static int rowsBefore(int from, int to, int width) {
        return width >= LANES ? to : Math.max(from, Math.floorDiv(to * width - LANES, width) + 1);
    }

    private static void plainRow(float[] x, int xAt, float[] packed, int at, float[] y, int in, int out, int i) {
        for (int j = 0; j < out; j++) {
            float sum = packed[at + j];
            for (int k = 0; k < in; k++) {
                sum = Math.fma(x[xAt + i * in + k], packed[at + (k + 1) * LANES + j], sum);
            }
            y[i * out + j] = sum;
        }
    }

    /** How much memory {@link #weightGradient} wants: x transposed, and dy in panels. */
    static int gradientLength(int examples, int in, int out) {
        return examples * in + (examples + 1) * (out + LANES);
    }

    static void transposeExamples(float[] x, float[] memory, int at, int examples, int in, int from, int to) {
        Transpose.run(x, from * in, in, memory, at + from, examples, to - from, in);
    }

    /**
     * dw = x^T dy as a product like any other: the rows are those of x^T, the weights in panels are dy. Each part has
     * panels of its own; where a last panel overlaps that of another part, both write the same bits.
     */
    static void weightGradient(
            float[] dy, float[] memory, int at, float[] dw, int examples, int in, int out, int part, int parts) {
        int panels = panels(out);
        int first = panels * part / parts;
        int last = panels * (part + 1) / parts;
        int packed = at + examples * in;
        for (int p = first; p < last; p++) {
            int panel = packed + offset(p, out, examples);
            Arrays.fill(memory, panel, panel + (isWide(p, out) ? WIDE : LANES), 0);
            packRows(dy, memory, panel, examples, out, p);
        }
        affine(memory, at, memory, packed, dw, examples, out, 0, in, first, last);
    }
}
