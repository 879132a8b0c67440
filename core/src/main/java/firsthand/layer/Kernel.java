package firsthand.layer;

/**
 * What a convolution slides over its input, and how.
 *
 * <pre>{@code
 * Kernel.size(3).padding(1)            // 3x3, the output as large as the input
 * Kernel.size(5).stride(2)
 * Kernel.size(1, 7).dilation(2)
 * }</pre>
 *
 * @param height the rows of the kernel
 * @param width the columns of the kernel
 * @param stride how far it moves from one output to the next
 * @param padding the zeros on every side of the input
 * @param dilation the distance from one row or column of the kernel to the next
 * @param groups into how many groups the channels fall, each output seeing the inputs of its own group alone
 */
public record Kernel(int height, int width, int stride, int padding, int dilation, int groups) {

    /** @throws IllegalArgumentException if a number is below 1, or the padding below 0 */
    public Kernel {
        if (height < 1 || width < 1 || stride < 1 || padding < 0 || dilation < 1 || groups < 1) {
            throw new IllegalArgumentException("kernel: expected a size, stride, dilation and groups of 1 or more, and"
                    + " padding of 0 or more, received " + height + "x" + width + ", stride " + stride + ", padding "
                    + padding + ", dilation " + dilation + ", groups " + groups);
        }
    }

    /** A square kernel that moves pixel by pixel, within the image. */
    public static Kernel size(int size) {
        return size(size, size);
    }

    /** A kernel that moves pixel by pixel, within the image. */
    public static Kernel size(int height, int width) {
        return new Kernel(height, width, 1, 0, 1, 1);
    }

    /** This kernel, moving so many pixels at a time. */
    public Kernel stride(int stride) {
        return new Kernel(height, width, stride, padding, dilation, groups);
    }

    /** This kernel, over an image with so many zeros on every side. */
    public Kernel padding(int padding) {
        return new Kernel(height, width, stride, padding, dilation, groups);
    }

    /** This kernel, its rows and columns so far apart. */
    public Kernel dilation(int dilation) {
        return new Kernel(height, width, stride, padding, dilation, groups);
    }

    /** This kernel, over so many groups of channels. */
    public Kernel groups(int groups) {
        return new Kernel(height, width, stride, padding, dilation, groups);
    }
}
