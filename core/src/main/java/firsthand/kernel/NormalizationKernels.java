package firsthand.kernel;

/**
 * What normalisation layers compute channel by channel, over {@code rows} rows of {@code channels} values that begin at
 * {@code x[at]}. {@link ScalarNormalization} is the definition.
 */
public interface NormalizationKernels {

    /**
     * mean[c] = sum over r of x[r,c] / rows, and squares[c] = sum over r of (x[r,c] - mean[c])^2, written to
     * {@code moments} from {@code into} on: all means, then all sums of squares.
     */
    void moments(float[] x, int at, int rows, int channels, float[] moments, int into);

    /**
     * y[r,c] = x[r,c] a[c] + b[c], with a and b at {@code factors[first]} and {@code factors[first + channels]}; y lies
     * as x does.
     */
    void scaleAndShift(float[] x, float[] y, int at, int rows, int channels, float[] factors, int first);

    /**
     * The sums over r of dy[r,c], and of dy[r,c] (x[r,c] - mean[c]), with the means at {@code factors[first]}; written
     * to {@code sums} from {@code into} on.
     */
    void gradientSums(
            float[] x, float[] dy, int at, int rows, int channels, float[] factors, int first, float[] sums, int into);

    /**
     * dx[r,c] = dy[r,c] a[c] + (x[r,c] b[c] + d[c]), with a, b and d at {@code factors[first]} and the two places
     * {@code channels} and twice {@code channels} further.
     */
    void combine(float[] x, float[] dy, float[] dx, int at, int rows, int channels, float[] factors, int first);
}
