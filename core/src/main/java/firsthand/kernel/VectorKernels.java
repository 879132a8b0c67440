package firsthand.kernel;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * SIMD twins of {@link ScalarKernels}: every lane takes the steps that the scalar loop takes for its result, so that
 * the bits agree.
 *
 * <p>Where the number of results is no multiple of the lanes, the last few are left to the scalar definition or to
 * masked lanes. Elementwise operations are bound by memory once their arrays outgrow the caches; the matrix products
 * are explained where they stand, in {@link PackedProduct} and {@link SparseProduct}.
 */
public final class VectorKernels implements Kernels {
    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();

    /** Beyond so many examples, laying them out for the gradient would take much memory and little less time. */
    private static final int LAID_OUT = 1_024;

    private final ScalarKernels scalar = new ScalarKernels();

    @Override
    public String description() {
        return "vector, " + SPECIES.vectorBitSize() + " bits";
    }

    @Override
    public int vectorBits() {
        return SPECIES.vectorBitSize();
    }

    @Override
    public void affine(float[] x, float[] w, float[] b, float[] y, int in, int out, int from, int to) {
        for (int i = from; i < to; i++) {
            RowProduct.affine(x, i * in, w, b, y, i * out, in, out);
        }
    }

    @Override
    public int packedLength(int in, int out) {
        return PackedProduct.packedLength(in, out);
    }

    @Override
    public void pack(float[] w, float[] b, float[] packed, int at, int in, int out, int part, int parts) {
        PackedProduct.pack(w, b, packed, at, in, out, part, parts);
    }

    @Override
    public void packTransposed(float[] w, float[] packed, int at, int in, int out, int part, int parts) {
        PackedProduct.packTransposed(w, packed, at, in, out, part, parts);
    }

    @Override
    public void affinePacked(float[] x, float[] packed, int at, float[] y, int in, int out, int from, int to) {
        PackedProduct.affine(x, 0, packed, at, y, in, out, from, to);
    }

    @Override
    public void affineSparse(
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
        int i = from;
        for (; i + 2 <= to && SparseProduct.isNarrow(out); i += 2) {
            int row = rows[i];
            int next = rows[i + 1];
            System.arraycopy(b, 0, y, i * out, out);
            System.arraycopy(b, 0, y, (i + 1) * out, out);
            SparseProduct.addTwoRows(
                    start[row], start[row + 1], start[next], start[next + 1], columns, values, w, out, y, i * out);
        }
        for (; i < to; i++) {
            System.arraycopy(b, 0, y, i * out, out);
            SparseProduct.addRows(start[rows[i]], start[rows[i] + 1], columns, values, w, out, y, i * out, to * out);
        }
    }

    @Override
    public int gradientLength(int examples, int in, int out) {
        return PackedProduct.gradientLength(Math.min(examples, LAID_OUT), in, out);
    }

    @Override
    public void layOutExamples(float[] x, float[] memory, int at, int examples, int in, int from, int to) {
        if (examples <= LAID_OUT) {
            PackedProduct.transposeExamples(x, memory, at, examples, in, from, to);
        }
    }

    @Override
    public void weightGradient(
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
        if (examples <= LAID_OUT) {
            PackedProduct.weightGradient(dy, memory, at, dw, examples, in, out, part, parts);
        } else {
            VectorGradient.compute(x, dy, dw, examples, in, out, part, parts);
        }
    }

    @Override
    public void weightGradientSparse(
            int[] start, int[] examples, float[] values, float[] dy, float[] dw, int out, int from, int to) {
        int k = from;
        for (; k + 2 <= to && SparseProduct.isNarrow(out); k += 2) {
            Arrays.fill(dw, k * out, (k + 2) * out, 0);
            int first = start[k - from];
            int middle = start[k - from + 1];
            int last = start[k - from + 2];
            SparseProduct.addTwoRows(first, middle, middle, last, examples, values, dy, out, dw, k * out);
        }
        for (; k < to; k++) {
            Arrays.fill(dw, k * out, (k + 1) * out, 0);
            SparseProduct.addRows(
                    start[k - from], start[k - from + 1], examples, values, dy, out, dw, k * out, to * out);
        }
    }

    @Override
    public void biasGradient(float[] dy, float[] db, int examples, int out, int from, int to) {
        int j = from;
        for (; j + LANES <= to; j += LANES) {
            var sum = FloatVector.zero(SPECIES);
            for (int i = 0; i < examples; i++) {
                sum = sum.add(FloatVector.fromArray(SPECIES, dy, i * out + j));
            }
            sum.intoArray(db, j);
        }
        scalar.biasGradient(dy, db, examples, out, j, to);
    }

    @Override
    public void relu(float[] x, float[] y, int from, int to) {
        int i = from;
        for (; i + LANES <= to; i += LANES) {
            var v = FloatVector.fromArray(SPECIES, x, i);
            v.blend(0f, v.compare(VectorOperators.LE, 0f)).intoArray(y, i);
        }
        scalar.relu(x, y, i, to);
    }

    @Override
    public void reluGradient(float[] y, float[] dy, float[] dx, int from, int to) {
        int i = from;
        for (; i + LANES <= to; i += LANES) {
            var active = FloatVector.fromArray(SPECIES, y, i).compare(VectorOperators.GT, 0f);
            FloatVector.zero(SPECIES)
                    .blend(FloatVector.fromArray(SPECIES, dy, i), active)
                    .intoArray(dx, i);
        }
        scalar.reluGradient(y, dy, dx, i, to);
    }

    @Override
    public void sigmoid(float[] x, float[] y, int from, int to) {
        int i = from;
        for (; i + LANES <= to; i += LANES) {
            VectorMath.sigmoid(FloatVector.fromArray(SPECIES, x, i)).intoArray(y, i);
        }
        scalar.sigmoid(x, y, i, to);
    }

    @Override
    public void sigmoidGradient(float[] y, float[] dy, float[] dx, int from, int to) {
        var one = FloatVector.broadcast(SPECIES, 1f);
        int i = from;
        for (; i + LANES <= to; i += LANES) {
            var v = FloatVector.fromArray(SPECIES, y, i);
            FloatVector.fromArray(SPECIES, dy, i).mul(v.mul(one.sub(v))).intoArray(dx, i);
        }
        scalar.sigmoidGradient(y, dy, dx, i, to);
    }

    @Override
    public void tanh(float[] x, float[] y, int from, int to) {
        int i = from;
        for (; i + LANES <= to; i += LANES) {
            VectorMath.tanh(FloatVector.fromArray(SPECIES, x, i)).intoArray(y, i);
        }
        scalar.tanh(x, y, i, to);
    }

    @Override
    public void tanhGradient(float[] y, float[] dy, float[] dx, int from, int to) {
        var one = FloatVector.broadcast(SPECIES, 1f);
        int i = from;
        for (; i + LANES <= to; i += LANES) {
            var v = FloatVector.fromArray(SPECIES, y, i);
            FloatVector.fromArray(SPECIES, dy, i).mul(v.neg().fma(v, one)).intoArray(dx, i);
        }
        scalar.tanhGradient(y, dy, dx, i, to);
    }

    @Override
    public void softmax(float[] x, float[] y, int width, int from, int to) {
        for (int i = from; i < to; i++) {
            float sum = exponentials(x, y, i * width, width);
            divide(y, sum, i * width, width);
        }
    }

    /** y = e^(x - max) for one row; returns the sum, added in order. */
    private static float exponentials(float[] x, float[] y, int row, int width) {
        float max = ScalarKernels.max(x, row, width);
        int end = row + width;
        int j = row;
        for (; j + LANES <= end; j += LANES) {
            VectorMath.exp(FloatVector.fromArray(SPECIES, x, j).sub(max)).intoArray(y, j);
        }
        for (; j < end; j++) {
            y[j] = FloatMath.exp(x[j] - max);
        }
        float sum = 0;
        for (j = row; j < end; j++) {
            sum += y[j];
        }
        return sum;
    }

    private static void divide(float[] y, float divisor, int row, int width) {
        for (int j = row; j < row + width; j++) {
            y[j] = y[j] / divisor;
        }
    }

    @Override
    public void softmaxGradient(float[] y, float[] dy, float[] dx, int width, int from, int to) {
        scalar.softmaxGradient(y, dy, dx, width, from, to);
    }

    @Override
    public void softmaxCrossEntropy(
            float[] z, float[] t, float[] dz, double[] loss, int width, int examples, int from, int to) {
        for (int i = from; i < to; i++) {
            int row = i * width;
            double target = 0;
            for (int j = row; j < row + width; j++) {
                target += (double) t[j] * z[j];
            }
            float max = ScalarKernels.max(z, row, width);
            float sum = exponentials(z, dz, row, width);
            loss[i] = (double) max + FloatMath.log(sum) - target;
            for (int j = row; j < row + width; j++) {
                dz[j] = (dz[j] / sum - t[j]) / examples;
            }
        }
    }

    @Override
    public void sgd(float[] w, float[] dw, float rate, int from, int to) {
        var step = FloatVector.broadcast(SPECIES, -rate);
        int i = from;
        for (; i + LANES <= to; i += LANES) {
            step.fma(FloatVector.fromArray(SPECIES, dw, i), FloatVector.fromArray(SPECIES, w, i))
                    .intoArray(w, i);
        }
        scalar.sgd(w, dw, rate, i, to);
    }

    @Override
    public void momentum(float[] w, float[] dw, float[] v, float rate, float momentum, int from, int to) {
        var keep = FloatVector.broadcast(SPECIES, momentum);
        var step = FloatVector.broadcast(SPECIES, -rate);
        int i = from;
        for (; i + LANES <= to; i += LANES) {
            var velocity = keep.fma(FloatVector.fromArray(SPECIES, v, i), FloatVector.fromArray(SPECIES, dw, i));
            velocity.intoArray(v, i);
            step.fma(velocity, FloatVector.fromArray(SPECIES, w, i)).intoArray(w, i);
        }
        scalar.momentum(w, dw, v, rate, momentum, i, to);
    }

    @Override
    public void adam(
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
        var keep1 = FloatVector.broadcast(SPECIES, beta1);
        var keep2 = FloatVector.broadcast(SPECIES, beta2);
        var scales = FloatVector.broadcast(SPECIES, scale);
        var epsilons = FloatVector.broadcast(SPECIES, epsilon);
        int i = from;
        for (; i + LANES <= to; i += LANES) {
            var gradient = FloatVector.fromArray(SPECIES, dw, i);
            var mean = keep1.fma(FloatVector.fromArray(SPECIES, m, i), gradient.mul(1 - beta1));
            mean.intoArray(m, i);
            var square = keep2.fma(
                    FloatVector.fromArray(SPECIES, v, i),
                    gradient.mul(1 - beta2).mul(gradient));
            square.intoArray(v, i);
            var root = square.lanewise(VectorOperators.SQRT);
            FloatVector.fromArray(SPECIES, w, i)
                    .sub(mean.mul(rate).div(scales.fma(root, epsilons)))
                    .intoArray(w, i);
        }
        scalar.adam(w, dw, m, v, rate, scale, beta1, beta2, epsilon, i, to);
    }
}
