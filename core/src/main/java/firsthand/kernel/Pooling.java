package firsthand.kernel;

/**
 * The sizes of a two-dimensional pooling: windows of {@code size} x {@code size} pixels, {@code stride} apart, over an
 * image with {@code padding} pixels on every side that count for nothing. Images lie as for {@link Convolution}.
 *
 * @param height the rows of the input
 * @param width the columns of the input
 * @param channels the channels of input and output
 * @param size the rows and columns of a window
 * @param stride how far one window is from the next
 * @param padding how far the first window reaches beyond the image
 */
public record Pooling(int height, int width, int channels, int size, int stride, int padding) {

    /** @throws IllegalArgumentException if the sizes do not fit together */
    public Pooling {
        if (size < 1 || stride < 1 || padding < 0 || padding > size / 2) {
            throw new IllegalArgumentException("expected a window and stride of 1 or more, and padding of at most half"
                    + " a window, received window " + size + ", stride " + stride + ", padding " + padding);
        }
        if (size > height + 2 * padding || size > width + 2 * padding) {
            throw new IllegalArgumentException("expected an input of at least " + (size - 2 * padding) + "x"
                    + (size - 2 * padding) + ", received " + height + "x" + width);
        }
    }

    /** The rows of the output. */
    public int outHeight() {
        return (height + 2 * padding - size) / stride + 1;
    }

    /** The columns of the output. */
    public int outWidth() {
        return (width + 2 * padding - size) / stride + 1;
    }

    /** The values of one input. */
    public int inputSize() {
        return height * width * channels;
    }

    /** The values of one output. */
    public int outputSize() {
        return outHeight() * outWidth() * channels;
    }

    /** The first row of the image under the windows of output row {@code oy}. */
    int top(int oy) {
        return Math.max(0, oy * stride - padding);
    }

    /** The row after the last. */
    int bottom(int oy) {
        return Math.min(height, oy * stride - padding + size);
    }

    /** The first column of the image under the windows of output column {@code ox}. */
    int left(int ox) {
        return Math.max(0, ox * stride - padding);
    }

    /** The column after the last. */
    int right(int ox) {
        return Math.min(width, ox * stride - padding + size);
    }
}
