package firsthand.layer;

import firsthand.initializer.Initializer;
import firsthand.kernel.Convolution;
import firsthand.kernel.Kernels;
import firsthand.random.RandomStream;
import firsthand.tensor.Shape;
import java.util.List;

/**
 * A convolutional layer: the same small dense layer at every place of an image.
 *
 * <p>x is height x width x channels, w is kernel height x kernel width x channels x out, b is out. With s the stride, p
 * the padding and d the dilation,
 *
 * <pre>
 *     y[oy,ox,o] = b[o] + sum over ky, kx, c of x[oy s + ky d - p, ox s + kx d - p, c] w[ky,kx,c,o]
 *
 *     dL/dw[ky,kx,c,o] = sum over oy, ox of x[oy s + ky d - p, ox s + kx d - p, c] dL/dy[oy,ox,o]
 *     dL/db[o] = sum over oy, ox of dL/dy[oy,ox,o]
 *     dL/dx[iy,ix,c] = sum over ky, kx, o of dL/dy[(iy + p - ky d) / s, (ix + p - kx d) / s, o] w[ky,kx,c,o]
 * </pre>
 *
 * <p>where x is 0 outside the image, and dL/dy where there is no such output; gradients of w and b are summed over all
 * examples as well. The output has (height + 2 p - d (kernel height - 1) - 1) / s + 1 rows, rounded down, and columns
 * likewise. (LeCun, Bottou, Bengio and Haffner, "Gradient-based learning applied to document recognition", 1998,
 * section II; Dumoulin and Visin, "A guide to convolution arithmetic for deep learning", 2016, for the sizes.)
 */
public final class Conv2d implements Layer {
    /** So many biases are worth giving to one thread: a vector or more. */
    private static final int BIASES = 16;

    private final Shape input;
    private final Kernel kernel;
    private final Convolution sizes;
    private final Parameter weight;
    private final Parameter bias;

    /**
     * A layer of {@code out} filters over images of shape {@code input}, its weights and biases drawn from
     * {@code random}.
     *
     * @throws IllegalArgumentException if input and kernel do not fit together
     */
    public Conv2d(Shape input, int out, Kernel kernel, Initializer weights, Initializer biases, RandomStream random) {
        this.input = input;
        this.kernel = kernel;
        var image = ImageExtents.of(input);
        sizes = new Convolution(
                image.height(),
                image.width(),
                image.channels(),
                out,
                kernel.height(),
                kernel.width(),
                kernel.stride(),
                kernel.padding(),
                kernel.dilation(),
                kernel.groups());
        weight = Parameter.zeros("weight", kernel.height(), kernel.width(), sizes.channelsPerGroup(), out);
        bias = Parameter.zeros("bias", out);
        int fanOut = kernel.height() * kernel.width() * sizes.outPerGroup();
        weights.fill(weight.value().values(), sizes.terms(), fanOut, random.split("weight"));
        biases.fill(bias.value().values(), sizes.terms(), fanOut, random.split("bias"));
    }

    @Override
    public String type() {
        return "conv2d";
    }

    /** The shape of one input example. */
    public Shape input() {
        return input;
    }

    /** The number of filters, which is the number of channels of the output. */
    public int out() {
        return sizes.out();
    }

    /** What slides over the input, and how. */
    public Kernel kernel() {
        return kernel;
    }

    /** w, of shape kernel height x kernel width x channels x out; with groups, the channels of one group. */
    public Parameter weight() {
        return weight;
    }

    /** b, of shape out. */
    public Parameter bias() {
        return bias;
    }

    @Override
    public Shape outputShape(Shape shape) {
        if (!ImageExtents.of(shape).equals(ImageExtents.of(input))) {
            throw new IllegalArgumentException("expected an image of shape " + input + ", received " + shape);
        }
        return Shape.of(sizes.outHeight(), sizes.outWidth(), sizes.out());
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(weight, bias);
    }

    @Override
    public int memoryLength(Pass pass) {
        return Kernels.get().convolution().memoryLength(sizes, pass.capacity(), pass.isTraining());
    }

    @Override
    public void prepare(Pass pass, int part, int parts) {
        Kernels.get()
                .convolution()
                .prepare(
                        sizes,
                        weight.value().values(),
                        bias.value().values(),
                        pass.memory(),
                        0,
                        pass.capacity(),
                        pass.isTraining(),
                        part,
                        parts);
    }

    @Override
    public void forward(Pass pass, int from, int to) {
        Kernels.get()
                .convolution()
                .forward(
                        sizes,
                        pass.x().values(),
                        weight.value().values(),
                        bias.value().values(),
                        pass.memory(),
                        0,
                        pass.y().values(),
                        pass.capacity(),
                        pass.isTraining(),
                        from,
                        to);
    }

    @Override
    public void backward(Pass pass, int from, int to) {
        Kernels.get()
                .convolution()
                .inputGradient(
                        sizes,
                        pass.dy().values(),
                        weight.value().values(),
                        pass.memory(),
                        0,
                        pass.dx().values(),
                        pass.capacity(),
                        from,
                        to);
    }

    @Override
    public void gradients(Pass pass, int part, int parts) {
        float[] dy = pass.dy().values();
        Kernels.get()
                .convolution()
                .weightGradient(
                        sizes,
                        pass.x().values(),
                        dy,
                        pass.memory(),
                        0,
                        weight.gradient().values(),
                        pass.capacity(),
                        pass.examples(),
                        part,
                        parts);
        int out = sizes.out();
        int rows = pass.examples() * sizes.positions();
        int shares = (out + BIASES - 1) / BIASES;
        int from = Math.min(out, shares * part / parts * BIASES);
        int to = Math.min(out, shares * (part + 1) / parts * BIASES);
        Kernels.get().biasGradient(dy, bias.gradient().values(), rows, out, from, to);
    }
}
