package firsthand.formats.numpy;

import firsthand.data.InvalidFileException;
import firsthand.formats.file.InputFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * The head of a .npy file: six bytes that every such file begins with, the version, the length of the text that
 * follows, and the text itself (see NumPy's enhancement proposal 1, and its module {@code numpy.lib.format}).
 *
 * @param length the bytes of all this; the numbers begin behind them
 */
record NpyHeader(NumpyArray array, int length) {
    /**
     * The longest text, in bytes, that a header of versions 2 and 3 may have; they exist for structured types, whose
     * names can be long, and what a hostile file can make a reader remember grows with this limit.
     */
    static final int LIMIT = 1_000_000;

    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
    private static final int ALIGNMENT = 64;

    /** NumPy leaves space for as many digits, so that an array can grow along its first dimension. */
    private static final int DIGITS_OF_FIRST_EXTENT = 21;

    private static final String REMEDY = "this is not a .npy file, or not a whole one: save it again with numpy.save";

    /** The bytes of a header of version 1.0, as NumPy writes it, for an array of rows. */
    static byte[] toBytes(NumpyArray array) {
        byte[] text = text(array).getBytes(StandardCharsets.US_ASCII);
        int prefix = MAGIC.length + 2 * Byte.BYTES + Short.BYTES;
        // A text that would end on the boundary gets another 64 spaces: as NumPy does it.
        int length = ((prefix + text.length + 1) / ALIGNMENT + 1) * ALIGNMENT;
        var bytes = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.put(MAGIC).put((byte) 1).put((byte) 0).putShort((short) (length - prefix));
        bytes.put(text);
        while (bytes.remaining() > 1) {
            bytes.put((byte) ' ');
        }
        return bytes.put((byte) '\n').array();
    }

    private static String text(NumpyArray array) {
        char order = array.type().size() == 1 ? '|' : array.byteOrder() == ByteOrder.LITTLE_ENDIAN ? '<' : '>';
        var shape = array.shape();
        String extents = shape.stream().map(String::valueOf).collect(Collectors.joining(", "));
        String text = "{'descr': '" + order + array.type().code() + "', 'fortran_order': "
                + (array.columnMajor() ? "True" : "False") + ", 'shape': (" + extents + (shape.size() == 1 ? ",)" : ")")
                + ", }";
        if (shape.isEmpty()) {
            return text;
        }
        long growing = array.columnMajor() ? shape.getLast() : shape.getFirst();
        return text + " ".repeat(DIGITS_OF_FIRST_EXTENT - Long.toString(growing).length());
    }

    /**
     * Reads the header, and checks that the array it describes takes all that is left.
     *
     * @param available the bytes of {@code in}: the header's and the numbers'
     */
    static NpyHeader read(String name, InputStream in, long available, String where, InputFile file)
            throws IOException {
        byte[] magic = bytes(in, MAGIC.length, where, file);
        if (!Arrays.equals(magic, MAGIC)) {
            String shown = new String(magic, StandardCharsets.ISO_8859_1);
            throw file.invalid(where, "\\x93NUMPY at its beginning", shown, REMEDY);
        }
        byte[] version = bytes(in, 2, where, file);
        int lengthBytes = lengthBytes(version, where, file);
        long textLength = textLength(bytes(in, lengthBytes, where, file));
        long length = MAGIC.length + version.length + lengthBytes + textLength;
        if (textLength > LIMIT) {
            throw file.invalid(where + " header length", "at most " + LIMIT, textLength + "", REMEDY);
        }
        if (length > available) {
            throw file.invalid(
                    where + " header", length + " bytes", available + "", "the file is cut off: copy it again");
        }
        byte[] text = bytes(in, (int) textLength, where, file);
        var array = array(name, NpyDictionary.parse(text, where + " header", file), where, file);
        if (array.length() != available - length) {
            throw file.invalid(
                    where,
                    array.length() + " bytes for " + array.described(),
                    (available - length) + "",
                    array.length() > available - length ? "it is cut off: copy it again" : "something was added to it");
        }
        return new NpyHeader(array, (int) length);
    }

    private static byte[] bytes(InputStream in, int count, String where, InputFile file) throws IOException {
        byte[] bytes = new byte[count];
        int received = in.readNBytes(bytes, 0, count);
        if (received < count) {
            throw file.invalid(where + " header", "its " + count + " bytes", received + "", REMEDY);
        }
        return bytes;
    }

    /** Version 1.0 has two bytes for the length of its text, 2.0 and 3.0 have four; the text of 3.0 is UTF-8. */
    private static int lengthBytes(byte[] version, String where, InputFile file) throws InvalidFileException {
        boolean known = version[0] >= 1 && version[0] <= 3 && version[1] == 0;
        if (!known) {
            throw file.invalid(
                    where + " version",
                    "1.0, 2.0 or 3.0",
                    Byte.toUnsignedInt(version[0]) + "." + Byte.toUnsignedInt(version[1]),
                    "save it again with numpy.save");
        }
        return version[0] == 1 ? Short.BYTES : Integer.BYTES;
    }

    private static long textLength(byte[] littleEndian) {
        long length = 0;
        for (int i = 0; i < littleEndian.length; i++) {
            length |= Byte.toUnsignedLong(littleEndian[i]) << (i * Byte.SIZE);
        }
        return length;
    }

    private static NumpyArray array(String name, NpyDictionary dictionary, String where, InputFile file)
            throws InvalidFileException {
        if (!NumpyArray.isPossible(dictionary.shape())) {
            String received = dictionary.shape().toString();
            throw file.invalid(where, "a shape that a file can hold", received, InputFile.DAMAGED);
        }
        String descr = dictionary.descr();
        var type = type(descr, where, file);
        var order = descr.startsWith(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
        return new NumpyArray(name, dictionary.shape(), type, order, dictionary.fortranOrder());
    }

    /** A byte order, of which single bytes have none, and the code of a type of numbers. */
    private static ElementType type(String descr, String where, InputFile file) throws InvalidFileException {
        String code = descr.isEmpty() ? "" : descr.substring(1);
        for (var type : ElementType.values()) {
            boolean ordered = descr.startsWith("<") || descr.startsWith(">");
            if (type.code().equals(code) && (type.size() == 1 ? descr.startsWith("|") : ordered)) {
                return type;
            }
        }
        throw file.invalid(
                where + " type",
                "bool, integers of 8 to 64 bits, or floats of 16, 32 or 64",
                descr + " (" + kind(code) + ")",
                "convert the array with astype(numpy.float32)");
    }

    /** What NumPy means by the codes that are refused. */
    private static String kind(String code) {
        return switch (code.isEmpty() ? ' ' : code.charAt(0)) {
            case 'O' -> "Python objects";
            case 'c' -> "complex numbers";
            case 'f', 'g' -> "long doubles, or no type of NumPy's";
            case 'S', 'a', 'U' -> "text";
            case 'M', 'm' -> "dates or times";
            case 'V' -> "bytes of no type";
            default -> "no type of NumPy's";
        };
    }
}
