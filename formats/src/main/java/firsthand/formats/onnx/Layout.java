package firsthand.formats.onnx;

import firsthand.tensor.Shape;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * How the values between two layers lie in a graph, one example of a batch. Ours lie as their shape says, with the
 * channels of an image last; ONNX wants them first where it convolves.
 */
sealed interface Layout {

    /** The extents in the graph, without the batch's. */
    List<Integer> extents();

    /** The same values as one row. */
    Layout flat();

    /** How numbers of which there is one for each value lie in the graph. */
    AxisOrder ofValues();

    /** How a matrix lies whose rows belong to the values, one for each. */
    AxisOrder ofRows(int columns);

    /** The same matrix, its rows and columns having changed places. */
    AxisOrder ofColumns(int rows);

    default int size() {
        return extents().stream().reduce(1, Math::multiplyExact);
    }

    /** Whether values lie in the graph in the order in which they lie with us. */
    default boolean isOurs() {
        return this instanceof Plain;
    }

    static Layout image(Shape shape) {
        return new Image(shape.extent(0), shape.extent(1), shape.rank() == 2 ? 1 : shape.extent(2));
    }

    static Layout plain(Shape shape) {
        return new Plain(Arrays.stream(shape.extents()).boxed().toList());
    }

    /** As with us. */
    record Plain(List<Integer> extents) implements Layout {
        @Override
        public Layout flat() {
            return new Plain(List.of(size()));
        }

        @Override
        public AxisOrder ofValues() {
            return AxisOrder.unchanged(size());
        }

        @Override
        public AxisOrder ofRows(int columns) {
            return AxisOrder.unchanged(Math.multiplyExact(size(), columns));
        }

        @Override
        public AxisOrder ofColumns(int rows) {
            return AxisOrder.transposed(size(), rows);
        }
    }

    /** An image with its channels first. */
    record Image(int height, int width, int channels) implements Layout {
        private static final List<Integer> CHANNELS_FIRST = List.of(2, 0, 1);

        private List<Integer> ours() {
            return List.of(height, width, channels);
        }

        @Override
        public List<Integer> extents() {
            return List.of(channels, height, width);
        }

        /** One channel, or one pixel, lies in the same order either way. */
        @Override
        public Layout flat() {
            return channels == 1 || height * width == 1 ? new Plain(List.of(size())) : new FlatImage(this);
        }

        @Override
        public AxisOrder ofValues() {
            return new AxisOrder(ours(), CHANNELS_FIRST);
        }

        @Override
        public AxisOrder ofRows(int columns) {
            return new AxisOrder(with(ours(), columns), with(CHANNELS_FIRST, 3));
        }

        @Override
        public AxisOrder ofColumns(int rows) {
            return new AxisOrder(with(ours(), rows), List.of(3, 2, 0, 1));
        }

        private static List<Integer> with(List<Integer> list, int last) {
            return Stream.concat(list.stream(), Stream.of(last)).toList();
        }
    }

    /** An image as one row of numbers, channel by channel. */
    record FlatImage(Image image) implements Layout {
        @Override
        public List<Integer> extents() {
            return List.of(image.size());
        }

        @Override
        public Layout flat() {
            return this;
        }

        @Override
        public AxisOrder ofValues() {
            return image.ofValues();
        }

        @Override
        public AxisOrder ofRows(int columns) {
            return image.ofRows(columns);
        }

        @Override
        public AxisOrder ofColumns(int rows) {
            return image.ofColumns(rows);
        }
    }
}
