package firsthand.datasets;

import firsthand.tensor.Shape;
import firsthand.tensor.Tensor;

/**
 * Brings an image to another size: each new pixel is the mean of the area that it covers of the old image, where pixels
 * that are covered in part count in part. First along rows, then along columns, since the area of a rectangle is a
 * product.
 */
final class AreaAverage {
    private AreaAverage() {}

    static Tensor scale(Tensor image, int height, int width) {
        return transposed(scaleRows(transposed(scaleRows(image, width)), height));
    }

    private static Tensor scaleRows(Tensor image, int newWidth) {
        int height = image.shape().extent(0);
        int width = image.shape().extent(1);
        var scaled = Tensor.zeros(Shape.of(height, newWidth));
        double step = (double) width / newWidth;
        for (int row = 0; row < height; row++) {
            for (int column = 0; column < newWidth; column++) {
                scaled.values()[row * newWidth + column] =
                        mean(image.values(), row * width, width, column * step, (column + 1) * step);
            }
        }
        return scaled;
    }

    /**
     * The mean of {@code values} between the places {@code from} and {@code to} of a row, where value i lies from i to
     * i + 1.
     */
    private static float mean(float[] values, int offset, int width, double from, double to) {
        double sum = 0;
        for (int i = (int) from; i < Math.min(width, to); i++) {
            sum += values[offset + i] * (Math.min(i + 1, to) - Math.max(i, from));
        }
        return (float) (sum / (to - from));
    }

    private static Tensor transposed(Tensor image) {
        int height = image.shape().extent(0);
        int width = image.shape().extent(1);
        var transposed = Tensor.zeros(Shape.of(width, height));
        for (int row = 0; row < height; row++) {
            for (int column = 0; column < width; column++) {
                transposed.values()[column * height + row] = image.values()[row * width + column];
            }
        }
        return transposed;
    }
}
