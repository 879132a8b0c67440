package firsthand.reference;

import firsthand.layer.Kernel;
import firsthand.tensor.Shape;
import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;

/**
 * The forward pass of one layer in {@code double}, written from the formula in the layer's Javadoc by the plainest
 * loops, and without a look at its code.
 */
@FunctionalInterface
public interface DoubleLayer {

    /**
     * The outputs of a batch, one example a row.
     *
     * @param x the inputs, one example a row
     * @param state the layer's parameters, then its buffers
     */
    double[][] forward(double[][] x, double[]... state);

    /** A layer that treats each example by itself. */
    static DoubleLayer byExample(Row row) {
        return (x, state) ->
                Arrays.stream(x).map(example -> row.apply(example, state)).toArray(double[][]::new);
    }

    /** What becomes of one example. */
    @FunctionalInterface
    interface Row {
        double[] apply(double[] x, double[]... state);
    }

    /** A function applied to each number by itself. */
    static DoubleLayer byNumber(DoubleUnaryOperator function) {
        return byExample((x, state) -> Arrays.stream(x).map(function).toArray());
    }

    /** y = x w + b. */
    static DoubleLayer dense() {
        return byExample((x, state) -> {
            double[] y = state[1].clone();
            for (int j = 0; j < y.length; j++) {
                for (int k = 0; k < x.length; k++) {
                    y[j] += x[k] * state[0][k * y.length + j];
                }
            }
            return y;
        });
    }

    /** y[oy,ox,o] = b[o] + sum over ky, kx, c of x[oy s + ky d - p, ox s + kx d - p, c] w[ky,kx,c,o]. */
    static DoubleLayer conv2d(Shape image, int out, Kernel kernel) {
        int height = image.extent(0);
        int width = image.extent(1);
        int channels = image.extent(2);
        int outHeight = extent(height, kernel.height(), kernel);
        int outWidth = extent(width, kernel.width(), kernel);
        int inGroup = channels / kernel.groups();
        int outGroup = out / kernel.groups();
        return byExample((x, state) -> {
            var y = new double[outHeight * outWidth * out];
            for (int n = 0; n < y.length; n++) {
                int o = n % out;
                int ox = n / out % outWidth;
                int oy = n / out / outWidth;
                y[n] = state[1][o];
                for (int ky = 0; ky < kernel.height(); ky++) {
                    for (int kx = 0; kx < kernel.width(); kx++) {
                        int iy = oy * kernel.stride() + ky * kernel.dilation() - kernel.padding();
                        int ix = ox * kernel.stride() + kx * kernel.dilation() - kernel.padding();
                        boolean inside = iy >= 0 && iy < height && ix >= 0 && ix < width;
                        for (int c = 0; inside && c < inGroup; c++) {
                            double pixel = x[(iy * width + ix) * channels + o / outGroup * inGroup + c];
                            y[n] += pixel * state[0][((ky * kernel.width() + kx) * inGroup + c) * out + o];
                        }
                    }
                }
            }
            return y;
        });
    }

    private static int extent(int extent, int size, Kernel kernel) {
        return (extent + 2 * kernel.padding() - kernel.dilation() * (size - 1) - 1) / kernel.stride() + 1;
    }

    /** y[oy,ox,c] = max over the window of x[iy,ix,c]. */
    static DoubleLayer maxPool(Shape image, int size, int stride, int padding) {
        return pool(
                image,
                size,
                stride,
                padding,
                window -> Arrays.stream(window).max().orElseThrow());
    }

    /** y[oy,ox,c] = sum over the window of x[iy,ix,c] / n, with n the number of its pixels within the image. */
    static DoubleLayer averagePool(Shape image, int size, int stride, int padding) {
        return pool(image, size, stride, padding, window -> mean(window));
    }

    /** What becomes of the values of one window. */
    @FunctionalInterface
    interface Window {
        double apply(double... values);
    }

    private static DoubleLayer pool(Shape image, int size, int stride, int padding, Window window) {
        int height = image.extent(0);
        int width = image.extent(1);
        int channels = image.extent(2);
        int outHeight = (height + 2 * padding - size) / stride + 1;
        int outWidth = (width + 2 * padding - size) / stride + 1;
        return byExample((x, state) -> {
            var y = new double[outHeight * outWidth * channels];
            for (int n = 0; n < y.length; n++) {
                int c = n % channels;
                int left = n / channels % outWidth * stride - padding;
                int top = n / channels / outWidth * stride - padding;
                var values = new double[size * size];
                int count = 0;
                for (int iy = Math.max(0, top); iy < Math.min(height, top + size); iy++) {
                    for (int ix = Math.max(0, left); ix < Math.min(width, left + size); ix++) {
                        values[count++] = x[(iy * width + ix) * channels + c];
                    }
                }
                y[n] = window.apply(Arrays.copyOf(values, count));
            }
            return y;
        });
    }

    /** y[c] = sum over iy and ix of x[iy,ix,c] / n. */
    static DoubleLayer globalAverage(int channels) {
        return byExample((x, state) -> {
            var y = new double[channels];
            for (int k = 0; k < x.length; k++) {
                y[k % channels] += x[k] / (x.length / channels);
            }
            return y;
        });
    }

    /** y = x mask / (1 - rate), with the mask 0 wherever {@code output}, of the layer's own making, is 0. */
    static DoubleLayer dropout(double rate, float[] output) {
        return (x, state) -> {
            var y = new double[x.length][x[0].length];
            for (int i = 0; i < y.length; i++) {
                for (int j = 0; j < y[i].length; j++) {
                    y[i][j] = output[i * y[i].length + j] == 0 ? 0 : x[i][j] / (1 - rate);
                }
            }
            return y;
        };
    }

    /** y = gamma (x - mu) / sqrt(v + epsilon) + beta, with mu and v of each channel over the batch. */
    static DoubleLayer batchNorm(int channels, double epsilon) {
        return (x, state) -> {
            var mean = new double[channels];
            var variance = new double[channels];
            for (int c = 0; c < channels; c++) {
                double[] values = channel(x, c, channels);
                mean[c] = mean(values);
                variance[c] = variance(values);
            }
            return normalized(x, mean, variance, epsilon, state[0], state[1]);
        };
    }

    /** The same with the running mean and variance. */
    static DoubleLayer batchNormInPrediction(double epsilon) {
        return (x, state) -> normalized(x, state[2], state[3], epsilon, state[0], state[1]);
    }

    private static double[] channel(double[][] x, int c, int channels) {
        return Arrays.stream(x)
                .flatMapToDouble(example -> java.util.stream.IntStream.range(0, example.length / channels)
                        .mapToDouble(pixel -> example[pixel * channels + c]))
                .toArray();
    }

    private static double[][] normalized(
            double[][] x, double[] mean, double[] variance, double epsilon, double[] gamma, double[] beta) {
        var y = new double[x.length][x[0].length];
        for (int i = 0; i < y.length; i++) {
            for (int j = 0; j < y[i].length; j++) {
                int c = j % mean.length;
                y[i][j] = gamma[c] * (x[i][j] - mean[c]) / Math.sqrt(variance[c] + epsilon) + beta[c];
            }
        }
        return y;
    }

    /** y = gamma (x - mu) / sqrt(v + epsilon) + beta, with mu and v of each example over its values. */
    static DoubleLayer layerNorm(double epsilon) {
        return byExample((x, state) -> {
            double mean = mean(x);
            double variance = variance(x);
            var y = new double[x.length];
            for (int j = 0; j < y.length; j++) {
                y[j] = state[0][j] * (x[j] - mean) / Math.sqrt(variance + epsilon) + state[1][j];
            }
            return y;
        });
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).sum() / values.length;
    }

    private static double variance(double[] values) {
        double mean = mean(values);
        return mean(Arrays.stream(values).map(x -> (x - mean) * (x - mean)).toArray());
    }

    /** y[j] = e^x[j] / sum over l of e^x[l]. */
    static DoubleLayer softmax() {
        return byExample((x, state) -> {
            double sum = Arrays.stream(x).map(Math::exp).sum();
            return Arrays.stream(x).map(value -> Math.exp(value) / sum).toArray();
        });
    }

    /** y[j] = x[j] - log(sum over l of e^x[l]). */
    static DoubleLayer logSoftmax() {
        return byExample((x, state) -> {
            double sum = Arrays.stream(x).map(Math::exp).sum();
            return Arrays.stream(x).map(value -> value - Math.log(sum)).toArray();
        });
    }

    /** y = x + s, with s the input that has been skipped. */
    static DoubleLayer skip(double[][] skipped) {
        return (x, state) -> {
            var y = new double[x.length][x[0].length];
            for (int i = 0; i < y.length; i++) {
                for (int j = 0; j < y[i].length; j++) {
                    y[i][j] = x[i][j] + skipped[i][j];
                }
            }
            return y;
        };
    }
}
