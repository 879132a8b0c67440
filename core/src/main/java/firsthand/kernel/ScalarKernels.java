package firsthand.kernel;

/**
 * The definition of every operation: plain loops that read like the formulas in {@link Kernels}.
 *
 * <p>What these methods return is right by definition, to the bit; whatever runs instead of them is tested against them
 * with {@code ==}.
 */
public final class ScalarKernels implements Kernels {
    /** The golden ratio as a fraction of 2^32: steps of this size come by every number. */
    static final int WEYL = 0x9e3779b9;

    private final ConvolutionKernels convolution = new ScalarConvolution();
    private final PoolingKernels pooling = new ScalarPooling();
    private final NormalizationKernels normalization = new ScalarNormalization();

    @Override
    public String description() {
        return "scalar";
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
        return Float.SIZE;
    }

    @Override
    public double multiplyAndAdd(int rounds) {
        float a = 1, b = 2, c = 3, d = 4, e = 5, f = 6, g = 7, h = 8;
        for (int i = 0; i < rounds; i++) {
            a = Math.fma(a, 0.5f, 1f);
            b = Math.fma(b, 0.5f, 1f);
            c = Math.fma(c, 0.5f, 1f);
            d = Math.fma(d, 0.5f, 1f);
            e = Math.fma(e, 0.5f, 1f);
            f = Math.fma(f, 0.5f, 1f);
            g = Math.fma(g, 0.5f, 1f);
            h = Math.fma(h, 0.5f, 1f);
        }
        // Every result counts, or the compiler would leave the work out.
        return Float.isNaN(a + b + c + d + e + f + g + h) ? 0 : 16.0 * rounds;
    }

    @Override
    public void affine(float[] x, float[] w, float[] b, float[] y, int in, int out, int from, int to) {
        for (int i = from; i < to; i++) {
            for (int j = 0; j < out; j++) {
                float sum = b[j];
                for (int k = 0; k < in; k++) {
                    sum = Math.fma(x[i * in + k], w[k * out + j], sum);
                }
                y[i * out + j] = sum;
            }
        }
    }

    @Override
    public int packedLength(int in, int out) {
        return in * out + Math.max(in, out);
    }

    /** The biases, then the weights as they are. */
    @Override
    public void pack(float[] w, float[] b, float[] packed, int at, int in, int out, int part, int parts) {
        for (int j = out * part / parts; j < out * (part + 1) / parts; j++) {
            packed[at + j] = b[j];
            for (int k = 0; k < in; k++) {
                packed[at + (k + 1) * out + j] = w[k * out + j];
            }
        }
    }

    /** Zeros, then the weights transposed. */
    @Override
    public void packTransposed(float[] w, float[] packed, int at, int in, int out, int part, int parts) {
        for (int k = in * part / parts; k < in * (part + 1) / parts; k++) {
            packed[at + k] = 0;
            for (int j = 0; j < out; j++) {
                packed[at + (j + 1) * in + k] = w[k * out + j];
            }
        }
    }

    @Override
    public void affinePacked(float[] x, float[] packed, int at, float[] y, int in, int out, int from, int to) {
        for (int i = from; i < to; i++) {
            for (int j = 0; j < out; j++) {
                float sum = packed[at + j];
                for (int k = 0; k < in; k++) {
                    sum = Math.fma(x[i * in + k], packed[at + (k + 1) * out + j], sum);
                }
                y[i * out + j] = sum;
            }
        }
    }

    @Override
    public int sparseLength(int in, int out) {
        return 0;
    }

    /** Nothing to do: w and b are read as they are. */
    @Override
    public void packSparse(float[] w, float[] b, float[] memory, int at, int in, int out, int part, int parts) {}

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
        for (int i = from; i < to; i++) {
            for (int j = 0; j < out; j++) {
                float sum = b[j];
                for (int n = start[rows[i]]; n < start[rows[i] + 1]; n++) {
                    sum = Math.fma(values[n], w[columns[n] * out + j], sum);
                }
                y[i * out + j] = sum;
            }
        }
    }

    @Override
    public int gradientLength(int examples, int in, int out) {
        return 0;
    }

    /** Nothing to do: x is read as it is. */
    @Override
    public void layOutExamples(float[] x, float[] memory, int at, int examples, int in, int from, int to) {}

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
        for (int k = 0; k < in; k++) {
            for (int j = out * part / parts; j < out * (part + 1) / parts; j++) {
                float sum = 0;
                for (int i = 0; i < examples; i++) {
                    sum = Math.fma(x[i * in + k], dy[i * out + j], sum);
                }
                dw[k * out + j] = sum;
            }
        }
    }

    @Override
    public void weightGradientSparse(
            int[] start, int[] examples, float[] values, float[] dy, float[] dw, int out, int from, int to) {
        for (int k = from; k < to; k++) {
            for (int j = 0; j < out; j++) {
                float sum = 0;
                for (int n = start[k - from]; n < start[k - from + 1]; n++) {
                    sum = Math.fma(values[n], dy[examples[n] * out + j], sum);
                }
                dw[k * out + j] = sum;
            }
        }
    }

    @Override
    public void biasGradient(float[] dy, float[] db, int examples, int out, int from, int to) {
        for (int j = from; j < to; j++) {
            float sum = 0;
            for (int i = 0; i < examples; i++) {
                sum += dy[i * out + j];
            }
            db[j] = sum;
        }
    }

    @Override
    public void relu(float[] x, float[] y, int from, int to) {
        for (int i = from; i < to; i++) {
            y[i] = x[i] <= 0 ? 0 : x[i];
        }
    }

    @Override
    public void reluGradient(float[] y, float[] dy, float[] dx, int from, int to) {
        for (int i = from; i < to; i++) {
            dx[i] = y[i] > 0 ? dy[i] : 0;
        }
    }

    @Override
    public void sigmoid(float[] x, float[] y, int from, int to) {
        for (int i = from; i < to; i++) {
            y[i] = FloatMath.sigmoid(x[i]);
        }
    }

    @Override
    public void sigmoidGradient(float[] y, float[] dy, float[] dx, int from, int to) {
        for (int i = from; i < to; i++) {
            dx[i] = dy[i] * (y[i] * (1 - y[i]));
        }
    }

    @Override
    public void tanh(float[] x, float[] y, int from, int to) {
        for (int i = from; i < to; i++) {
            y[i] = FloatMath.tanh(x[i]);
        }
    }

    @Override
    public void tanhGradient(float[] y, float[] dy, float[] dx, int from, int to) {
        for (int i = from; i < to; i++) {
            dx[i] = dy[i] * Math.fma(-y[i], y[i], 1f);
        }
    }

    @Override
    public void leakyRelu(float[] x, float[] y, float slope, int from, int to) {
        for (int i = from; i < to; i++) {
            y[i] = x[i] > 0 ? x[i] : slope * x[i];
        }
    }

    @Override
    public void leakyReluGradient(float[] y, float[] dy, float[] dx, float slope, int from, int to) {
        for (int i = from; i < to; i++) {
            dx[i] = y[i] > 0 ? dy[i] : slope * dy[i];
        }
    }

    @Override
    public void elu(float[] x, float[] y, float alpha, int from, int to) {
        for (int i = from; i < to; i++) {
            y[i] = x[i] > 0 ? x[i] : alpha * FloatMath.expm1(x[i]);
        }
    }

    @Override
    public void eluGradient(float[] y, float[] dy, float[] dx, float alpha, int from, int to) {
        for (int i = from; i < to; i++) {
            dx[i] = y[i] > 0 ? dy[i] : dy[i] * (y[i] + alpha);
        }
    }

    @Override
    public void gelu(float[] x, float[] y, int from, int to) {
        for (int i = from; i < to; i++) {
            y[i] = FloatMath.gelu(x[i]);
        }
    }

    @Override
    public void geluGradient(float[] x, float[] dy, float[] dx, int from, int to) {
        for (int i = from; i < to; i++) {
            dx[i] = dy[i] * FloatMath.geluDerivative(x[i]);
        }
    }

    @Override
    public void silu(float[] x, float[] y, int from, int to) {
        for (int i = from; i < to; i++) {
            y[i] = FloatMath.silu(x[i]);
        }
    }

    @Override
    public void siluGradient(float[] x, float[] dy, float[] dx, int from, int to) {
        for (int i = from; i < to; i++) {
            dx[i] = dy[i] * FloatMath.siluDerivative(x[i]);
        }
    }

    @Override
    public void softplus(float[] x, float[] y, int from, int to) {
        for (int i = from; i < to; i++) {
            y[i] = FloatMath.softplus(x[i]);
        }
    }

    @Override
    public void softplusGradient(float[] x, float[] dy, float[] dx, int from, int to) {
        for (int i = from; i < to; i++) {
            dx[i] = dy[i] * FloatMath.sigmoid(x[i]);
        }
    }

    @Override
    public void logSoftmax(float[] x, float[] y, int width, int from, int to) {
        for (int i = from; i < to; i++) {
            int row = i * width;
            float max = max(x, row, width);
            for (int j = row; j < row + width; j++) {
                y[j] = FloatMath.exp(x[j] - max);
            }
            float logarithm = FloatMath.log(sum(y, row, width));
            for (int j = row; j < row + width; j++) {
                y[j] = x[j] - max - logarithm;
            }
        }
    }

    @Override
    public void logSoftmaxGradient(float[] y, float[] dy, float[] dx, int width, int from, int to) {
        for (int i = from; i < to; i++) {
            int row = i * width;
            float sum = sum(dy, row, width);
            for (int j = row; j < row + width; j++) {
                dx[j] = Math.fma(-FloatMath.exp(y[j]), sum, dy[j]);
            }
        }
    }

    @Override
    public void sigmoidCrossEntropy(
            float[] z, float[] t, float[] dz, double[] loss, int width, int examples, int from, int to) {
        for (int i = from; i < to; i++) {
            double sum = 0;
            for (int j = i * width; j < (i + 1) * width; j++) {
                sum += Math.max(z[j], 0) - (double) t[j] * z[j] + FloatMath.log1p(FloatMath.exp(-Math.abs(z[j])));
                dz[j] = (FloatMath.sigmoid(z[j]) - t[j]) / width / examples;
            }
            loss[i] = sum / width;
        }
    }

    @Override
    public void softmax(float[] x, float[] y, int width, int from, int to) {
        for (int i = from; i < to; i++) {
            int row = i * width;
            float max = max(x, row, width);
            for (int j = row; j < row + width; j++) {
                y[j] = FloatMath.exp(x[j] - max);
            }
            float sum = sum(y, row, width);
            for (int j = row; j < row + width; j++) {
                y[j] = y[j] / sum;
            }
        }
    }

    @Override
    public void softmaxGradient(float[] y, float[] dy, float[] dx, int width, int from, int to) {
        for (int i = from; i < to; i++) {
            int row = i * width;
            float dot = 0;
            for (int j = row; j < row + width; j++) {
                dot = Math.fma(dy[j], y[j], dot);
            }
            for (int j = row; j < row + width; j++) {
                dx[j] = y[j] * (dy[j] - dot);
            }
        }
    }

    @Override
    public void softmaxCrossEntropy(
            float[] z, float[] t, float[] dz, double[] loss, int width, int examples, int from, int to) {
        for (int i = from; i < to; i++) {
            int row = i * width;
            float max = max(z, row, width);
            for (int j = row; j < row + width; j++) {
                dz[j] = FloatMath.exp(z[j] - max);
            }
            float sum = sum(dz, row, width);
            loss[i] = crossEntropy(z, t, sum, row, width);
            for (int j = row; j < row + width; j++) {
                dz[j] = (dz[j] / sum - t[j]) / examples;
            }
        }
    }

    /** The loss of one row, of which {@code sum} is the sum of e^(z - max). */
    static double crossEntropy(float[] z, float[] t, float sum, int row, int width) {
        double target = 0;
        for (int j = row; j < row + width; j++) {
            target += (double) t[j] * z[j];
        }
        return (double) max(z, row, width) + FloatMath.log(sum) - target;
    }

    /** The largest of a row. */
    static float max(float[] x, int row, int width) {
        int max = ordered(x[row]);
        for (int j = row + 1; j < row + width; j++) {
            max = Math.max(max, ordered(x[j]));
        }
        return Float.intBitsToFloat(max ^ ((max >> 31) & Integer.MAX_VALUE));
    }

    /** The bits of x as an integer that compares as x does: negative numbers have all but their sign turned. */
    private static int ordered(float x) {
        int bits = Float.floatToRawIntBits(x);
        return bits ^ ((bits >> 31) & Integer.MAX_VALUE);
    }

    static float sum(float[] x, int row, int width) {
        float sum = 0;
        for (int j = row; j < row + width; j++) {
            sum += x[j];
        }
        return sum;
    }

    @Override
    public void dropout(float[] x, float[] y, int key, float rate, int from, int to) {
        int threshold = threshold(rate);
        float factor = 1 / (1 - rate);
        for (int i = from; i < to; i++) {
            y[i] = mix(key + i * WEYL) >>> 8 >= threshold ? x[i] * factor : 0;
        }
    }

    /** What the upper 24 bits of a random number have to reach. */
    static int threshold(float rate) {
        return (int) (rate * (1 << 24));
    }

    private static int mix(int z) {
        z = (z ^ (z >>> 16)) * 0x85ebca6b;
        z = (z ^ (z >>> 13)) * 0xc2b2ae35;
        return z ^ (z >>> 16);
    }

    @Override
    public void sgd(float[] w, float[] dw, float rate, int from, int to) {
        for (int i = from; i < to; i++) {
            w[i] = Math.fma(-rate, dw[i], w[i]);
        }
    }

    @Override
    public void momentum(float[] w, float[] dw, float[] v, float rate, float momentum, int from, int to) {
        for (int i = from; i < to; i++) {
            v[i] = Math.fma(momentum, v[i], dw[i]);
            w[i] = Math.fma(-rate, v[i], w[i]);
        }
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
        for (int i = from; i < to; i++) {
            m[i] = Math.fma(beta1, m[i], (1 - beta1) * dw[i]);
            v[i] = Math.fma(beta2, v[i], (1 - beta2) * dw[i] * dw[i]);
            float root = (float) Math.sqrt(v[i]);
            w[i] = w[i] - rate * m[i] / Math.fma(scale, root, epsilon);
        }
    }
}
