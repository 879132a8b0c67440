package firsthand.formats.onnx;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is looked at before anything is made of a file: how much there is in it beside the numbers of tensors, since a
 * few bytes can stand for an object of a hundred, and how deeply it nests.
 *
 * <p>It walks the fields of the Protocol Buffers encoding ("Protocol Buffers documentation: encoding";
 * protobuf.dev/programming-guides/encoding) as the schema in {@code onnx.proto} nests them, and keeps nothing.
 */
final class OnnxStructure {
    private static final int MOST_BYTES = 1_000_000;
    private static final int MOST_FIELDS = 200_000;
    private static final int MOST_LEVELS = 20;

    private final CodedInputStream in;
    private long payload;
    private int fields;

    private OnnxStructure(byte[] file) {
        in = CodedInputStream.newInstance(file);
    }

    /** What a file has too much of, or what is wrong with its encoding. */
    record Problem(String expected, String received) {}

    /** Empty for a file that may be parsed. */
    static Optional<Problem> problem(byte[] file) {
        var structure = new OnnxStructure(file);
        try {
            structure.walk(Message.MODEL, 0);
        } catch (IOException malformed) {
            return Optional.of(new Problem("an ONNX file", String.valueOf(malformed.getMessage())));
        }
        if (file.length - structure.payload > MOST_BYTES) {
            return Optional.of(new Problem(
                    "at most " + MOST_BYTES + " bytes beside the numbers of tensors, in float_data, double_data or"
                            + " raw_data",
                    (file.length - structure.payload) + ""));
        }
        return Optional.empty();
    }

    private void walk(Message message, int level) throws IOException {
        if (level > MOST_LEVELS) {
            throw new IOException("more than " + MOST_LEVELS + " levels of messages within messages");
        }
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            if (++fields > MOST_FIELDS) {
                throw new IOException("more than " + MOST_FIELDS + " fields");
            }
            int field = WireFormat.getTagFieldNumber(tag);
            switch (WireFormat.getTagWireType(tag)) {
                case WireFormat.WIRETYPE_VARINT -> in.readRawVarint64();
                case WireFormat.WIRETYPE_FIXED32 -> in.skipRawBytes(Integer.BYTES);
                case WireFormat.WIRETYPE_FIXED64 -> in.skipRawBytes(Long.BYTES);
                case WireFormat.WIRETYPE_LENGTH_DELIMITED -> walkInto(message, field, level);
                default -> throw new IOException("field " + field + " of an encoding that ONNX does not use");
            }
        }
    }

    private void walkInto(Message message, int field, int level) throws IOException {
        int length = in.readRawVarint32();
        @Nullable Message inner = message.within(field);
        if (inner != null) {
            int outer = in.pushLimit(length);
            walk(inner, level + 1);
            in.popLimit(outer);
        } else {
            in.skipRawBytes(length);
            payload += message.isNumbers(field) ? length : 0;
        }
    }

    /** The messages of the schema: only those that hold others need to be told apart. */
    private enum Message {
        MODEL,
        GRAPH,
        NODE,
        ATTRIBUTE,
        TENSOR,
        SPARSE_TENSOR,
        ANNOTATION,
        VALUE,
        TYPE,
        TENSOR_TYPE,
        SEQUENCE_TYPE,
        MAP_TYPE,
        SHAPE,
        TRAINING,
        FUNCTION,
        OTHER;

        /** What a field holds; null if that is text, bytes or numbers. */
        @Nullable
        Message within(int field) {
            return switch (this) {
                case MODEL ->
                    switch (field) {
                        case 7 -> GRAPH;
                        case 8, 14 -> OTHER;
                        case 20 -> TRAINING;
                        case 25 -> FUNCTION;
                        default -> null;
                    };
                case GRAPH ->
                    switch (field) {
                        case 1 -> NODE;
                        case 5 -> TENSOR;
                        case 11, 12, 13 -> VALUE;
                        case 14 -> ANNOTATION;
                        case 15 -> SPARSE_TENSOR;
                        default -> null;
                    };
                case NODE -> field == 5 ? ATTRIBUTE : null;
                case ATTRIBUTE ->
                    switch (field) {
                        case 5, 10 -> TENSOR;
                        case 6, 11 -> GRAPH;
                        case 14, 15 -> TYPE;
                        case 22, 23 -> SPARSE_TENSOR;
                        default -> null;
                    };
                case TENSOR -> field == 3 || field == 13 ? OTHER : null;
                case SPARSE_TENSOR -> field == 1 || field == 2 ? TENSOR : null;
                case ANNOTATION -> field == 2 ? OTHER : null;
                case VALUE -> field == 2 ? TYPE : null;
                case TYPE ->
                    switch (field) {
                        case 1, 8 -> TENSOR_TYPE;
                        case 4, 9 -> SEQUENCE_TYPE;
                        case 5 -> MAP_TYPE;
                        default -> null;
                    };
                case TENSOR_TYPE -> field == 2 ? SHAPE : null;
                case SEQUENCE_TYPE -> field == 1 ? TYPE : null;
                case MAP_TYPE -> field == 2 ? TYPE : null;
                case SHAPE -> field == 1 ? OTHER : null;
                case TRAINING ->
                    switch (field) {
                        case 1, 2 -> GRAPH;
                        case 3, 4 -> OTHER;
                        default -> null;
                    };
                case FUNCTION ->
                    switch (field) {
                        case 7 -> NODE;
                        case 9 -> OTHER;
                        default -> null;
                    };
                case OTHER -> null;
            };
        }

        /** Whether a field holds a tensor's numbers, in memory no larger than in the file. */
        boolean isNumbers(int field) {
            return this == TENSOR && (field == 4 || field == 9 || field == 10);
        }
    }
}
