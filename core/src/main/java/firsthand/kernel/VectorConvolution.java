package firsthand.kernel;

/**
 * Convolution in registers: forward and dx by {@link VectorSweep}, dw by {@link VectorCorrelation}.
 *
 * <p>Zeros take no special case: each image is copied with its zeros around it, once, and each gradient spread out by
 * the stride, so that dx is a sweep like the forward one, with the kernel turned. Adding 0 w leaves a sum as it was.
 *
 * <p>The memory holds, in this order: the weights in panels for going forward, and for going back; the images with
 * their zeros (a place for each in training, since dw wants them again; else only that of a call's first image is
 * used); one spread gradient for each call; and the sums of dw.
 */
final class VectorConvolution implements ConvolutionKernels {
    private final ScalarConvolution scalar = new ScalarConvolution();

    @Override
    public int memoryLength(Convolution sizes, int examples, boolean training) {
        int forward = backwardWeights(sizes) + (sizes.padding() > 0 ? examples * sizes.paddedSize() : 0);
        if (!training) {
            return forward;
        }
        return sums(sizes, examples) + VectorCorrelation.length(sizes.terms(), sizes.outPerGroup(), sizes.groups());
    }

    private static int backwardWeights(Convolution sizes) {
        return VectorSweep.packedLength(sizes.forward());
    }

    private static int padded(Convolution sizes, boolean training) {
        return backwardWeights(sizes) + (training ? VectorSweep.packedLength(sizes.backward()) : 0);
    }

    private static int spread(Convolution sizes, int examples) {
        return padded(sizes, true) + (sizes.padding() > 0 ? examples * sizes.paddedSize() : 0);
    }

    private static int sums(Convolution sizes, int examples) {
        return spread(sizes, examples) + examples * sizes.spreadSize();
    }

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
            int parts) {
        VectorSweep.pack(sizes, w, b, memory, at, part, parts);
        if (training) {
            VectorSweep.packTurned(sizes, w, memory, at + backwardWeights(sizes), part, parts);
        }
    }

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
        if (!VectorSweep.fits(sizes.forward())) {
            scalar.forward(sizes, x, w, b, memory, at, y, examples, training, from, to);
            return;
        }
        for (int i = from; i < to; i++) {
            if (sizes.padding() == 0) {
                VectorSweep.run(sizes.forward(), x, i * sizes.inputSize(), memory, at, y, i, to);
            } else {
                int place = at + padded(sizes, training) + (training ? i : from) * sizes.paddedSize();
                pad(sizes, x, i, memory, place);
                VectorSweep.run(sizes.forward(), memory, place, memory, at, y, i, to);
            }
        }
    }

    private static void pad(Convolution sizes, float[] x, int i, float[] padded, int at) {
        int row = sizes.width() * sizes.channels();
        int paddedRow = (sizes.width() + 2 * sizes.padding()) * sizes.channels();
        int first = at + sizes.padding() * (paddedRow + sizes.channels());
        for (int iy = 0; iy < sizes.height(); iy++) {
            System.arraycopy(x, i * sizes.inputSize() + iy * row, padded, first + iy * paddedRow, row);
        }
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
        if (!VectorSweep.fits(sizes.backward())) {
            scalar.inputGradient(sizes, dy, w, memory, at, dx, examples, from, to);
            return;
        }
        int place = at + spread(sizes, examples) + from * sizes.spreadSize();
        for (int i = from; i < to; i++) {
            spread(sizes, dy, i, memory, place);
            VectorSweep.run(sizes.backward(), memory, place, memory, at + backwardWeights(sizes), dx, i, to);
        }
    }

    private static void spread(Convolution sizes, float[] dy, int i, float[] spread, int at) {
        int out = sizes.out();
        int row = sizes.outWidth() * out;
        int wideRow = (sizes.width() + sizes.dilation() * (sizes.kernelWidth() - 1)) * out;
        int top = sizes.dilation() * (sizes.kernelHeight() - 1) - sizes.padding();
        int left = sizes.dilation() * (sizes.kernelWidth() - 1) - sizes.padding();
        for (int oy = 0; oy < sizes.outHeight(); oy++) {
            int source = i * sizes.outputSize() + oy * row;
            int target = at + (top + oy * sizes.stride()) * wideRow + left * out;
            if (sizes.stride() == 1) {
                System.arraycopy(dy, source, spread, target, row);
            } else {
                for (int ox = 0; ox < sizes.outWidth(); ox++) {
                    System.arraycopy(dy, source + ox * out, spread, target + ox * sizes.stride() * out, out);
                }
            }
        }
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
        if (!VectorSweep.fits(sizes.forward())) {
            scalar.weightGradient(sizes, x, dy, memory, at, dw, capacity, examples, part, parts);
        } else if (sizes.padding() == 0) {
            VectorCorrelation.run(
                    sizes, x, 0, sizes.inputSize(), dy, memory, at + sums(sizes, capacity), dw, examples, part, parts);
        } else {
            VectorCorrelation.run(
                    sizes,
                    memory,
                    at + padded(sizes, true),
                    sizes.paddedSize(),
                    dy,
                    memory,
                    at + sums(sizes, capacity),
                    dw,
                    examples,
                    part,
                    parts);
        }
    }
}
