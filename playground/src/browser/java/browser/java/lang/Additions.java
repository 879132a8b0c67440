package browser.java.lang;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Methods that TeaVM's version of a class lacks; of those of an object, it is the first argument. */
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
}
