package firsthand.report.image;

import firsthand.tensor.Shape;
import firsthand.tensor.Tensor;
import java.util.Optional;

/** Examples as pictures, where they are images: of height x width, or height x width x 1 or 3 channels. */
public final class ExampleImage {
    private ExampleImage() {}

    /** Whether examples of this shape can be seen. */
    public static boolean isImage(Shape shape) {
        return shape.rank() == 2 || (shape.rank() == 3 && (shape.extent(2) == 1 || shape.extent(2) == 3));
    }

    /**
     * An example as ink on paper: 0 is white and 1 is black if there is one channel, red, green and blue as they are if
     * there are three. Where numbers leave 0 to 1, the lowest takes the place of 0 and the highest that of 1.
     *
     * @return empty if the example is no image
     */
    public static Optional<Raster> of(Tensor example) {
        if (!isImage(example.shape())) {
            return Optional.empty();
        }
        int height = example.shape().extent(0);
        int width = example.shape().extent(1);
        float low = 0;
        float high = 1;
        for (float value : example.values()) {
            low = Math.min(low, value);
            high = Math.max(high, value);
        }
        var pixels = new int[width * height];
        int channels = example.size() / pixels.length;
        for (int i = 0; i < pixels.length; i++) {
            if (channels == 1) {
                pixels[i] = (255 - level(example.values()[i], low, high)) * 0x010101;
            } else {
                for (int c = 0; c < 3; c++) {
                    pixels[i] = pixels[i] << 8 | level(example.values()[3 * i + c], low, high);
                }
            }
        }
        return Optional.of(new Raster(width, height, pixels));
    }

    private static int level(float value, float low, float high) {
        return Math.round(255 * (value - low) / (high - low));
    }
}
