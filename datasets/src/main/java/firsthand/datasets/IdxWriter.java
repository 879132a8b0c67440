package firsthand.datasets;

import firsthand.data.Dataset;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/**
 * Writes IDX, the format of MNIST ({@link IdxReader} has its definition); gzip if the file's name ends with
 * {@code .gz}.
 *
 * <p>A file appears whole or not at all.
 */
public final class IdxWriter {
    private IdxWriter() {}

    /**
     * Writes the examples as unsigned bytes, each value times the data set's full scale and rounded.
     *
     * @throws IllegalArgumentException if that leaves the range of a byte, as it does for standardised inputs
     */
    public static void writeInputs(Dataset data, Path file) throws IOException {
        DataFile.write(file, out -> {
            writeHeader(out, data.exampleShape().batch(data.size()).extents());
            var pixels = new Pixels(data);
            for (int i = 0; i < data.size(); i++) {
                int[] values = pixels.of(i);
                var row = new byte[values.length];
                for (int column = 0; column < row.length; column++) {
                    row[column] = (byte) values[column];
                }
                out.write(row);
            }
        });
    }

    /** Writes the labels as unsigned bytes. */
    public static void writeLabels(Dataset data, Path file) throws IOException {
        DataFile.write(file, out -> {
            writeHeader(out, data.size());
            for (int label : data.labels()) {
                out.write(label);
            }
        });
    }

    private static void writeHeader(OutputStream out, int... dimensions) throws IOException {
        var header = ByteBuffer.allocate(4 + 4 * dimensions.length);
        header.putInt(0x0800 + dimensions.length);
        for (int dimension : dimensions) {
            header.putInt(dimension);
        }
        out.write(header.array());
    }
}
