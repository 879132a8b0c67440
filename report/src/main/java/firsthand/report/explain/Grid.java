package firsthand.report.explain;

import firsthand.tensor.Shape;

/** An image as formulas number it: row, column, channel. */
record Grid(int height, int width, int channels) {

    static Grid of(Shape shape) {
        return new Grid(
                shape.extent(0), shape.rank() > 1 ? shape.extent(1) : 1, shape.rank() > 2 ? shape.extent(2) : 1);
    }

    int row(int i) {
        return i / channels / width;
    }

    int column(int i) {
        return i / channels % width;
    }

    int channel(int i) {
        return i % channels;
    }

    boolean contains(int row, int column) {
        return row >= 0 && row < height && column >= 0 && column < width;
    }

    int index(int row, int column, int channel) {
        return (row * width + column) * channels + channel;
    }

    /** {@code x[3,4,0]}. */
    String name(String tensor, int i) {
        return tensor + "[" + row(i) + "," + column(i) + "," + channel(i) + "]";
    }

    /** {@code x[17]} of a row of numbers, {@code x[3,4]} of an image, {@code x[3,4,0]} of one with channels. */
    static String name(String tensor, Shape shape, int i) {
        var grid = of(shape);
        return switch (shape.rank()) {
            case 2 -> tensor + "[" + grid.row(i) + "," + grid.column(i) + "]";
            case 3 -> grid.name(tensor, i);
            default -> tensor + "[" + i + "]";
        };
    }
}
