package firsthand.kernel;

/**
 * The sizes of a two-dimensional convolution. Images lie row by row, pixel by pixel, the channels of a pixel side by
 * side: value {@code (iy width + ix) channels + c}.
 *
 * <p>The kernel moves over the input in steps of {@code stride}, its rows and columns {@code dilation} apart, over an
 * input with {@code padding} zeros on every side. Channels fall into {@code groups} that know nothing of each other.
 */
public final class Convolution {
    private final int height;
    private final int width;
    private final int channels;
    private final int out;
    private final int kernelHeight;
    private final int kernelWidth;
    private final int stride;
    private final int padding;
    private final int dilation;
    private final int groups;
    private final Sweep forward;
    private final Sweep backward;

    /**
     * The sizes as {@code Conv2d} describes them.
     *
     * @throws IllegalArgumentException if they do not fit together: the message names what was expected and received
     */
    public Convolution(
            int height,
            int width,
            int channels,
            int out,
            int kernelHeight,
            int kernelWidth,
            int stride,
            int padding,
            int dilation,
            int groups) {
        this.height = height;
        this.width = width;
        this.channels = channels;
        this.out = out;
        this.kernelHeight = kernelHeight;
        this.kernelWidth = kernelWidth;
        this.stride = stride;
        this.padding = padding;
        this.dilation = dilation;
        this.groups = groups;
        check();
        forward = new Sweep(
                outHeight(),
                outWidth(),
                stride,
                width + 2 * padding,
                channels,
                kernelHeight,
                kernelWidth,
                dilation,
                groups,
                out);
        backward = new Sweep(
                height,
                width,
                1,
                width + dilation * (kernelWidth - 1),
                out,
                kernelHeight,
                kernelWidth,
                dilation,
                groups,
                channels);
    }

    private void check() {
        if (out < 1 || kernelHeight < 1 || kernelWidth < 1 || stride < 1 || padding < 0 || dilation < 1 || groups < 1) {
            throw new IllegalArgumentException("expected channels, kernel, stride, dilation and groups of 1 or more and"
                    + " padding of 0 or more, received " + this);
        }
        if (channels % groups != 0 || out % groups != 0) {
            throw new IllegalArgumentException(
                    "expected channels that divide into " + groups + " groups, received " + channels + " and " + out);
        }
        if (padding > dilation * (Math.min(kernelHeight, kernelWidth) - 1)) {
            throw new IllegalArgumentException(
                    "expected padding that leaves the kernel some of the image to see, received " + this);
        }
        if (reach(kernelHeight) > height + 2 * padding || reach(kernelWidth) > width + 2 * padding) {
            throw new IllegalArgumentException("expected an input of at least " + (reach(kernelHeight) - 2 * padding)
                    + "x" + (reach(kernelWidth) - 2 * padding) + ", received " + height + "x" + width);
        }
    }

    /** How many pixels a kernel of so many rows or columns spans. */
    private int reach(int kernel) {
        return dilation * (kernel - 1) + 1;
    }

    /** The rows of the input. */
    public int height() {
        return height;
    }

    /** The columns of the input. */
    public int width() {
        return width;
    }

    /** The channels of the input. */
    public int channels() {
        return channels;
    }

    /** The channels of the output. */
    public int out() {
        return out;
    }

    /** The rows of the kernel. */
    public int kernelHeight() {
        return kernelHeight;
    }

    /** The columns of the kernel. */
    public int kernelWidth() {
        return kernelWidth;
    }

    /** How far the kernel moves from one output to the next. */
    public int stride() {
        return stride;
    }

    /** The zeros on every side of the input. */
    public int padding() {
        return padding;
    }

    /** The distance from one row or column of the kernel to the next. */
    public int dilation() {
        return dilation;
    }

    /** Into how many groups the channels fall. */
    public int groups() {
        return groups;
    }

    /** The channels of the input that one output sees. */
    public int channelsPerGroup() {
        return channels / groups;
    }

    /** The channels of the output that see the same inputs. */
    public int outPerGroup() {
        return out / groups;
    }

    /** The rows of the output. */
    public int outHeight() {
        return (height + 2 * padding - reach(kernelHeight)) / stride + 1;
    }

    /** The columns of the output. */
    public int outWidth() {
        return (width + 2 * padding - reach(kernelWidth)) / stride + 1;
    }

    /** The pixels of the output. */
    public int positions() {
        return outHeight() * outWidth();
    }

    /** The values of one input. */
    public int inputSize() {
        return height * width * channels;
    }

    /** The values of one output. */
    public int outputSize() {
        return positions() * out;
    }

    /** The terms of the sum that makes one output: the weights of one unit. */
    public int terms() {
        return kernelHeight * kernelWidth * channelsPerGroup();
    }

    /** How the kernel moves over an input with its zeros around it. */
    Sweep forward() {
        return forward;
    }

    /** How the kernel, turned by 180 degrees, moves over the gradient of the output spread out, to give dx. */
    Sweep backward() {
        return backward;
    }

    /** The values of an input with zeros around it. */
    int paddedSize() {
        return (height + 2 * padding) * (width + 2 * padding) * channels;
    }

    /** The values of the gradient of an output, spread out by the stride with zeros between and around. */
    int spreadSize() {
        return (height + reach(kernelHeight) - 1) * (width + reach(kernelWidth) - 1) * out;
    }

    @Override
    public String toString() {
        return out + " x " + kernelHeight + "x" + kernelWidth + ", stride " + stride + ", padding " + padding
                + ", dilation " + dilation + ", groups " + groups;
    }
}
