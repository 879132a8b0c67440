package firsthand.formats.numpy;

import java.nio.ByteBuffer;

/** How one element of an array is stored, and the float32 that stands for it: the nearest one, ties to even. */
public enum ElementType {
    BOOL("b1", Byte.BYTES, ByteBuffer::get, "0 or 1"),
    INT8("i1", Byte.BYTES, ByteBuffer::get),
    INT16("i2", Short.BYTES, ByteBuffer::getShort),
    INT32("i4", Integer.BYTES, ByteBuffer::getInt),
    INT64("i8", Long.BYTES, ByteBuffer::getLong),
    UINT8("u1", Byte.BYTES, (bytes, at) -> Byte.toUnsignedInt(bytes.get(at))),
    UINT16("u2", Short.BYTES, (bytes, at) -> Short.toUnsignedInt(bytes.getShort(at))),
    UINT32("u4", Integer.BYTES, (bytes, at) -> Integer.toUnsignedLong(bytes.getInt(at))),
    UINT64("u8", Long.BYTES, (bytes, at) -> nearestToUnsigned(bytes.getLong(at))),
    FLOAT16("f2", Short.BYTES, (bytes, at) -> Float.float16ToFloat(bytes.getShort(at))),
    FLOAT32("f4", Float.BYTES, ByteBuffer::getFloat),
    FLOAT64("f8", Double.BYTES, (bytes, at) -> (float) bytes.getDouble(at), "a number that float32 can hold");

    private interface Conversion {
        float nearest(ByteBuffer bytes, int at);
    }

    private final String code;
    private final int size;
    private final Conversion conversion;
    private final String expected;

    ElementType(String code, int size, Conversion conversion) {
        this(code, size, conversion, "any bits");
    }

    ElementType(String code, int size, Conversion conversion, String expected) {
        this.code = code;
        this.size = size;
        this.conversion = conversion;
        this.expected = expected;
    }

    /** NumPy's code without the byte order: {@code f4}. */
    String code() {
        return code;
    }

    /** Bytes that one element takes. */
    int size() {
        return size;
    }

    /** What a file has to hold for {@link #holdsNumber}. */
    String expected() {
        return expected;
    }

    /** The float32 nearest to the element at byte {@code at}, in the byte order of {@code bytes}. */
    float nearest(ByteBuffer bytes, int at) {
        return conversion.nearest(bytes, at);
    }

    /** Whether a float32 can stand for the element at byte {@code at}: a finite number may not become infinite. */
    boolean holdsNumber(ByteBuffer bytes, int at) {
        return switch (this) {
            case BOOL -> (bytes.get(at) & ~1) == 0;
            case FLOAT64 -> !Float.isInfinite(nearest(bytes, at)) || Double.isInfinite(bytes.getDouble(at));
            default -> true;
        };
    }

    /** Java has no such conversion. Half the number, with a last bit for all that is cut off, is rounded alike. */
    private static float nearestToUnsigned(long bits) {
        return bits >= 0 ? bits : 2 * (float) (bits >>> 1 | (bits & 1));
    }

    /** As messages name it: {@code float32}. */
    @Override
    public String toString() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
