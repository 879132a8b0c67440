package firsthand.formats.onnx;

import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The same numbers with their axes in another order: ONNX puts the channels of images first, and those of filters too.
 *
 * @param extents the extents of our tensor, which may be told apart more finely than its shape: a dense layer's 784x10
 * over an image is 28x28x1x10
 * @param axes which of ours each axis in the file is, outermost first
 */
record AxisOrder(List<Integer> extents, List<Integer> axes) {
    private static final int RANK = 4;

    /** Fills up both with axes of extent 1, so that there are four. */
    AxisOrder {
        int missing = RANK - extents.size();
        axes = Stream.of(axes, IntStream.range(extents.size(), RANK).boxed().toList())
                .flatMap(List::stream)
                .toList();
        extents = Stream.of(extents, Collections.nCopies(missing, 1))
                .flatMap(List::stream)
                .toList();
    }

    /** So many numbers as they are. */
    static AxisOrder unchanged(int size) {
        return new AxisOrder(List.of(size), List.of(0));
    }

    /** Filters: ours are height x width x channels x out, in a file out x channels x height x width. */
    static AxisOrder filters(int height, int width, int channels, int out) {
        return new AxisOrder(List.of(height, width, channels, out), List.of(3, 2, 0, 1));
    }

    /** A matrix whose rows and columns change places in the file. */
    static AxisOrder transposed(int rows, int columns) {
        return new AxisOrder(List.of(rows, columns), List.of(1, 0));
    }

    /** Our numbers as they lie in the file. */
    float[] toFile(float[] ours) {
        float[] file = new float[ours.length];
        forEach((i, j) -> file[i] = ours[j]);
        return file;
    }

    /** Fills {@code ours} with the numbers of a file. */
    void fromFile(float[] file, float[] ours) {
        forEach((i, j) -> ours[j] = file[i]);
    }

    private interface Pair {
        void at(int file, int ours);
    }

    private void forEach(Pair pair) {
        int file = 0;
        for (int a = 0; a < extent(0); a++) {
            for (int b = 0; b < extent(1); b++) {
                for (int c = 0; c < extent(2); c++) {
                    int ours = a * step(0) + b * step(1) + c * step(2);
                    for (int d = 0, step = step(3); d < extent(3); d++) {
                        pair.at(file++, ours + d * step);
                    }
                }
            }
        }
    }

    private int extent(int axis) {
        return extents.get(axes.get(axis));
    }

    /** How far apart in our tensor two neighbours along an axis of the file lie. */
    private int step(int axis) {
        return extents.subList(axes.get(axis) + 1, RANK).stream().reduce(1, (a, b) -> a * b);
    }
}
