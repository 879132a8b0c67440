package firsthand.layer;

import firsthand.tensor.Shape;

/**
 * The extents of an image: a shape of height x width, or height x width x channels, the channels of a pixel side by
 * side.
 */
record ImageExtents(int height, int width, int channels) {

    /** @throws IllegalArgumentException if it is not the shape of an image */
    static ImageExtents of(Shape shape) {
        return switch (shape.rank()) {
            case 2 -> new ImageExtents(shape.extent(0), shape.extent(1), 1);
            case 3 -> new ImageExtents(shape.extent(0), shape.extent(1), shape.extent(2));
            default ->
                throw new IllegalArgumentException(
                        "expected an image, of shape height x width x channels, received shape " + shape);
        };
    }

    /** The number of channels of what may be an image, or a row of numbers each of which is a channel. */
    static int channels(Shape shape) {
        return shape.rank() == 1 ? shape.extent(0) : of(shape).channels();
    }
}
