package firsthand.playground.look;

import firsthand.tensor.Shape;

/**
 * Where the numbers of a tensor stand in a picture: an image as it is, the channels of one side by side with a gap
 * between, in as many lines as make the whole about as wide as high; a row of numbers as a square where it fills one,
 * else in lines of 32.
 *
 * @param rows of one channel
 * @param columns of one channel
 * @param channels how many there are
 * @param abreast how many of them stand side by side
 */
record Arrangement(int rows, int columns, int channels, int abreast) {
    private static final int LINE = 32;
    private static final int SMALLEST_SQUARE = 16;
    private static final int GAP = 1;

    static Arrangement of(Shape shape) {
        if (shape.rank() == 1) {
            int columns = columns(shape.size());
            return new Arrangement((shape.size() + columns - 1) / columns, columns, 1, 1);
        }
        int channels = shape.size() / (shape.extent(0) * shape.extent(1));
        return new Arrangement(shape.extent(0), shape.extent(1), channels, (int) Math.ceil(Math.sqrt(channels)));
    }

    private static int columns(int size) {
        int side = (int) Math.round(Math.sqrt(size));
        return side * side == size && size >= SMALLEST_SQUARE ? side : Math.min(LINE, size);
    }

    int width() {
        return abreast * (columns + GAP) - GAP;
    }

    int height() {
        return (channels + abreast - 1) / abreast * (rows + GAP) - GAP;
    }

    /** The pixel, counted row by row, of number {@code i}. */
    int place(int i) {
        int channel = i % channels;
        int row = channel / abreast * (rows + GAP) + i / channels / columns;
        int column = channel % abreast * (columns + GAP) + i / channels % columns;
        return row * width() + column;
    }
}
