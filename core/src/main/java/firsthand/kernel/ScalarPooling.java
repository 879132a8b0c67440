package firsthand.kernel;

import java.util.Arrays;

/** The definition of pooling. */
final class ScalarPooling implements PoolingKernels {

    @Override
    public void max(Pooling sizes, float[] x, float[] y, float[] winner, int from, int to) {
        for (int i = from; i < to; i++) {
            for (int oy = 0; oy < sizes.outHeight(); oy++) {
                for (int ox = 0; ox < sizes.outWidth(); ox++) {
                    max(sizes, x, y, winner, i, oy, ox, 0);
                }
            }
        }
    }

    /** One window, for channels {@code firstChannel} and up. */
    static void max(Pooling sizes, float[] x, float[] y, float[] winner, int i, int oy, int ox, int firstChannel) {
        int result = ((i * sizes.outHeight() + oy) * sizes.outWidth() + ox) * sizes.channels();
        for (int c = firstChannel; c < sizes.channels(); c++) {
            float best = Float.NEGATIVE_INFINITY;
            int which = 0;
            int pixel = 0;
            for (int iy = sizes.top(oy); iy < sizes.bottom(oy); iy++) {
                for (int ix = sizes.left(ox); ix < sizes.right(ox); ix++) {
                    float value = x[((i * sizes.height() + iy) * sizes.width() + ix) * sizes.channels() + c];
                    if (value > best) {
                        best = value;
                        which = pixel;
                    }
                    pixel++;
                }
            }
            y[result + c] = best;
            winner[result + c] = which;
        }
    }

    @Override
    public void maxGradient(Pooling sizes, float[] winner, float[] dy, float[] dx, int from, int to) {
        Arrays.fill(dx, from * sizes.inputSize(), to * sizes.inputSize(), 0);
        for (int i = from; i < to; i++) {
            for (int oy = 0; oy < sizes.outHeight(); oy++) {
                for (int ox = 0; ox < sizes.outWidth(); ox++) {
                    maxGradient(sizes, winner, dy, dx, i, oy, ox, 0);
                }
            }
        }
    }

    /** One window, for channels {@code firstChannel} and up. */
    static void maxGradient(
            Pooling sizes, float[] winner, float[] dy, float[] dx, int i, int oy, int ox, int firstChannel) {
        int result = ((i * sizes.outHeight() + oy) * sizes.outWidth() + ox) * sizes.channels();
        int columns = sizes.right(ox) - sizes.left(ox);
        for (int c = firstChannel; c < sizes.channels(); c++) {
            int which = (int) winner[result + c];
            int iy = sizes.top(oy) + which / columns;
            int ix = sizes.left(ox) + which % columns;
            dx[((i * sizes.height() + iy) * sizes.width() + ix) * sizes.channels() + c] += dy[result + c];
        }
    }

    @Override
    public void average(Pooling sizes, float[] x, float[] y, int from, int to) {
        for (int i = from; i < to; i++) {
            for (int oy = 0; oy < sizes.outHeight(); oy++) {
                for (int ox = 0; ox < sizes.outWidth(); ox++) {
                    average(sizes, x, y, i, oy, ox);
                }
            }
        }
    }

    private static void average(Pooling sizes, float[] x, float[] y, int i, int oy, int ox) {
        int result = ((i * sizes.outHeight() + oy) * sizes.outWidth() + ox) * sizes.channels();
        Arrays.fill(y, result, result + sizes.channels(), 0);
        for (int iy = sizes.top(oy); iy < sizes.bottom(oy); iy++) {
            for (int ix = sizes.left(ox); ix < sizes.right(ox); ix++) {
                int pixel = ((i * sizes.height() + iy) * sizes.width() + ix) * sizes.channels();
                for (int c = 0; c < sizes.channels(); c++) {
                    y[result + c] += x[pixel + c];
                }
            }
        }
        int pixels = pixels(sizes, oy, ox);
        for (int c = 0; c < sizes.channels(); c++) {
            y[result + c] /= pixels;
        }
    }

    private static int pixels(Pooling sizes, int oy, int ox) {
        return (sizes.bottom(oy) - sizes.top(oy)) * (sizes.right(ox) - sizes.left(ox));
    }

    @Override
    public void averageGradient(Pooling sizes, float[] dy, float[] dx, int from, int to) {
        Arrays.fill(dx, from * sizes.inputSize(), to * sizes.inputSize(), 0);
        for (int i = from; i < to; i++) {
            for (int oy = 0; oy < sizes.outHeight(); oy++) {
                for (int ox = 0; ox < sizes.outWidth(); ox++) {
                    averageGradient(sizes, dy, dx, i, oy, ox);
                }
            }
        }
    }

    private static void averageGradient(Pooling sizes, float[] dy, float[] dx, int i, int oy, int ox) {
        int result = ((i * sizes.outHeight() + oy) * sizes.outWidth() + ox) * sizes.channels();
        int pixels = pixels(sizes, oy, ox);
        for (int iy = sizes.top(oy); iy < sizes.bottom(oy); iy++) {
            for (int ix = sizes.left(ox); ix < sizes.right(ox); ix++) {
                int pixel = ((i * sizes.height() + iy) * sizes.width() + ix) * sizes.channels();
                for (int c = 0; c < sizes.channels(); c++) {
                    dx[pixel + c] += dy[result + c] / pixels;
                }
            }
        }
    }
}
