package firsthand.formats.file;

import firsthand.data.InvalidFileException;
import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.stream.Collectors;

/** A file being read, most often from beginning to end, which is named in everything that is said against it. */
public final class InputFile implements Closeable {
    /** What to do about a file whose parts contradict each other. */
    public static final String DAMAGED = "the file is damaged: save or copy it again";

    private static final int CHUNK = 1 << 16;
    private static final int LONGEST_QUOTE = 300;

    private final String name;
    private final InputStream in;
    private final Positions positions;
    private final long length;

    /** Reads from any place, as {@link FileChannel#read(ByteBuffer, long)} does. */
    private interface Positions {
        int read(ByteBuffer into, long position) throws IOException;
    }

    private InputFile(String name, InputStream in, Positions positions, long length) {
        this.name = name;
        this.in = in;
        this.positions = positions;
        this.length = length;
    }

    /** A file whose bytes are here already. */
    public static InputFile of(String name, byte[] bytes) {
        return new InputFile(
                name,
                new ByteArrayInputStream(bytes),
                (into, position) -> {
                    int count = (int) Math.min(into.remaining(), bytes.length - position);
                    if (count <= 0) {
                        return -1;
                    }
                    into.put(bytes, (int) position, count);
                    return count;
                },
                bytes.length);
    }

    /**
     * Opens a file.
     *
     * @throws NoSuchFileException if there is none
     * @throws InvalidFileException if it is a folder or a device, or may not be read
     */
    public static InputFile open(Path path) throws IOException {
        try {
            var attributes = Files.readAttributes(path, BasicFileAttributes.class);
            if (!attributes.isRegularFile()) {
                String kind = attributes.isDirectory() ? "a folder; name a file in it" : "a device; name a file";
                throw new InvalidFileException(path + ": expected a file, received " + kind);
            }
            var channel = FileChannel.open(path);
            return new InputFile(path.toString(), Channels.newInputStream(channel), channel::read, attributes.size());
        } catch (NoSuchFileException missing) {
            throw new NoSuchFileException(path.toString(), null, "no such file; check the path");
        } catch (AccessDeniedException denied) {
            throw new InvalidFileException(path + ": may not be read; check its permissions", denied);
        }
    }

    public long length() {
        return length;
    }

    /** The bytes from here on, for those who parse as they read. Closed with this file. */
    public InputStream stream() {
        return in;
    }

    /** The next {@code count} bytes, for counts already checked against {@link #length()}. */
    public byte[] bytes(int count, String where) throws IOException {
        byte[] bytes = in.readNBytes(count);
        checkRead(bytes.length, count, where);
        return bytes;
    }

    /**
     * Fills {@code bytes}, from {@code from} on, with the {@code count} bytes that begin at {@code position}. What is
     * read in order goes on where it was.
     */
    public void read(long position, byte[] bytes, int from, int count, String where) throws IOException {
        var part = ByteBuffer.wrap(bytes, from, count);
        int received = 0;
        while (received >= 0 && part.hasRemaining()) {
            received = positions.read(part, position + part.position() - from);
        }
        checkRead(count - part.remaining(), count, where);
    }

    /** Fills {@code values} with the next little-endian float32s. */
    public void floats(float[] values, String where) throws IOException {
        var chunk = ByteBuffer.allocate(CHUNK).order(ByteOrder.LITTLE_ENDIAN);
        var floats = chunk.asFloatBuffer();
        for (int at = 0; at < values.length; at += floats.capacity()) {
            int count = Math.min(floats.capacity(), values.length - at);
            checkRead(in.readNBytes(chunk.array(), 0, count * Float.BYTES), count * Float.BYTES, where);
            floats.get(0, values, at, count);
        }
    }

    /** Fills {@code values} with the next little-endian float64s. */
    public void doubles(double[] values, String where) throws IOException {
        var chunk = ByteBuffer.allocate(CHUNK).order(ByteOrder.LITTLE_ENDIAN);
        var doubles = chunk.asDoubleBuffer();
        for (int at = 0; at < values.length; at += doubles.capacity()) {
            int count = Math.min(doubles.capacity(), values.length - at);
            checkRead(in.readNBytes(chunk.array(), 0, count * Double.BYTES), count * Double.BYTES, where);
            doubles.get(0, values, at, count);
        }
    }

    /** A network of so many weights holds each with its gradient: refused where Java may not use as much memory. */
    public void checkMemory(long weights) throws InvalidFileException {
        long needed = 2 * Float.BYTES * weights;
        long available = Runtime.getRuntime().maxMemory();
        if (needed > available) {
            throw invalid(
                    "data",
                    "the network needs " + (needed >> 20) + " MB of memory, and Java may use " + (available >> 20),
                    "run with a larger -Xmx");
        }
    }

    private void checkRead(int received, int expected, String where) throws InvalidFileException {
        if (received < expected) {
            throw invalid(where, expected + " bytes", received + "", "the file became shorter while it was read");
        }
    }

    public InvalidFileException invalid(String where, String expected, String received, String remedy) {
        return message(where, "expected " + quoted(expected) + ", received " + quoted(received), remedy);
    }

    public InvalidFileException invalid(String where, String problem, String remedy) {
        return message(where, quoted(problem), remedy);
    }

    private InvalidFileException message(String where, String problem, String remedy) {
        return new InvalidFileException(name + ": " + quoted(where) + ": " + problem + "; " + remedy);
    }

    /** Safe to show: on one line, without control characters, and not long, whatever a hostile file put there. */
    private static String quoted(String text) {
        String quoted = text.codePoints()
                .limit(LONGEST_QUOTE)
                .mapToObj(character ->
                        isShown(character) ? Character.toString(character) : String.format("\\u%04x", character))
                .collect(Collectors.joining());
        return text.codePointCount(0, text.length()) > LONGEST_QUOTE ? quoted + "..." : quoted;
    }

    private static boolean isShown(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
