package firsthand.kernel;

/** The definition of convolution: plain loops that read like the formulas in {@link ConvolutionKernels}. */
final class ScalarConvolution implements ConvolutionKernels {

    @Override
    public int memoryLength(Convolution sizes, int examples, boolean training) {
        return 0;
    }

    /** Nothing to do: w and b are read as they are. */
    @Override
    public void prepare(
            Convolution sizes,
            float[] w,
            float[] b,
            float[] memory,
            int at,
            int examples,
            boolean training,
            int part,
            int parts) {}

    @Override
    public void forward(
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
            int to) {
        int next = from * sizes.outputSize();
        for (int i = from; i < to; i++) {
            for (int oy = 0; oy < sizes.outHeight(); oy++) {
                for (int ox = 0; ox < sizes.outWidth(); ox++) {
                    for (int o = 0; o < sizes.out(); o++) {
                        y[next++] = output(sizes, x, w, b[o], i, oy, ox, o);
                    }
                }
            }
        }
    }

    private static float output(Convolution sizes, float[] x, float[] w, float b, int i, int oy, int ox, int o) {
        float sum = b;
        int first = o / sizes.outPerGroup() * sizes.channelsPerGroup();
        int weight = o;
        for (int ky = 0; ky < sizes.kernelHeight(); ky++) {
            for (int kx = 0; kx < sizes.kernelWidth(); kx++) {
                for (int c = first; c < first + sizes.channelsPerGroup(); c++) {
                    sum = Math.fma(input(sizes, x, i, oy, ox, ky, kx, c), w[weight], sum);
                    weight += sizes.out();
                }
            }
        }
        return sum;
    }

    /** What w[ky,kx] sees of channel c from output (oy, ox). */
    private static float input(Convolution sizes, float[] x, int i, int oy, int ox, int ky, int kx, int c) {
        int iy = oy * sizes.stride() + ky * sizes.dilation() - sizes.padding();
        int ix = ox * sizes.stride() + kx * sizes.dilation() - sizes.padding();
        boolean inside = iy >= 0 && iy < sizes.height() && ix >= 0 && ix < sizes.width();
        return inside ? x[((i * sizes.height() + iy) * sizes.width() + ix) * sizes.channels() + c] : 0;
    }

    @Override
    public void inputGradient(
            Convolution sizes,
            float[] dy,
            float[] w,
            float[] memory,
            int at,
            float[] dx,
            int examples,
            int from,
            int to) {
        int next = from * sizes.inputSize();
        for (int i = from; i < to; i++) {
            for (int iy = 0; iy < sizes.height(); iy++) {
                for (int ix = 0; ix < sizes.width(); ix++) {
                    for (int c = 0; c < sizes.channels(); c++) {
                        dx[next++] = inputGradient(sizes, dy, w, i, iy, ix, c);
                    }
                }
            }
        }
    }

    private static float inputGradient(Convolution sizes, float[] dy, float[] w, int i, int iy, int ix, int c) {
        float sum = 0;
        int first = c / sizes.channelsPerGroup() * sizes.outPerGroup();
        int inGroup = c % sizes.channelsPerGroup();
        for (int ky = sizes.kernelHeight() - 1; ky >= 0; ky--) {
            for (int kx = sizes.kernelWidth() - 1; kx >= 0; kx--) {
                int row = ((ky * sizes.kernelWidth() + kx) * sizes.channelsPerGroup() + inGroup) * sizes.out();
                for (int o = first; o < first + sizes.outPerGroup(); o++) {
                    sum = Math.fma(gradient(sizes, dy, i, iy, ix, ky, kx, o), w[row + o], sum);
                }
            }
        }
        return sum;
    }

    /** The gradient of channel o of the output from which w[ky,kx] sees (iy, ix). */
    private static float gradient(Convolution sizes, float[] dy, int i, int iy, int ix, int ky, int kx, int o) {
        int down = iy + sizes.padding() - ky * sizes.dilation();
        int right = ix + sizes.padding() - kx * sizes.dilation();
        int oy = down / sizes.stride();
        int ox = right / sizes.stride();
        boolean exists = down >= 0
                && right >= 0
                && oy * sizes.stride() == down
                && ox * sizes.stride() == right
                && oy < sizes.outHeight()
                && ox < sizes.outWidth();
        return exists ? dy[((i * sizes.outHeight() + oy) * sizes.outWidth() + ox) * sizes.out() + o] : 0;
    }

    @Override
    public void weightGradient(
            Convolution sizes,
            float[] x,
            float[] dy,
            float[] memory,
            int at,
            float[] dw,
            int capacity,
            int examples,
            int part,
            int parts) {
        for (int k = sizes.terms() * part / parts; k < sizes.terms() * (part + 1) / parts; k++) {
            int c = k % sizes.channelsPerGroup();
            int kx = k / sizes.channelsPerGroup() % sizes.kernelWidth();
            int ky = k / sizes.channelsPerGroup() / sizes.kernelWidth();
            for (int o = 0; o < sizes.out(); o++) {
                int group = o / sizes.outPerGroup();
                int channel = group * sizes.channelsPerGroup() + c;
                dw[k * sizes.out() + o] = weightGradient(sizes, x, dy, examples, ky, kx, channel, o);
            }
        }
    }

    private static float weightGradient(
            Convolution sizes, float[] x, float[] dy, int examples, int ky, int kx, int c, int o) {
        float sum = 0;
        int gradient = o;
        for (int i = 0; i < examples; i++) {
            for (int oy = 0; oy < sizes.outHeight(); oy++) {
                for (int ox = 0; ox < sizes.outWidth(); ox++) {
                    sum = Math.fma(input(sizes, x, i, oy, ox, ky, kx, c), dy[gradient], sum);
                    gradient += sizes.out();
                }
            }
        }
        return sum;
    }
}
