package firsthand.kernel;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * dw = x^T dy over more examples than are worth laying out: both matrices are read as they lie, example by example.
 *
 * <p>Six rows of dw by one vector at a time are held in registers from the first example to the last. Reading x, six
 * numbers here and six there, is what bounds it. As in {@link PackedProduct} there are no masks: last vectors and last
 * rows overlap the ones before, and rows of less than a vector are stored over the beginning of the next, with plain
 * loops for the last rows and examples.
 */
final class VectorGradient {
    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();

    private VectorGradient() {}

    static void compute(float[] x, float[] dy, float[] dw, int examples, int in, int out, int part, int parts) {
        int vectors = (out + LANES - 1) / LANES;
        int vectorRows = PackedProduct.rowsBefore(0, in, out);
        int vectorExamples = PackedProduct.rowsBefore(0, examples, out);
        int last = vectors * (part + 1) / parts;
        for (int v = vectors * part / parts; v < last; v++) {
            int j = Math.max(0, Math.min(v * LANES, out - LANES));
            for (int k = 0; k < vectorRows && vectorRows >= 6; k += 6) {
                sixRows(x, dy, dw, vectorExamples, in, out, Math.min(k, vectorRows - 6), j);
            }
            for (int k = 0; k < vectorRows && vectorRows < 6; k++) {
                oneRow(x, dy, dw, vectorExamples, in, out, k, j);
            }
        }
        if (out < LANES && last == 1) {
            Arrays.fill(dw, vectorRows * out, in * out, 0);
            addExamples(x, dy, dw, 0, vectorExamples, in, out, vectorRows);
            addExamples(x, dy, dw, vectorExamples, examples, in, out, 0);
        }
    }

    private static void addExamples(float[] x, float[] dy, float[] dw, int first, int last, int in, int out, int from) {
        for (int k = from; k < in; k++) {
            for (int i = first; i < last; i++) {
                for (int j = 0; j < out; j++) {
                    dw[k * out + j] = Math.fma(x[i * in + k], dy[i * out + j], dw[k * out + j]);
                }
            }
        }
    }

    private static void sixRows(float[] x, float[] dy, float[] dw, int examples, int in, int out, int k, int j) {
        var zero = FloatVector.zero(SPECIES);
        FloatVector w0 = zero, w1 = zero, w2 = zero, w3 = zero, w4 = zero, w5 = zero;
        for (int i = 0; i < examples; i++) {
            var dy0 = FloatVector.fromArray(SPECIES, dy, i * out + j);
            w0 = FloatVector.broadcast(SPECIES, x[i * in + k]).fma(dy0, w0);
            w1 = FloatVector.broadcast(SPECIES, x[i * in + k + 1]).fma(dy0, w1);
            w2 = FloatVector.broadcast(SPECIES, x[i * in + k + 2]).fma(dy0, w2);
            w3 = FloatVector.broadcast(SPECIES, x[i * in + k + 3]).fma(dy0, w3);
            w4 = FloatVector.broadcast(SPECIES, x[i * in + k + 4]).fma(dy0, w4);
            w5 = FloatVector.broadcast(SPECIES, x[i * in + k + 5]).fma(dy0, w5);
        }
        w0.intoArray(dw, k * out + j);
        w1.intoArray(dw, (k + 1) * out + j);
        w2.intoArray(dw, (k + 2) * out + j);
        w3.intoArray(dw, (k + 3) * out + j);
        w4.intoArray(dw, (k + 4) * out + j);
        w5.intoArray(dw, (k + 5) * out + j);
    }

    private static void oneRow(float[] x, float[] dy, float[] dw, int examples, int in, int out, int k, int j) {
        var w = FloatVector.zero(SPECIES);
        for (int i = 0; i < examples; i++) {
            var factor = FloatVector.broadcast(SPECIES, x[i * in + k]);
            w = factor.fma(FloatVector.fromArray(SPECIES, dy, i * out + j), w);
        }
        w.intoArray(dw, k * out + j);
    }
}
