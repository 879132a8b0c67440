package firsthand.formats.json;

import firsthand.data.InvalidFileException;
import firsthand.formats.file.JsonReader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Numbers in arrays within arrays, all of the same lengths: {@code [[1,2,3],[4,5,6]]} is of shape 2x3.
 *
 * @param shape the lengths, outermost first
 * @param values row-major
 */
record JsonArray(List<Long> shape, float[] values) {
    /** Kernels of a convolution have four extents, and nothing has more. */
    private static final int HIGHEST_RANK = 4;

    static JsonArray read(JsonReader json) throws InvalidFileException {
        var reading = new Reading();
        reading.array(json, 0);
        return new JsonArray(List.copyOf(reading.lengths), Arrays.copyOf(reading.values, reading.count));
    }

    /** With rows and columns exchanged. */
    JsonArray transposed() {
        int rows = Math.toIntExact(shape.get(0));
        int columns = Math.toIntExact(shape.get(1));
        var transposed = new float[values.length];
        for (int r = 0; r < rows; r++) {
            for (int c = 0; c < columns; c++) {
                transposed[c * rows + r] = values[r * columns + c];
            }
        }
        return new JsonArray(shape.reversed(), transposed);
    }

    /** As much as has been read; it grows with the file, whatever the file may hold in the end. */
    private static final class Reading {
        private final List<Long> lengths = new ArrayList<>();
        private float[] values = new float[64];
        private int count;

        /** The first array of each depth says how long the others are. */
        private void array(JsonReader json, int depth) throws InvalidFileException {
            if (depth == HIGHEST_RANK) {
                throw json.invalid("at most " + HIGHEST_RANK + " arrays within each other", "one more");
            }
            boolean first = depth == lengths.size();
            if (first) {
                lengths.add(0L);
            }
            long length = 0;
            json.beginArray();
            while (json.nextElement()) {
                length++;
                if (json.isArray()) {
                    checkInner(json, depth, first && length == 1);
                    array(json, depth + 1);
                } else {
                    checkInnermost(json, depth);
                    add(json.float32());
                }
            }
            if (first) {
                lengths.set(depth, length);
            } else if (length != lengths.get(depth)) {
                throw json.invalid("arrays of equal length, here " + lengths.get(depth), length + "");
            }
            if (length == 0) {
                throw json.invalid("one number or more", "an empty array");
            }
        }

        private void checkInner(JsonReader json, int depth, boolean first) throws InvalidFileException {
            if (!first && depth + 1 == lengths.size()) {
                throw json.invalid("a number, as before it", "an array");
            }
        }

        private void checkInnermost(JsonReader json, int depth) throws InvalidFileException {
            if (depth + 1 != lengths.size()) {
                throw json.invalid("an array, as before it", "a number");
            }
        }

        private void add(float value) {
            if (count == values.length) {
                values = Arrays.copyOf(values, values.length + (values.length >> 1));
            }
            values[count++] = value;
        }
    }
}
