package firsthand.kernel;

import java.util.stream.IntStream;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * SIMD twins of {@link ScalarKernels}: every lane takes the steps that the scalar loop takes for its result, so that
 * the bits agree.
 *
 * <p>Where the number of results is no multiple of the lanes, the last few are left to the scalar definition. What
 * bounds an operation:
 *
 * <ul>
 *   <li>matrix products with weights laid out ({@link PackedProduct}): arithmetic;
 *   <li>a few rows ({@link RowProduct}) and sparse rows ({@link SparseProduct}): reading the weights, from the level-2
 *       cache for layers of usual size;
 *   <li>gradients over thousands of examples ({@link VectorGradient}): reading x, from memory;
 *   <li>sigmoid, tanh, gelu and their like, and softmax ({@link VectorMath}): the arithmetic of exp, and of division;
 *   <li>relu, the gradients of activations, and optimisers: reading and writing their arrays, in whatever cache these
 *       fit; Adam in the level-1 cache: division and square root.
 * </ul>
 */
public final class VectorKernels implements Kernels {
    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();
    private static final VectorSpecies<Integer> INTEGERS = SPECIES.withLanes(int.class);

    /** 0, 1, 2, ... times the constant that dropout's places are spread by: computed at every call, it is allocated. */
    private static final int[] SPREAD_PLACES =
            IntStream.range(0, LANES).map(lane -> lane * ScalarKernels.WEYL).toArray();

    /** Beyond so many examples, laying them out for the gradient would take much memory and little less time. */
    private static final int LAID_OUT = 1_024;

    private final ScalarKernels scalar = new ScalarKernels();
    private final ConvolutionKernels convolution = new VectorConvolution();
    private final PoolingKernels pooling = new VectorPooling();
    private final NormalizationKernels normalization = new VectorNormalization();

    @Override
    public String description() {
        return "vector, " + SPECIES.vectorBitSize() + " bits";
    }

    @Override
    public ConvolutionKernels convolution() {
        return convolution;
    }

    @Override
    public PoolingKernels pooling() {
        return pooling;
    }

    @Override
    public NormalizationKernels normalization() {
        return normalization;
    }

    @Override
    public int vectorBits() {
        return SPECIES.vectorBitSize();
    }

    @Override
    public double multiplyAndAdd(int rounds) {
        var half = FloatVector.broadcast(SPECIES, 0.5f);
        var one = FloatVector.broadcast(SPECIES, 1f);
        FloatVector a = one, b = one, c = one, d = one, e = one, f = one, g = one, h = one, i = one, j = one;
        for (int round = 0; round < rounds; round++) {
            a = a.fma(half, one);
            b = b.fma(half, one);
            c = c.fma(half, one);
            d = d.fma(half, one);
            e = e.fma(half, one);
            f = f.fma(half, one);
            g = g.fma(half, one);
            h = h.fma(half, one);
            i = i.fma(half, one);
            j = j.fma(half, one);
        }
        // Every result counts, or the compiler would leave the work out.
        var sum = a.add(b).add(c).add(d).add(e).add(f).add(g).add(h).add(i).add(j);
        return Float.isNaN(sum.lane(0)) ? 0 : 20.0 * LANES * rounds;
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
    public int sparseLength(int in, int out) {
        return NarrowProduct.fits(out) ? NarrowProduct.length(in) : 0;
    }

    @Override
    public void packSparse(float[] w, float[] b, float[] memory, int at, int in, int out, int part, int parts) {
        if (NarrowProduct.fits(out)) {
            NarrowProduct.pack(w, b, memory, at, in, out, part, parts);
        }
    }

    @Override
    public void affineSparse(
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
        if (NarrowProduct.fits(out)) {
            NarrowProduct.affine(start, columns, values, rows, memory, at, y, in, out, from, to);
        } else {
            SparseProduct.affine(start, columns, values, rows, w, b, y, out, from, to);
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
        if (NarrowProduct.holds(out)) {
            NarrowProduct.weightGradient(start, examples, values, dy, dw, out, from, to);
        } else {
            SparseProduct.weightGradient(start, examples, values, dy, dw, out, from, to);
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
        if (j < to) {
            lastBiasGradients(dy, db, examples, out, j, to);
        }
    }

    /** Lanes beyond the last bias add up what follows in memory, for nothing; the last examples have nothing to follow. */
    private static void lastBiasGradients(float[] dy, float[] db, int examples, int out, int from, int to) {
        int whole = Math.clamp(Math.floorDiv(examples * out - LANES - from, out) + 1, 0, examples);
        var sum = FloatVector.zero(SPECIES);
        for (int i = 0; i < whole; i++) {
            sum = sum.add(FloatVector.fromArray(SPECIES, dy, i * out + from));
        }
        sum.intoArray(db, from, SPECIES.indexInRange(0, to - from));
        for (int i = whole; i < examples; i++) {
            for (int j = from; j < to; j++) {
                db[j] += dy[i * out + j];
            }
        }
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
    public void leakyRelu(float[] x, float[] y, float slope, int from, int to) {
        int i = from;
        for (; i + LANES <= to; i += LANES) {
            var v = FloatVector.fromArray(SPECIES, x, i);
            v.mul(slope).blend(v, v.compare(VectorOperators.GT, 0f)).intoArray(y, i);
        }
        scalar.leakyRelu(x, y, slope, i, to);
    }

    @Override
    public void leakyReluGradient(float[] y, float[] dy, float[] dx, float slope, int from, int to) {
        int i = from;
        for (; i + LANES <= to; i += LANES) {
            var active = FloatVector.fromArray(SPECIES, y, i).compare(VectorOperators.GT, 0f);
            var d = FloatVector.fromArray(SPECIES, dy, i);
            d.mul(slope).blend(d, active).intoArray(dx, i);
        }
        scalar.leakyReluGradient(y, dy, dx, slope, i, to);
    }

    @Override
    public void elu(float[] x, float[] y, float alpha, int from, int to) {
        int i = from;
        for (; i + LANES <= to; i += LANES) {
            var v = FloatVector.fromArray(SPECIES, x, i);
            VectorMath.expm1(v)
                    .mul(alpha)
                    .blend(v, v.compare(VectorOperators.GT, 0f))
                    .intoArray(y, i);
        }
        scalar.elu(x, y, alpha, i, to);
    }

    @Override
    public void eluGradient(float[] y, float[] dy, float[] dx, float alpha, int from, int to) {
        int i = from;
        for (; i + LANES <= to; i += LANES) {
            var v = FloatVector.fromArray(SPECIES, y, i);
            var d = FloatVector.fromArray(SPECIES, dy, i);
            d.mul(v.add(alpha)).blend(d, v.compare(VectorOperators.GT, 0f)).intoArray(dx, i);
        }
        scalar.eluGradient(y, dy, dx, alpha, i, to);
    }

    @Override
    public void gelu(float[] x, float[] y, int from, int to) {
        int i = from;
        for (; i + LANES <= to; i += LANES) {
            VectorMath.gelu(FloatVector.fromArray(SPECIES, x, i)).intoArray(y, i);
        }
        scalar.gelu(x, y, i, to);
    }

    /**
     * In two loops, each with a method of its own: all in one would be more than the compiler takes into one method,
     * and vectors would go to the heap.
     */
    @Override
    public void geluGradient(float[] x, float[] dy, float[] dx, int from, int to) {
        int end = from + (to - from) / LANES * LANES;
        geluShares(x, dx, from, end);
        geluGradientOfShares(x, dy, dx, from, end);
        scalar.geluGradient(x, dy, dx, end, to);
    }

    /** s = gelu(x) / x. */
    private static void geluShares(float[] x, float[] s, int from, int to) {
        for (int i = from; i < to; i += LANES) {
            VectorMath.geluShare(FloatVector.fromArray(SPECIES, x, i)).intoArray(s, i);
        }
    }

    /** dx = dy (s + x s (1 - s) v'), where dx holds s. */
    private static void geluGradientOfShares(float[] x, float[] dy, float[] dx, int from, int to) {
        for (int i = from; i < to; i += LANES) {
            var s = FloatVector.fromArray(SPECIES, dx, i);
            FloatVector.fromArray(SPECIES, dy, i)
                    .mul(VectorMath.geluDerivative(FloatVector.fromArray(SPECIES, x, i), s))
                    .intoArray(dx, i);
        }
    }

    @Override
    public void silu(float[] x, float[] y, int from, int to) {
        int i = from;
        for (; i + LANES <= to; i += LANES) {
            VectorMath.silu(FloatVector.fromArray(SPECIES, x, i)).intoArray(y, i);
        }
        scalar.silu(x, y, i, to);
    }

    @Override
    public void siluGradient(float[] x, float[] dy, float[] dx, int from, int to) {
        int i = from;
        for (; i + LANES <= to; i += LANES) {
            FloatVector.fromArray(SPECIES, dy, i)
                    .mul(VectorMath.siluDerivative(FloatVector.fromArray(SPECIES, x, i)))
                    .intoArray(dx, i);
        }
        scalar.siluGradient(x, dy, dx, i, to);
    }

    @Override
    public void softplus(float[] x, float[] y, int from, int to) {
        int i = from;
        for (; i + LANES <= to; i += LANES) {
            VectorMath.softplus(FloatVector.fromArray(SPECIES, x, i)).intoArray(y, i);
        }
        scalar.softplus(x, y, i, to);
    }

    @Override
    public void softplusGradient(float[] x, float[] dy, float[] dx, int from, int to) {
        int i = from;
        for (; i + LANES <= to; i += LANES) {
            FloatVector.fromArray(SPECIES, dy, i)
                    .mul(VectorMath.sigmoid(FloatVector.fromArray(SPECIES, x, i)))
                    .intoArray(dx, i);
        }
        scalar.softplusGradient(x, dy, dx, i, to);
    }

    @Override
    public void logSoftmax(float[] x, float[] y, int width, int from, int to) {
        exponentials(x, y, width, from, to);
        for (int i = from; i < to; i++) {
            float max = ScalarKernels.max(x, i * width, width);
            float logarithm = FloatMath.log(ScalarKernels.sum(y, i * width, width));
            for (int j = i * width; j < (i + 1) * width; j++) {
                y[j] = x[j] - max - logarithm;
            }
        }
    }

    @Override
    public void logSoftmaxGradient(float[] y, float[] dy, float[] dx, int width, int from, int to) {
        int k = from * width;
        for (; k + LANES <= to * width; k += LANES) {
            VectorMath.exp(FloatVector.fromArray(SPECIES, y, k)).intoArray(dx, k);
        }
        for (; k < to * width; k++) {
            dx[k] = FloatMath.exp(y[k]);
        }
        for (int i = from; i < to; i++) {
            float sum = ScalarKernels.sum(dy, i * width, width);
            for (int j = i * width; j < (i + 1) * width; j++) {
                dx[j] = Math.fma(-dx[j], sum, dy[j]);
            }
        }
    }

    /** The logarithms of all rows go to dz first, the gradients then over them. */
    @Override
    public void sigmoidCrossEntropy(
            float[] z, float[] t, float[] dz, double[] loss, int width, int examples, int from, int to) {
        logarithms(z, dz, from * width, to * width);
        for (int i = from; i < to; i++) {
            double sum = 0;
            for (int j = i * width; j < (i + 1) * width; j++) {
                sum += Math.max(z[j], 0) - (double) t[j] * z[j] + dz[j];
            }
            loss[i] = sum / width;
        }
        sigmoidCrossEntropyGradient(z, t, dz, width, examples, from * width, to * width);
    }

    /** y = log(1 + e^-|x|). */
    private static void logarithms(float[] x, float[] y, int from, int to) {
        int i = from;
        for (; i + LANES <= to; i += LANES) {
            var magnitude = FloatVector.fromArray(SPECIES, x, i).abs();
            VectorMath.log1p(VectorMath.exp(magnitude.neg())).intoArray(y, i);
        }
        for (; i < to; i++) {
            y[i] = FloatMath.log1p(FloatMath.exp(-Math.abs(x[i])));
        }
    }

    private static void sigmoidCrossEntropyGradient(
            float[] z, float[] t, float[] dz, int width, int examples, int from, int to) {
        int i = from;
        for (; i + LANES <= to; i += LANES) {
            VectorMath.sigmoid(FloatVector.fromArray(SPECIES, z, i))
                    .sub(FloatVector.fromArray(SPECIES, t, i))
                    .div(width)
                    .div(examples)
                    .intoArray(dz, i);
        }
        for (; i < to; i++) {
            dz[i] = (FloatMath.sigmoid(z[i]) - t[i]) / width / examples;
        }
    }

    @Override
    public void softmax(float[] x, float[] y, int width, int from, int to) {
        exponentials(x, y, width, from, to);
        for (int i = from; i < to; i++) {
            float sum = ScalarKernels.sum(y, i * width, width);
            for (int j = i * width; j < (i + 1) * width; j++) {
                y[j] = y[j] / sum;
            }
        }
    }

    /** Rows of y = e^(x - max). All rows one after the other: vectors need not end where a row does. */
    private static void exponentials(float[] x, float[] y, int width, int from, int to) {
        for (int i = from; i < to; i++) {
            float max = ScalarKernels.max(x, i * width, width);
            for (int j = i * width; j < (i + 1) * width; j++) {
                y[j] = x[j] - max;
            }
        }
        int j = from * width;
        for (; j + LANES <= to * width; j += LANES) {
            VectorMath.exp(FloatVector.fromArray(SPECIES, y, j)).intoArray(y, j);
        }
        for (; j < to * width; j++) {
            y[j] = FloatMath.exp(y[j]);
        }
    }

    @Override
    public void softmaxGradient(float[] y, float[] dy, float[] dx, int width, int from, int to) {
        scalar.softmaxGradient(y, dy, dx, width, from, to);
    }

    @Override
    public void softmaxCrossEntropy(
            float[] z, float[] t, float[] dz, double[] loss, int width, int examples, int from, int to) {
        exponentials(z, dz, width, from, to);
        for (int i = from; i < to; i++) {
            int row = i * width;
            float sum = ScalarKernels.sum(dz, row, width);
            loss[i] = ScalarKernels.crossEntropy(z, t, sum, row, width);
            crossEntropyGradient(t, dz, sum, row, width, examples);
        }
    }

    /**
     * dz = (dz / sum - t) / examples for one row. The last vector ends where the row does, and is loaded before the one
     * that it overlaps is written.
     */
    private static void crossEntropyGradient(float[] t, float[] dz, float sum, int row, int width, int examples) {
        int end = row + width;
        int j = row;
        if (width >= LANES) {
            var last = FloatVector.fromArray(SPECIES, dz, end - LANES);
            for (; j + LANES <= end; j += LANES) {
                FloatVector.fromArray(SPECIES, dz, j)
                        .div(sum)
                        .sub(FloatVector.fromArray(SPECIES, t, j))
                        .div(examples)
                        .intoArray(dz, j);
            }
            last.div(sum)
                    .sub(FloatVector.fromArray(SPECIES, t, end - LANES))
                    .div(examples)
                    .intoArray(dz, end - LANES);
        } else {
            for (; j < end; j++) {
                dz[j] = (dz[j] / sum - t[j]) / examples;
            }
        }
    }

    @Override
    public void dropout(float[] x, float[] y, int key, float rate, int from, int to) {
        int threshold = ScalarKernels.threshold(rate);
        float factor = 1 / (1 - rate);
        var places = IntVector.fromArray(INTEGERS, SPREAD_PLACES, 0);
        int i = from;
        for (; i <= to - LANES; i += LANES) {
            var z = places.add(key + i * ScalarKernels.WEYL);
            z = z.lanewise(VectorOperators.XOR, z.lanewise(VectorOperators.LSHR, 16))
                    .mul(0x85ebca6b);
            z = z.lanewise(VectorOperators.XOR, z.lanewise(VectorOperators.LSHR, 13))
                    .mul(0xc2b2ae35);
            z = z.lanewise(VectorOperators.XOR, z.lanewise(VectorOperators.LSHR, 16));
            var dropped = z.lanewise(VectorOperators.LSHR, 8).lt(threshold).cast(SPECIES);
            FloatVector.fromArray(SPECIES, x, i).mul(factor).blend(0, dropped).intoArray(y, i);
        }
        scalar.dropout(x, y, key, rate, i, to);
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
