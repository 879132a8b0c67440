package firsthand.kernel;

/**
 * Every operation that touches many numbers, over plain arrays. {@link ScalarKernels} is the definition;
 * {@link VectorKernels} gives the same bits faster.
 *
 * <p>The letters are those of the formulas. A batch of m examples is a matrix with one row an example, row-major:
 * {@code x} has m rows of {@code in} values, {@code y} m rows of {@code out}; the weights {@code w} have {@code in}
 * rows of {@code out} values, the biases {@code b} are {@code out} values; {@code dx}, {@code dy}, {@code dw} and
 * {@code db} are the derivatives of the loss with respect to each. A call computes the results numbered {@code from}
 * (included) to {@code to} (excluded), each of them whole, so that calls for different ranges may run on different
 * threads.
 *
 * <p>Every dot product is one chain of {@link Math#fma} in increasing order of the summed index, starting from the
 * value it is added to (a bias, or 0). SIMD lanes hold different results, never parts of one sum.
 */
public interface Kernels {

    /** The kernels of this process, chosen once: see {@link KernelChoice}. */
    static Kernels get() {
        return KernelChoice.CHOSEN;
    }

    /** What these kernels run on, for summaries: "vector, 256 bits" or "scalar". */
    String description();

    /** Convolution, forward and back. */
    ConvolutionKernels convolution();

    /** Pooling, forward and back. */
    PoolingKernels pooling();

    /** What normalisation layers compute channel by channel. */
    NormalizationKernels normalization();

    /** The bits that one instruction works on: 32 for scalar kernels. */
    int vectorBits();

    /**
     * Does nothing but fma on numbers in registers, {@code rounds} times as many as hide its latency: the most that any
     * operation here could reach.
     *
     * @return the number of floating-point operations done, an fma counted as two
     */
    double multiplyAndAdd(int rounds);

    /** Rows {@code from} to {@code to} of y = x w + b: y[i,j] = b[j] + sum over k of x[i,k] w[k,j]. For a few rows. */
    void affine(float[] x, float[] w, float[] b, float[] y, int in, int out, int from, int to);

    /**
     * How many numbers {@link #pack} and {@link #packTransposed} write: at least {@code (in + 1) * out} and
     * {@code in * (out + 1)}.
     */
    int packedLength(int in, int out);

    /**
     * Part {@code part} of {@code parts} of laying w and b out for {@link #affinePacked}, in whatever order suits these
     * kernels, from {@code packed[at]} on. Pays where the weights then serve many rows.
     */
    void pack(float[] w, float[] b, float[] packed, int at, int in, int out, int part, int parts);

    /**
     * Like {@link #pack}, for the transpose of w, which has {@code out} rows of {@code in} values, and with zeros for
     * b.
     */
    void packTransposed(float[] w, float[] packed, int at, int in, int out, int part, int parts);

    /**
     * {@link #affine} with weights and biases laid out by {@link #pack}. With {@link #packTransposed}, and in and out
     * swapped, it is dx = dy w^T: dx[i,k] = sum over j of dy[i,j] w[k,j].
     */
    void affinePacked(float[] x, float[] packed, int at, float[] y, int in, int out, int from, int to);

    /** How many numbers the sparse operations want for themselves. */
    int sparseLength(int in, int out);

    /**
     * Part {@code part} of {@code parts} of laying w and b out for {@link #affineSparse}, from {@code memory[at]} on,
     * in whatever order suits these kernels.
     */
    void packSparse(float[] w, float[] b, float[] memory, int at, int in, int out, int part, int parts);

    /**
     * {@link #affine} where row i of x is row {@code rows[i]} of a matrix without its zeros: the values
     * {@code values[start[r]]} to {@code values[start[r + 1] - 1]} in the columns named at the same places of
     * {@code columns}.
     */
    void affineSparse(
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
            int to);

    /**
     * How many numbers {@link #layOutExamples} and {@link #weightGradient} want for themselves, for batches of up to
     * {@code examples}.
     */
    int gradientLength(int examples, int in, int out);

    /**
     * Lays rows {@code from} to {@code to} of x out for {@link #weightGradient}, from {@code memory[at]} on, in
     * whatever order suits these kernels.
     */
    void layOutExamples(float[] x, float[] memory, int at, int examples, int in, int from, int to);

    /**
     * Part {@code part} of {@code parts}, a share of the columns, of dw = x^T dy: dw[k,j] = sum over i of x[i,k]
     * dy[i,j]. All rows of x have been laid out by {@link #layOutExamples}.
     */
    void weightGradient(
            float[] x,
            float[] dy,
            float[] memory,
            int at,
            float[] dw,
            int examples,
            int in,
            int out,
            int part,
            int parts);

    /**
     * Rows {@code from} to {@code to} of {@link #weightGradient} where column k of x is given without its zeros:
     * {@code values[start[k - from]]} to {@code values[start[k - from + 1] - 1]}, each for the example named at the
     * same place of {@code examples}.
     */
    void weightGradientSparse(
            int[] start, int[] examples, float[] values, float[] dy, float[] dw, int out, int from, int to);

    /** Values {@code from} to {@code to} of db: db[j] = sum over i of dy[i,j]. */
    void biasGradient(float[] dy, float[] db, int examples, int out, int from, int to);

    /** y = max(x, 0), elementwise. */
    void relu(float[] x, float[] y, int from, int to);

    /** dx = dy where y is above 0, else 0. */
    void reluGradient(float[] y, float[] dy, float[] dx, int from, int to);

    /** y = 1 / (1 + e^-x), elementwise. */
    void sigmoid(float[] x, float[] y, int from, int to);

    /** dx = dy y (1 - y). */
    void sigmoidGradient(float[] y, float[] dy, float[] dx, int from, int to);

    /** y = tanh(x), elementwise. */
    void tanh(float[] x, float[] y, int from, int to);

    /** dx = dy (1 - y^2). */
    void tanhGradient(float[] y, float[] dy, float[] dx, int from, int to);

    /** y = x where x is above 0, else slope x, elementwise. */
    void leakyRelu(float[] x, float[] y, float slope, int from, int to);

    /** dx = dy where y is above 0, else slope dy. */
    void leakyReluGradient(float[] y, float[] dy, float[] dx, float slope, int from, int to);

    /** y = x where x is above 0, else alpha (e^x - 1), elementwise. */
    void elu(float[] x, float[] y, float alpha, int from, int to);

    /** dx = dy where y is above 0, else dy (y + alpha), which is dy alpha e^x. */
    void eluGradient(float[] y, float[] dy, float[] dx, float alpha, int from, int to);

    /** y = x s with s = 1 / (1 + e^-v) and v = sqrt(8 / pi) (x + 0.044715 x^3), elementwise. */
    void gelu(float[] x, float[] y, int from, int to);

    /** dx = dy (s + x s (1 - s) v') with s and v as in {@link #gelu}, and v' = sqrt(8 / pi) (1 + 0.134145 x^2). */
    void geluGradient(float[] x, float[] dy, float[] dx, int from, int to);

    /** y = x s with s = 1 / (1 + e^-x), elementwise. */
    void silu(float[] x, float[] y, int from, int to);

    /** dx = dy (s + x s (1 - s)) with s = 1 / (1 + e^-x). */
    void siluGradient(float[] x, float[] dy, float[] dx, int from, int to);

    /** y = log(1 + e^x), elementwise. */
    void softplus(float[] x, float[] y, int from, int to);

    /** dx = dy / (1 + e^-x). */
    void softplusGradient(float[] x, float[] dy, float[] dx, int from, int to);

    /** Rows of y[i,j] = x[i,j] - max - log(sum over l of e^(x[i,l] - max)), with max the largest of row i. */
    void logSoftmax(float[] x, float[] y, int width, int from, int to);

    /** Rows of dx[i,j] = dy[i,j] - e^y[i,j] (sum over l of dy[i,l]). */
    void logSoftmaxGradient(float[] y, float[] dy, float[] dx, int width, int from, int to);

    /**
     * Binary cross-entropy fused with the logistic function. For each row i: {@code loss[i]} = (sum over j of max(z, 0)
     * - t z + log(1 + e^-|z|)) / width, where z is z[i,j] and t is t[i,j]; and dz[i,j] = (1 / (1 + e^-z) - t) / width /
     * examples.
     */
    void sigmoidCrossEntropy(
            float[] z, float[] t, float[] dz, double[] loss, int width, int examples, int from, int to);

    /**
     * Rows of y[i,j] = e^(x[i,j] - max) / s, with max the largest of row i and s the sum over j of e^(x[i,j] - max).
     */
    void softmax(float[] x, float[] y, int width, int from, int to);

    /** Rows of dx[i,j] = y[i,j] (dy[i,j] - sum over l of dy[i,l] y[i,l]). */
    void softmaxGradient(float[] y, float[] dy, float[] dx, int width, int from, int to);

    /**
     * Cross-entropy fused with softmax. For each row i: {@code loss[i]} = log sum over j of e^z[i,j] - sum over j of
     * t[i,j] z[i,j], and dz[i,j] = (softmax(z)[i,j] - t[i,j]) / examples.
     */
    void softmaxCrossEntropy(
            float[] z, float[] t, float[] dz, double[] loss, int width, int examples, int from, int to);

    /**
     * y[i] = x[i] / (1 - rate) where number i of the sequence that {@code key} begins is at least rate, else 0. Number i
     * is key + i 0x9e3779b9, mixed as by the last step of MurmurHash3 (Appleby), its upper 24 bits read as a fraction
     * of 1.
     */
    void dropout(float[] x, float[] y, int key, float rate, int from, int to);

    /** w = w - rate dw. */
    void sgd(float[] w, float[] dw, float rate, int from, int to);

    /** v = momentum v + dw, then w = w - rate v. */
    void momentum(float[] w, float[] dw, float[] v, float rate, float momentum, int from, int to);

    /**
     * m = beta1 m + (1 - beta1) dw and v = beta2 v + (1 - beta2) dw^2, then w = w - rate m / (scale sqrt(v) + epsilon),
     * where rate and scale carry the corrections for the zeros that m and v start from.
     */
    void adam(
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
            int to);
}
