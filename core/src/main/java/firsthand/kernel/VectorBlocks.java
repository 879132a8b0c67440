package firsthand.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Blocks of a matrix product: a few rows by a few vectors of results, each held in a register from the first to the
 * last term of its sum. {@link PackedProduct} lays them side by side.
 *
 * <p>All methods do the same for blocks of different sizes: row r of the block is
 *
 * <pre>
 *     y[at + r width + l] = packed[panel + l] + sum over k of x[row + r terms + k] packed[panel + (k + 1) lanes + l]
 * </pre>
 *
 * <p>A block of r rows by v vectors loads r + v times for r v fma, so that larger ones are faster, until the registers
 * are full: the just-in-time compiler loads all r + v factors before it multiplies, so a block takes r v + r + v
 * registers. 3 x 3 takes 15 of the 16 that AVX2 has, 6 x 3 takes 27 of the 32 of AVX-512 and Neon. One more, and
 * sums are put aside in memory in every round, at half the speed. Loops are written out because the compiler keeps
 * only plain local variables in registers.
 */
final class VectorBlocks {
    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();

    private VectorBlocks() {}

    /** Six rows by three vectors: for processors with 32 vector registers. */
    static void sixByThree(float[] x, int row, float[] packed, int panel, float[] y, int terms, int width, int at) {
        FloatVector y00 = FloatVector.fromArray(SPECIES, packed, panel);
        FloatVector y01 = FloatVector.fromArray(SPECIES, packed, panel + LANES);
        FloatVector y02 = FloatVector.fromArray(SPECIES, packed, panel + 2 * LANES);
        FloatVector y10 = y00, y20 = y00, y30 = y00, y40 = y00, y50 = y00;
        FloatVector y11 = y01, y21 = y01, y31 = y01, y41 = y01, y51 = y01;
        FloatVector y12 = y02, y22 = y02, y32 = y02, y42 = y02, y52 = y02;
        int weights = panel + 3 * LANES;
        for (int k = 0; k < terms; k++) {
            var w0 = FloatVector.fromArray(SPECIES, packed, weights + k * 3 * LANES);
            var w1 = FloatVector.fromArray(SPECIES, packed, weights + k * 3 * LANES + LANES);
            var w2 = FloatVector.fromArray(SPECIES, packed, weights + k * 3 * LANES + 2 * LANES);
            var x0 = FloatVector.broadcast(SPECIES, x[row + k]);
            y00 = x0.fma(w0, y00);
            y01 = x0.fma(w1, y01);
            y02 = x0.fma(w2, y02);
            var x1 = FloatVector.broadcast(SPECIES, x[row + terms + k]);
            y10 = x1.fma(w0, y10);
            y11 = x1.fma(w1, y11);
            y12 = x1.fma(w2, y12);
            var x2 = FloatVector.broadcast(SPECIES, x[row + 2 * terms + k]);
            y20 = x2.fma(w0, y20);
            y21 = x2.fma(w1, y21);
            y22 = x2.fma(w2, y22);
            var x3 = FloatVector.broadcast(SPECIES, x[row + 3 * terms + k]);
            y30 = x3.fma(w0, y30);
            y31 = x3.fma(w1, y31);
            y32 = x3.fma(w2, y32);
            var x4 = FloatVector.broadcast(SPECIES, x[row + 4 * terms + k]);
            y40 = x4.fma(w0, y40);
            y41 = x4.fma(w1, y41);
            y42 = x4.fma(w2, y42);
            var x5 = FloatVector.broadcast(SPECIES, x[row + 5 * terms + k]);
            y50 = x5.fma(w0, y50);
            y51 = x5.fma(w1, y51);
            y52 = x5.fma(w2, y52);
        }
        y00.intoArray(y, at);
        y01.intoArray(y, at + LANES);
        y02.intoArray(y, at + 2 * LANES);
        y10.intoArray(y, at + width);
        y11.intoArray(y, at + width + LANES);
        y12.intoArray(y, at + width + 2 * LANES);
        y20.intoArray(y, at + 2 * width);
        y21.intoArray(y, at + 2 * width + LANES);
        y22.intoArray(y, at + 2 * width + 2 * LANES);
        y30.intoArray(y, at + 3 * width);
        y31.intoArray(y, at + 3 * width + LANES);
        y32.intoArray(y, at + 3 * width + 2 * LANES);
        y40.intoArray(y, at + 4 * width);
        y41.intoArray(y, at + 4 * width + LANES);
        y42.intoArray(y, at + 4 * width + 2 * LANES);
        y50.intoArray(y, at + 5 * width);
        y51.intoArray(y, at + 5 * width + LANES);
        y52.intoArray(y, at + 5 * width + 2 * LANES);
    }

    /** Three rows by three vectors: for processors with 16 vector registers, and for what is left of six. */
    static void threeByThree(float[] x, int row, float[] packed, int panel, float[] y, int terms, int width, int at) {
        FloatVector y00 = FloatVector.fromArray(SPECIES, packed, panel);
        FloatVector y01 = FloatVector.fromArray(SPECIES, packed, panel + LANES);
        FloatVector y02 = FloatVector.fromArray(SPECIES, packed, panel + 2 * LANES);
        FloatVector y10 = y00, y20 = y00;
        FloatVector y11 = y01, y21 = y01;
        FloatVector y12 = y02, y22 = y02;
        int weights = panel + 3 * LANES;
        for (int k = 0; k < terms; k++) {
            var w0 = FloatVector.fromArray(SPECIES, packed, weights + k * 3 * LANES);
            var w1 = FloatVector.fromArray(SPECIES, packed, weights + k * 3 * LANES + LANES);
            var w2 = FloatVector.fromArray(SPECIES, packed, weights + k * 3 * LANES + 2 * LANES);
            var x0 = FloatVector.broadcast(SPECIES, x[row + k]);
            y00 = x0.fma(w0, y00);
            y01 = x0.fma(w1, y01);
            y02 = x0.fma(w2, y02);
            var x1 = FloatVector.broadcast(SPECIES, x[row + terms + k]);
            y10 = x1.fma(w0, y10);
            y11 = x1.fma(w1, y11);
            y12 = x1.fma(w2, y12);
            var x2 = FloatVector.broadcast(SPECIES, x[row + 2 * terms + k]);
            y20 = x2.fma(w0, y20);
            y21 = x2.fma(w1, y21);
            y22 = x2.fma(w2, y22);
        }
        y00.intoArray(y, at);
        y01.intoArray(y, at + LANES);
        y02.intoArray(y, at + 2 * LANES);
        y10.intoArray(y, at + width);
        y11.intoArray(y, at + width + LANES);
        y12.intoArray(y, at + width + 2 * LANES);
        y20.intoArray(y, at + 2 * width);
        y21.intoArray(y, at + 2 * width + LANES);
        y22.intoArray(y, at + 2 * width + 2 * LANES);
    }

    /** One row by three vectors: for the last rows. */
    static void oneByThree(float[] x, int row, float[] packed, int panel, float[] y, int terms, int width, int at) {
        FloatVector y00 = FloatVector.fromArray(SPECIES, packed, panel);
        FloatVector y01 = FloatVector.fromArray(SPECIES, packed, panel + LANES);
        FloatVector y02 = FloatVector.fromArray(SPECIES, packed, panel + 2 * LANES);
        int weights = panel + 3 * LANES;
        for (int k = 0; k < terms; k++) {
            var w0 = FloatVector.fromArray(SPECIES, packed, weights + k * 3 * LANES);
            var w1 = FloatVector.fromArray(SPECIES, packed, weights + k * 3 * LANES + LANES);
            var w2 = FloatVector.fromArray(SPECIES, packed, weights + k * 3 * LANES + 2 * LANES);
            var x0 = FloatVector.broadcast(SPECIES, x[row + k]);
            y00 = x0.fma(w0, y00);
            y01 = x0.fma(w1, y01);
            y02 = x0.fma(w2, y02);
        }
        y00.intoArray(y, at);
        y01.intoArray(y, at + LANES);
        y02.intoArray(y, at + 2 * LANES);
    }

    /** Six rows by one vector: for the last columns. */
    static void sixByOne(float[] x, int row, float[] packed, int panel, float[] y, int terms, int width, int at) {
        FloatVector y0 = FloatVector.fromArray(SPECIES, packed, panel);
        FloatVector y1 = y0, y2 = y0, y3 = y0, y4 = y0, y5 = y0;
        int weights = panel + LANES;
        for (int k = 0; k < terms; k++) {
            var w = FloatVector.fromArray(SPECIES, packed, weights + k * LANES);
            var x0 = FloatVector.broadcast(SPECIES, x[row + k]);
            y0 = x0.fma(w, y0);
            var x1 = FloatVector.broadcast(SPECIES, x[row + terms + k]);
            y1 = x1.fma(w, y1);
            var x2 = FloatVector.broadcast(SPECIES, x[row + 2 * terms + k]);
            y2 = x2.fma(w, y2);
            var x3 = FloatVector.broadcast(SPECIES, x[row + 3 * terms + k]);
            y3 = x3.fma(w, y3);
            var x4 = FloatVector.broadcast(SPECIES, x[row + 4 * terms + k]);
            y4 = x4.fma(w, y4);
            var x5 = FloatVector.broadcast(SPECIES, x[row + 5 * terms + k]);
            y5 = x5.fma(w, y5);
        }
        y0.intoArray(y, at);
        y1.intoArray(y, at + width);
        y2.intoArray(y, at + 2 * width);
        y3.intoArray(y, at + 3 * width);
        y4.intoArray(y, at + 4 * width);
        y5.intoArray(y, at + 5 * width);
    }

    /** One row by one vector: for the last rows of the last columns. */
    static void oneByOne(float[] x, int row, float[] packed, int panel, float[] y, int terms, int width, int at) {
        FloatVector y0 = FloatVector.fromArray(SPECIES, packed, panel);
        int weights = panel + LANES;
        for (int k = 0; k < terms; k++) {
            var w = FloatVector.fromArray(SPECIES, packed, weights + k * LANES);
            var x0 = FloatVector.broadcast(SPECIES, x[row + k]);
            y0 = x0.fma(w, y0);
        }
        y0.intoArray(y, at);
    }
}
