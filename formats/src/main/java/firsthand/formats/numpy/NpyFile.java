package firsthand.formats.numpy;

import firsthand.formats.file.InputFile;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;

/** A .npy file being read: first what it claims, then its numbers, once the caller has room for as many. */
public final class NpyFile implements Closeable {
    private static final String WHERE = "array";

    private final InputFile file;
    private final NpyHeader header;

    private NpyFile(InputFile file, NpyHeader header) {
        this.file = file;
        this.header = header;
    }

    /**
     * Opens a file, and reads its header.
     *
     * @throws java.nio.file.NoSuchFileException if there is none
     * @throws firsthand.data.InvalidFileException if it is not a .npy file of numbers, whole and with nothing added
     */
    public static NpyFile open(Path path) throws IOException {
        var file = InputFile.open(path);
        try {
            var in = new FileSlice(file, 0, file.length(), WHERE);
            String name = String.valueOf(path.getFileName());
            return new NpyFile(file, NpyHeader.read(name, in, file.length(), WHERE, file));
        } catch (Throwable refused) {
            file.close();
            throw refused;
        }
    }

    /** The array of the file. */
    public NumpyArray array() {
        return header.array();
    }

    /**
     * Fills {@code values}, row-major, with the float32s nearest to the numbers.
     *
     * @throws IllegalArgumentException if they are not as many
     * @throws firsthand.data.InvalidFileException if a finite number is beyond float32's range, or a bool is not 0 or 1
     */
    public void read(float[] values) throws IOException {
        NpyNumbers.read(array(), numbers(), values, WHERE, file);
    }

    /**
     * The elements of an array of uint8 in one dimension.
     *
     * @throws firsthand.data.InvalidFileException if it is of another type, or longer than 1,000,000
     */
    public byte[] bytes() throws IOException {
        return NpyNumbers.bytes(array(), numbers(), WHERE, file);
    }

    private FileSlice numbers() {
        return new FileSlice(file, header.length(), file.length(), WHERE);
    }

    /** The file itself, to say more against it. */
    public InputFile file() {
        return file;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
