package firsthand.classifier;

import firsthand.data.Augmentation;
import firsthand.random.RandomStream;
import firsthand.tensor.Shape;

/**
 * An image moved by whole pixels, always the same way; zeros come in.
 *
 * @param down by how many rows; below 0 for up
 * @param right by how many columns; below 0 for left
 */
record ShiftedView(int down, int right) implements Augmentation {

    @Override
    public void apply(float[] values, int offset, Shape example, RandomStream random, float[] memory) {
        System.arraycopy(values, offset, memory, 0, example.size());
        int height = example.extent(0);
        int width = example.extent(1);
        int channels = example.size() / (height * width);
        for (int row = 0; row < height; row++) {
            for (int column = 0; column < width; column++) {
                int fromRow = row - down;
                int fromColumn = column - right;
                boolean inside = fromRow >= 0 && fromRow < height && fromColumn >= 0 && fromColumn < width;
                for (int c = 0; c < channels; c++) {
                    values[offset + (row * width + column) * channels + c] =
                            inside ? memory[(fromRow * width + fromColumn) * channels + c] : 0;
                }
            }
        }
    }

    @Override
    public int memoryLength(Shape example) {
        if (example.rank() != 2 && example.rank() != 3) {
            throw new IllegalArgumentException(
                    "average over shifts: expected images, of shape height x width x channels, received shape "
                            + example);
        }
        return example.size();
    }
}
