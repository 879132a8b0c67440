package firsthand.datasets.augment;

import firsthand.random.RandomStream;
import firsthand.tensor.Shape;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * All changes of place at once: each pixel of the changed image is read from its place in the original, which is where
 * the {@link AffineMap} has it, plus its displacement in the {@link ElasticField}. Since that is done once, the image
 * is blurred once, however many changes there are.
 *
 * <p>A place between pixels has the bilinear mean of the four around it; outside the image everything is 0.
 */
final class Distortion {
    private final List<Change> affine;
    private final Optional<ElasticField> elastic;

    /** @param affine the changes that keep straight lines straight, in the order in which they are made */
    Distortion(List<Change> affine, Optional<Elastic> elastic) {
        this.affine = List.copyOf(affine);
        this.elastic = elastic.map(ElasticField::new);
    }

    /** The map, the two fields, and the original within a margin or, before that, what the fields are made with. */
    int memoryLength(Shape example) {
        int height = example.extent(0);
        int width = example.extent(1);
        int original = (height + 2) * (width + 2) * Augmentations.channels(example);
        int spare = elastic.isPresent() ? ElasticField.memoryLength(height, width) : 0;
        return original(height, width) + Math.max(original, spare);
    }

    private static int original(int height, int width) {
        return AffineMap.LENGTH + 2 * height * width;
    }

    void apply(float[] values, int offset, Shape example, RandomStream random, float[] memory) {
        int height = example.extent(0);
        int width = example.extent(1);
        AffineMap.reset(memory);
        for (int i = 0; i < affine.size(); i++) {
            AffineMap.draw(memory, affine.get(i), random);
        }
        if (elastic.isPresent()) {
            elastic.get().draw(random, height, width, memory, AffineMap.LENGTH, original(height, width));
        } else {
            Arrays.fill(memory, AffineMap.LENGTH, original(height, width), 0);
        }
        resample(values, offset, height, width, Augmentations.channels(example), memory);
    }

    /** Reads the image anew by the map and the fields in {@code memory}. */
    static void resample(float[] values, int offset, int height, int width, int channels, float[] memory) {
        copyWithMargin(values, offset, height, width * channels, channels, memory, original(height, width));
        for (int channel = 0; channel < channels; channel++) {
            resample(values, offset, height, width, channels, channel, memory);
        }
    }

    private static void resample(
            float[] values, int offset, int height, int width, int channels, int channel, float[] memory) {
        int original = original(height, width) + channel;
        int stride = (width + 2) * channels;
        float middleRow = (height - 1) / 2f;
        float middleColumn = (width - 1) / 2f;
        float rowsPerColumn = memory[1];
        float columnsPerColumn = memory[4];
        int pixel = offset + channel;
        for (int i = 0; i < height; i++) {
            // Counted from the corner of the margin, one pixel outside the image.
            float startRow = Math.fma(memory[0], i - middleRow, memory[2] + middleRow + 1);
            float startColumn = Math.fma(memory[3], i - middleRow, memory[5] + middleColumn + 1);
            int down = AffineMap.LENGTH + 2 * i * width;
            for (int j = 0; j < width; j++) {
                float row = Math.fma(rowsPerColumn, j - middleColumn, startRow) + memory[down + j];
                float column = Math.fma(columnsPerColumn, j - middleColumn, startColumn) + memory[down + width + j];
                float value = 0;
                if (row > 0 && row < height + 1 && column > 0 && column < width + 1) {
                    int upperLeft = original + (int) row * stride + (int) column * channels;
                    value = bilinear(memory, upperLeft, stride, channels, row - (int) row, column - (int) column);
                }
                values[pixel] = value;
                pixel += channels;
            }
        }
    }

    private static float bilinear(float[] memory, int upperLeft, int stride, int step, float toLower, float toRight) {
        float upper = memory[upperLeft];
        float lower = memory[upperLeft + stride];
        float above = Math.fma(toRight, memory[upperLeft + step] - upper, upper);
        float below = Math.fma(toRight, memory[upperLeft + stride + step] - lower, lower);
        return Math.fma(toLower, below - above, above);
    }

    /** With a zero pixel on each side, no place in reach of the image needs a case of its own. */
    private static void copyWithMargin(
            float[] values, int offset, int height, int width, int channels, float[] memory, int original) {
        int stride = width + 2 * channels;
        Arrays.fill(memory, original, original + (height + 2) * stride, 0);
        for (int row = 0; row < height; row++) {
            System.arraycopy(values, offset + row * width, memory, original + (row + 1) * stride + channels, width);
        }
    }
}
