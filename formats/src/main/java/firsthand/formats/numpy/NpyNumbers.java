package firsthand.formats.numpy;

import firsthand.data.InvalidFileException;
import firsthand.formats.file.InputFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;

/** The numbers behind a header. */
final class NpyNumbers {
    /** The most that {@link #bytes} returns: what is kept as bytes is text beside the numbers. */
    static final int MOST_BYTES = 1_000_000;

    private static final int CHUNK = 1 << 16;

    private NpyNumbers() {}

    /** Fills {@code values}, row-major, with the float32s nearest to the numbers that follow in {@code in}. */
    static void read(NumpyArray array, InputStream in, float[] values, String where, InputFile file)
            throws IOException {
        if (values.length != array.size()) {
            throw new IllegalArgumentException("array " + array.name() + ": expected room for " + array.size()
                    + " values, received " + values.length);
        }
        var type = array.type();
        var chunk = ByteBuffer.allocate(CHUNK).order(array.byteOrder());
        var positions = new RowMajorPositions(array);
        int perChunk = CHUNK / type.size();
        for (int at = 0; at < values.length; at += perChunk) {
            int count = Math.min(perChunk, values.length - at);
            fill(chunk.array(), count * type.size(), in, where, file);
            for (int i = 0; i < count; i++) {
                int position = array.columnMajor() ? positions.next() : at + i;
                if (!type.holdsNumber(chunk, i * type.size())) {
                    throw unexpected(array, chunk, i * type.size(), position, where, file);
                }
                values[position] = type.nearest(chunk, i * type.size());
            }
        }
    }

    private static InvalidFileException unexpected(
            NumpyArray array, ByteBuffer chunk, int at, int position, String where, InputFile file) {
        String received = array.type() == ElementType.FLOAT64 ? chunk.getDouble(at) + "" : chunk.get(at) + "";
        return file.invalid(
                where + " value " + position,
                array.type().expected(),
                received,
                "look at how the array was made, and save it again");
    }

    /** The elements of an array of uint8, which are no numbers but text, say. */
    static byte[] bytes(NumpyArray array, InputStream in, String where, InputFile file) throws IOException {
        if (array.type() != ElementType.UINT8 || array.shape().size() != 1) {
            throw file.invalid(where, "uint8 in one dimension", array.described(), "save it as numpy.uint8");
        }
        if (array.size() > MOST_BYTES) {
            throw file.invalid(
                    where, "at most " + MOST_BYTES + " bytes", array.size() + "", "save it without this text");
        }
        var bytes = new byte[(int) array.size()];
        fill(bytes, bytes.length, in, where, file);
        return bytes;
    }

    private static void fill(byte[] bytes, int count, InputStream in, String where, InputFile file) throws IOException {
        int received = in.readNBytes(bytes, 0, count);
        if (received < count) {
            throw file.invalid(where, count + " bytes", received + "", "the file became shorter while it was read");
        }
    }

    /** Where the elements of a column-major array stand in row-major order, one after the other. */
    private static final class RowMajorPositions {
        private final int[] extents;
        private final int[] strides;
        private final int[] index;
        private int position;

        RowMajorPositions(NumpyArray array) {
            extents = array.shape().stream().mapToInt(Long::intValue).toArray();
            strides = new int[extents.length];
            index = new int[extents.length];
            int stride = 1;
            for (int d = extents.length - 1; d >= 0; d--) {
                strides[d] = stride;
                stride *= extents[d];
            }
        }

        /** Counts like a clock, the first index being its seconds. */
        int next() {
            int current = position;
            for (int d = 0; d < extents.length; d++) {
                position += strides[d];
                index[d]++;
                if (index[d] < extents[d]) {
                    break;
                }
                position -= strides[d] * extents[d];
                index[d] = 0;
            }
            return current;
        }
    }
}
