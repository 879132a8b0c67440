package firsthand.formats.onnx;

import firsthand.data.InvalidFileException;
import firsthand.formats.file.InputFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import onnx.Onnx.TensorProto;
import onnx.Onnx.TensorProto.DataType;

/**
 * A tensor in an ONNX file: its extents are those of the numbers that are there.
 *
 * @param extents outermost first; none for a single number
 */
record OnnxTensor(TensorProto proto, List<Integer> extents, InputFile file) {

    /** Checks everything about a tensor but its numbers themselves. */
    static OnnxTensor of(TensorProto proto, InputFile file) throws InvalidFileException {
        var where = where(proto);
        if (proto.getDataLocation() == TensorProto.DataLocation.EXTERNAL || proto.getExternalDataCount() > 0) {
            throw file.invalid(where, "numbers in the file itself", "external data", "save the model as one file");
        }
        if (proto.hasSegment()) {
            throw file.invalid(where, "a whole tensor", "a segment of one", InputFile.DAMAGED);
        }
        int bytes = switch (proto.getDataType()) {
            case DataType.FLOAT_VALUE -> Float.BYTES;
            case DataType.FLOAT16_VALUE -> Short.BYTES;
            case DataType.DOUBLE_VALUE, DataType.INT64_VALUE -> Long.BYTES;
            case DataType.BOOL_VALUE -> Byte.BYTES;
            default ->
                throw file.invalid(
                        where,
                        "data of type float, float16 or double",
                        typeName(proto.getDataType()),
                        "save the model with weights of type float32");
        };
        long size = 1;
        for (long extent : proto.getDimsList()) {
            if (extent < 0 || extent > Integer.MAX_VALUE || (size *= extent) > Integer.MAX_VALUE) {
                throw file.invalid(
                        where,
                        "extents of 0 or more and at most " + Integer.MAX_VALUE + " numbers",
                        proto.getDimsList().toString(),
                        InputFile.DAMAGED);
            }
        }
        long found = found(proto, bytes);
        if (found != size) {
            throw file.invalid(
                    where,
                    size + " numbers, for the shape " + proto.getDimsList(),
                    found < 0 ? "several kinds of data" : found + "",
                    InputFile.DAMAGED);
        }
        return new OnnxTensor(
                proto, proto.getDimsList().stream().map(Long::intValue).toList(), file);
    }

    /** How many numbers there are; below 0 if they are of the wrong kind, or of several. */
    private static long found(TensorProto proto, int bytes) {
        long all = (long) proto.getFloatDataCount()
                + proto.getInt32DataCount()
                + proto.getInt64DataCount()
                + proto.getDoubleDataCount()
                + proto.getUint64DataCount()
                + proto.getStringDataCount();
        if (proto.hasRawData()) {
            return all > 0 || proto.getRawData().size() % bytes != 0
                    ? -1
                    : proto.getRawData().size() / bytes;
        }
        int typed = switch (proto.getDataType()) {
            case DataType.FLOAT_VALUE -> proto.getFloatDataCount();
            case DataType.FLOAT16_VALUE, DataType.BOOL_VALUE -> proto.getInt32DataCount();
            case DataType.DOUBLE_VALUE -> proto.getDoubleDataCount();
            default -> proto.getInt64DataCount();
        };
        return typed == all ? typed : -1;
    }

    static String typeName(int type) {
        var known = DataType.forNumber(type);
        return known == null ? "type " + type : known.name().toLowerCase(Locale.ROOT);
    }

    private static String where(TensorProto proto) {
        return "tensor " + proto.getName();
    }

    String name() {
        return proto.getName();
    }

    int size() {
        return extents.stream().reduce(1, (a, b) -> a * b);
    }

    /**
     * The numbers as float32.
     *
     * @throws InvalidFileException if they are whole numbers, or one is not finite, or too large for float32
     */
    float[] floats() throws InvalidFileException {
        float[] numbers = new float[size()];
        var raw = raw();
        switch (proto.getDataType()) {
            case DataType.FLOAT_VALUE -> {
                if (proto.hasRawData()) {
                    raw.asFloatBuffer().get(numbers);
                } else {
                    for (int i = 0; i < numbers.length; i++) {
                        numbers[i] = proto.getFloatData(i);
                    }
                }
            }
            case DataType.FLOAT16_VALUE -> {
                for (int i = 0; i < numbers.length; i++) {
                    short bits = proto.hasRawData() ? raw.getShort(Short.BYTES * i) : (short) proto.getInt32Data(i);
                    numbers[i] = Float.float16ToFloat(bits);
                }
            }
            case DataType.DOUBLE_VALUE -> {
                for (int i = 0; i < numbers.length; i++) {
                    numbers[i] =
                            (float) (proto.hasRawData() ? raw.getDouble(Double.BYTES * i) : proto.getDoubleData(i));
                }
            }
            default ->
                throw file.invalid(
                        where(proto), "floating-point numbers", typeName(proto.getDataType()), InputFile.DAMAGED);
        }
        for (int i = 0; i < numbers.length; i++) {
            if (!Float.isFinite(numbers[i])) {
                throw file.invalid(
                        where(proto) + ", value " + i,
                        "a finite number, also as float32",
                        numbers[i] + "",
                        "a model that diverged cannot be used: save an earlier one");
            }
        }
        return numbers;
    }

    /** The numbers of a shape. */
    List<Long> wholeNumbers() throws InvalidFileException {
        if (proto.getDataType() != DataType.INT64_VALUE) {
            throw file.invalid(where(proto), "int64", typeName(proto.getDataType()), InputFile.DAMAGED);
        }
        var raw = raw();
        return IntStream.range(0, size())
                .mapToObj(i -> proto.hasRawData() ? raw.getLong(Long.BYTES * i) : proto.getInt64Data(i))
                .toList();
    }

    /** Whether it is the single truth value false. */
    boolean isFalse() {
        boolean single = proto.getDataType() == DataType.BOOL_VALUE && size() == 1;
        return single && (proto.hasRawData() ? raw().get(0) : proto.getInt32Data(0)) == 0;
    }

    /** The bytes of the tensor from 0 on: they may lie in the middle of the file's. */
    private ByteBuffer raw() {
        return proto.getRawData().asReadOnlyByteBuffer().slice().order(ByteOrder.LITTLE_ENDIAN);
    }
}
