package browser.java.lang;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Methods that TeaVM's version of a class lacks or has wrong; of those of an object, it is the first argument. */
public final class Additions {
    /** A page's memory has no limit that one could ask for: 4 GB, as of a worker's whole process. */
    private static final long MEMORY = 1L << 32;

    private Additions() {}

    /** {@code Runtime.maxMemory()}. */
    public static long maxMemory(Runtime runtime) {
        return MEMORY;
    }

    /** {@code ByteArrayOutputStream.writeBytes(bytes)}. */
    public static void writeBytes(ByteArrayOutputStream out, byte[] bytes) {
        out.write(bytes, 0, bytes.length);
    }

    /** {@code text.indent(count)} for counts of 0 or more. */
    public static String indent(String text, int count) {
        return lines(text).map(line -> " ".repeat(count) + line + "\n").collect(Collectors.joining());
    }

    /** {@code text.lines()}. */
    public static Stream<String> lines(String text) {
        String[] lines = text.split("\r\n|\r|\n", -1);
        return Arrays.stream(lines).limit(lines[lines.length - 1].isEmpty() ? lines.length - 1 : lines.length);
    }

    /** {@code Character.toString(character)}. */
    public static String toString(int character) {
        return new String(Character.toChars(character));
    }

    /** {@code Collections.unmodifiableSortedMap(map)}, as a copy. */
    public static <K, V> SortedMap<K, V> unmodifiableSortedMap(SortedMap<K, V> map) {
        return new TreeMap<>(map);
    }

    /** {@code in.readNBytes(bytes, offset, count)}; TeaVM's never ends. */
    public static int readNBytes(InputStream in, byte[] bytes, int offset, int count) throws IOException {
        int read = 0;
        while (read < count) {
            int more = in.read(bytes, offset + read, count - read);
            if (more < 0) {
                return read;
            }
            read += more;
        }
        return read;
    }

    /** {@code Float.parseFloat(text)}; TeaVM's is at times the neighbour of the nearest. */
    public static float parseFloat(String text) {
        return (float) Double.parseDouble(text);
    }
}
