package firsthand.layer;

import firsthand.kernel.Kernels;
import firsthand.tensor.Shape;

/**
 * The mean of each channel over the whole image: y[c] = sum over iy and ix of x[iy,ix,c] / n, with n the number of
 * pixels; dL/dx[iy,ix,c] = dL/dy[c] / n. Takes the place of wide dense layers at the end (Lin, Chen and Yan, "Network
 * in network", 2014, section 3.2).
 */
public final class GlobalAveragePool implements Layer {

    /** A mean over images of any size. */
    public GlobalAveragePool() {}

    @Override
    public String type() {
        return "global-average-pool";
    }

    @Override
    public Shape outputShape(Shape input) {
        return Shape.of(ImageExtents.of(input).channels());
    }

    /** Room for what the kernel computes beside the means. */
    @Override
    public int memoryLength(Pass pass) {
        return 2 * pass.capacity() * pass.y().stride();
    }

    @Override
    public void forward(Pass pass, int from, int to) {
        int channels = pass.y().stride();
        int size = pass.x().stride();
        for (int i = from; i < to; i++) {
            int moments = 2 * i * channels;
            Kernels.get()
                    .normalization()
                    .moments(pass.x().values(), i * size, size / channels, channels, pass.memory(), moments);
            System.arraycopy(pass.memory(), moments, pass.y().values(), i * channels, channels);
        }
    }

    @Override
    public void backward(Pass pass, int from, int to) {
        int channels = pass.y().stride();
        int size = pass.x().stride();
        int pixels = size / channels;
        float[] dx = pass.dx().values();
        float[] dy = pass.dy().values();
        for (int i = from; i < to; i++) {
            for (int c = 0; c < channels; c++) {
                dx[i * size + c] = dy[i * channels + c] / pixels;
            }
            for (int p = 1; p < pixels; p++) {
                System.arraycopy(dx, i * size, dx, i * size + p * channels, channels);
            }
        }
    }
}
