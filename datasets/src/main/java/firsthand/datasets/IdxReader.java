package firsthand.datasets;

import firsthand.data.Dataset;
import firsthand.data.InvalidFileException;
import firsthand.tensor.Shape;
import firsthand.tensor.Tensor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/**
 * Reads IDX, the format of MNIST: plain or gzip, told apart by content.
 *
 * <p>A file is two zero bytes, the type of its values (8: unsigned bytes, the only one read here), the number of
 * dimensions, each dimension as a big-endian {@code int}, and the values, row-major (LeCun, Cortes and Burges, "The
 * MNIST database"). The size that a header claims is checked against the file before any memory is taken, and the
 * values go straight into the tensor. A gzip file that unpacks to more than 64 MB and to more than 100 times its length is
 * refused.
 */
public final class IdxReader {
    private static final int UNSIGNED_BYTES = 8;
    private static final int CHUNK = 1 << 16;
    private static final float[] SCALED = scaled();

    private IdxReader() {}

    /**
     * Reads examples and their classes.
     *
     * @param inputs a file of two or more dimensions, the first of which counts the examples
     * @param labels a file of one dimension, as long as the first one of {@code inputs}
     * @throws InvalidFileException if either is not what it should be, or they do not match
     */
    public static Dataset read(String name, Path inputs, Path labels, List<String> classNames) throws IOException {
        try (var x = Content.open(inputs);
                var y = Content.open(labels)) {
            return dataset(name, readInputs(x), readLabels(y, classNames.size()), x.name(), y.name(), classNames);
        }
    }

    /**
     * Reads examples: values scaled to [0, 1], byte/255.
     *
     * @return a tensor of the file's dimensions: 60000x28x28 for the images of MNIST
     * @throws InvalidFileException if the file is not such a file, or is shorter or longer than it claims
     */
    public static Tensor readInputs(Path file) throws IOException {
        try (var content = Content.open(file)) {
            return readInputs(content);
        }
    }

    /**
     * Reads labels, 0 to 255.
     *
     * @throws InvalidFileException if the file is not such a file, or is shorter or longer than it claims
     */
    public static int[] readLabels(Path file) throws IOException {
        try (var content = Content.open(file)) {
            return readLabels(content, 256);
        }
    }

    static Dataset dataset(
            String name, Tensor x, int[] labels, String inputsFile, String labelsFile, List<String> classNames)
            throws InvalidFileException {
        if (x.shape().extent(0) != labels.length) {
            throw new InvalidFileException(labelsFile + ": expected a label for each of the "
                    + x.shape().extent(0)
                    + " examples of " + inputsFile + ", received " + labels.length
                    + "; the two files do not belong together");
        }
        return Dataset.of(name, x, labels, classNames, 255);
    }

    static Tensor readInputs(Content content) throws IOException {
        Shape shape = readHeader(content);
        if (shape.rank() < 2) {
            throw new InvalidFileException(
                    content.name()
                            + ": expected images (IDX of 2 or more dimensions), received 1 dimension; is it the file of labels?");
        }
        checkMemory(content, shape);
        var values = new float[shape.size()];
        readValues(content, shape, (chunk, count, at) -> {
            for (int i = 0; i < count; i++) {
                values[at + i] = SCALED[chunk[i] & 0xff];
            }
        });
        return Tensor.of(shape, values);
    }

    static int[] readLabels(Content content, int classes) throws IOException {
        Shape shape = readHeader(content);
        if (shape.rank() != 1) {
            throw new InvalidFileException(content.name() + ": expected labels (IDX of 1 dimension), received "
                    + shape.rank() + " dimensions; is it the file of images?");
        }
        checkMemory(content, shape);
        var labels = new int[shape.size()];
        readValues(content, shape, (chunk, count, at) -> {
            for (int i = 0; i < count; i++) {
                labels[at + i] = chunk[i] & 0xff;
                if (labels[at + i] >= classes) {
                    throw new InvalidFileException(content.name() + ": label " + (at + i + 1) + ": expected 0 to "
                            + (classes - 1) + ", received " + labels[at + i] + "; the file holds other classes");
                }
            }
        });
        return labels;
    }

    private static Shape readHeader(Content content) throws IOException {
        byte[] magic = readHeaderBytes(content, 4);
        if (magic[0] != 0 || magic[1] != 0 || magic[3] < 1) {
            throw new InvalidFileException(content.name() + ": not an IDX file: expected it to begin with 00 00 08 and"
                    + " the number of dimensions, received " + hexadecimal(magic));
        }
        if (magic[2] != UNSIGNED_BYTES) {
            throw new InvalidFileException(
                    content.name() + ": expected IDX values of type 08 (unsigned bytes), received"
                            + String.format(" type %02x; convert it to unsigned bytes", magic[2]));
        }
        var dimensions = new int[magic[3]];
        ByteBuffer.wrap(readHeaderBytes(content, 4 * dimensions.length))
                .asIntBuffer()
                .get(dimensions);
        long bytes = checkedSize(content, dimensions);
        if (content.packed() ? bytes > content.length() : bytes != content.length()) {
            throw new InvalidFileException(content.name() + (bytes > content.length() ? ": cut off" : ": too long")
                    + ": its header, " + Arrays.toString(dimensions) + ", makes " + bytes + " bytes, the file "
                    + (content.packed() ? "unpacks to no more than " : "has ") + content.length()
                    + "; fetch or copy the file again");
        }
        content.checkUnpacked(bytes);
        return Shape.of(dimensions);
    }

    /** The length of the whole file that the dimensions claim, header included. */
    private static long checkedSize(Content content, int[] dimensions) throws InvalidFileException {
        long values = 1;
        for (int dimension : dimensions) {
            values *= dimension;
            if (dimension < 1 || values > Integer.MAX_VALUE - 8) {
                throw new InvalidFileException(content.name() + ": expected dimensions of 1 or more and at most "
                        + (Integer.MAX_VALUE - 8) + " values in all, received " + Arrays.toString(dimensions)
                        + "; the file is damaged");
            }
        }
        return 4 + 4L * dimensions.length + values;
    }

    private static void checkMemory(Content content, Shape shape) throws InvalidFileException {
        long needed = 4L * shape.size();
        long available = Runtime.getRuntime().maxMemory();
        if (needed > available) {
            throw new InvalidFileException(content.name() + ": its " + shape + " values need " + (needed >> 20)
                    + " MB of memory, and Java may use " + (available >> 20) + "; run with a larger -Xmx");
        }
    }

    /** Takes the next {@code count} values, which belong at {@code at} and after. */
    private interface Sink {
        void accept(byte[] chunk, int count, int at) throws InvalidFileException;
    }

    private static void readValues(Content content, Shape shape, Sink sink) throws IOException {
        var chunk = new byte[CHUNK];
        int at = 0;
        while (at < shape.size()) {
            int count = content.readNBytes(chunk, 0, Math.min(CHUNK, shape.size() - at));
            if (count == 0) {
                throw new InvalidFileException(content.name() + ": cut off: expected " + shape + " = " + shape.size()
                        + " values after the header, received " + at + "; fetch or copy the file again");
            }
            sink.accept(chunk, count, at);
            at += count;
        }
        if (content.read() >= 0) {
            throw new InvalidFileException(content.name() + ": too long: expected " + shape + " = " + shape.size()
                    + " values after the header, received more; fetch or copy the file again");
        }
    }

    private static byte[] readHeaderBytes(Content content, int count) throws IOException {
        byte[] bytes = content.readNBytes(count);
        if (bytes.length < count) {
            throw new InvalidFileException(content.name() + ": not an IDX file: expected a header of " + count
                    + " more bytes, received " + bytes.length + (bytes.length == 0 ? "; the file is empty" : ""));
        }
        return bytes;
    }

    private static String hexadecimal(byte[] bytes) {
        return HexFormat.ofDelimiter(" ").formatHex(bytes);
    }

    private static float[] scaled() {
        var scaled = new float[256];
        for (int i = 0; i < scaled.length; i++) {
            scaled[i] = i / 255f;
        }
        return scaled;
    }
}
