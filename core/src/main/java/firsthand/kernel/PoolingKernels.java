package firsthand.kernel;

/**
 * Pooling, forward and back, for the images numbered {@code from} (included) to {@code to} (excluded); see
 * {@link Pooling}. {@link ScalarPooling} is the definition.
 */
public interface PoolingKernels {

    /**
     * y = the largest value of each window and channel, and {@code winner} which pixel of the window it was, counted row
     * by row from 0: the first of several equal ones.
     */
    void max(Pooling sizes, float[] x, float[] y, float[] winner, int from, int to);

    /** dx = the sum of dy over those windows of which a pixel was the winner, in the order of the windows. */
    void maxGradient(Pooling sizes, float[] winner, float[] dy, float[] dx, int from, int to);

    /** y = the mean of each window and channel, over those of its pixels that lie within the image. */
    void average(Pooling sizes, float[] x, float[] y, int from, int to);

    /** dx = the sum of dy / n over the windows that a pixel lies in, n being the window's number of pixels. */
    void averageGradient(Pooling sizes, float[] dy, float[] dx, int from, int to);
}
