package firsthand.layer;

import firsthand.kernel.Kernels;
import firsthand.kernel.Pooling;
import firsthand.tensor.Shape;

/**
 * The mean of each window of an image, channel by channel: y[oy,ox,c] = sum over the window of x[iy,ix,c] / n, with n
 * the number of its pixels that lie within the image.
 *
 * <p>Each of them gets its share of the gradient: dL/dx[iy,ix,c] = sum of dL/dy[oy,ox,c] / n over the windows that it
 * lies in. (LeCun et al., 1998, section II.B, there with a weight for each channel.)
 */
public final class AveragePool2d implements Layer {
    private final Shape input;
    private final Pooling sizes;

    /**
     * A pooling of images of shape {@code input}.
     *
     * @param size the rows and columns of a window
     * @param stride how far one window is from the next; as much as the size leaves no overlap
     * @param padding how far the first window reaches beyond the image
     * @throws IllegalArgumentException if the sizes do not fit together
     */
    public AveragePool2d(Shape input, int size, int stride, int padding) {
        this.input = input;
        var image = ImageExtents.of(input);
        sizes = new Pooling(image.height(), image.width(), image.channels(), size, stride, padding);
    }

    @Override
    public String type() {
        return "average-pool2d";
    }

    /** The shape of one input example. */
    public Shape input() {
        return input;
    }

    /** The rows and columns of a window. */
    public int size() {
        return sizes.size();
    }

    /** How far one window is from the next. */
    public int stride() {
        return sizes.stride();
    }

    /** How far the first window reaches beyond the image. */
    public int padding() {
        return sizes.padding();
    }

    @Override
    public Shape outputShape(Shape shape) {
        if (!ImageExtents.of(shape).equals(ImageExtents.of(input))) {
            throw new IllegalArgumentException("expected an image of shape " + input + ", received " + shape);
        }
        return Shape.of(sizes.outHeight(), sizes.outWidth(), sizes.channels());
    }

    @Override
    public void forward(Pass pass, int from, int to) {
        Kernels.get().pooling().average(sizes, pass.x().values(), pass.y().values(), from, to);
    }

    @Override
    public void backward(Pass pass, int from, int to) {
        Kernels.get()
                .pooling()
                .averageGradient(sizes, pass.dy().values(), pass.dx().values(), from, to);
    }
}
