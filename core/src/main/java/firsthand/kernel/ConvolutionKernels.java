package firsthand.kernel;

/**
 * Two-dimensional convolution, forward and back. {@link ScalarConvolution} is the definition.
 *
 * <p>x holds images of height x width x channels, y images of outHeight x outWidth x out, w is
 * kernelHeight x kernelWidth x channelsPerGroup x out, b is out; see {@link Convolution}. Everything is computed for
 * the images numbered {@code from} (included) to {@code to} (excluded).
 *
 * <p>{@code memory} has room for {@link #memoryLength} numbers from {@code at} on, all of them zero before its first
 * use, and left alone between calls.
 */
public interface ConvolutionKernels {

    /** How many numbers these kernels want for themselves, for so many images, to go forward only or back as well. */
    int memoryLength(Convolution sizes, int examples, boolean training);

    /** Part {@code part} of {@code parts} of laying w and b out, for going forward and, in training, for going back. */
    void prepare(
            Convolution sizes,
            float[] w,
            float[] b,
            float[] memory,
            int at,
            int examples,
            boolean training,
            int part,
            int parts);

    /**
     * y[i,oy,ox,o] = b[o] + sum over ky, kx and c of x[i, oy stride + ky dilation - padding, ox stride + kx dilation -
     * padding, c] w[ky,kx,c,o], where x is 0 outside the image.
     */
    void forward(
            Convolution sizes,
            float[] x,
            float[] w,
            float[] b,
            float[] memory,
            int at,
            float[] y,
            int examples,
            boolean training,
            int from,
            int to);

    /**
     * dx[i,iy,ix,c] = sum over ky and kx, both from last to first, and o of dy[i,oy,ox,o] w[ky,kx,c,o], for those oy
     * and ox from which w[ky,kx] sees iy and ix; dy counts as 0 where there is no such output.
     */
    void inputGradient(
            Convolution sizes,
            float[] dy,
            float[] w,
            float[] memory,
            int at,
            float[] dx,
            int examples,
            int from,
            int to);

    /**
     * Part {@code part} of {@code parts} of dw[ky,kx,c,o] = sum over i, oy and ox of x[i, oy stride + ky dilation -
     * padding, ox stride + kx dilation - padding, c] dy[i,oy,ox,o], after all images have gone forward.
     */
    void weightGradient(
            Convolution sizes,
            float[] x,
            float[] dy,
            float[] memory,
            int at,
            float[] dw,
            int capacity,
            int examples,
            int part,
            int parts);
}
