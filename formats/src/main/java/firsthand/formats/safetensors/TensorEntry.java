package firsthand.formats.safetensors;

import firsthand.data.InvalidFileException;
import firsthand.formats.description.StoredTensors;
import firsthand.formats.file.InputFile;
import firsthand.formats.file.JsonReader;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/**
 * What the header says of one tensor.
 *
 * @param type what its numbers are
 * @param shape the extents, outermost first; row-major
 * @param begin where its bytes begin, counted from the end of the header
 * @param end where they end
 */
public record TensorEntry(String name, Type type, List<Long> shape, long begin, long end) {

    /** What a number is. */
    public enum Type {
        /** A float. */
        F32(Float.BYTES),
        /** A double. */
        F64(Double.BYTES);

        private final int bytes;

        Type(int bytes) {
            this.bytes = bytes;
        }

        /** How many bytes it takes. */
        public int bytes() {
            return bytes;
        }

        private static Optional<Type> named(String name) {
            return Arrays.stream(values())
                    .filter(type -> type.name().equals(name))
                    .findFirst();
        }
    }

    public long length() {
        return end - begin;
    }

    public String where() {
        return "tensor " + name;
    }

    public void write(JsonGenerator json) {
        json.writeObjectPropertyStart(name);
        json.writeStringProperty("dtype", type.name());
        json.writeArrayPropertyStart("shape");
        shape.forEach(json::writeNumber);
        json.writeEndArray();
        json.writeArrayPropertyStart("data_offsets");
        json.writeNumber(begin);
        json.writeNumber(end);
        json.writeEndArray();
        json.writeEndObject();
    }

    /** @param types those that the file may hold */
    static TensorEntry read(String name, Set<Type> types, JsonReader json) throws InvalidFileException {
        @Nullable String type = null;
        @Nullable List<Long> shape = null;
        @Nullable List<Long> offsets = null;
        json.beginObject();
        while (json.nextField()) {
            switch (json.name()) {
                case "dtype" -> type = json.string();
                case "shape" -> shape = json.wholeNumbers();
                case "data_offsets" -> offsets = json.wholeNumbers();
                default -> throw json.unknownField();
            }
        }
        if (type == null || shape == null || offsets == null || offsets.size() != 2) {
            throw json.invalid(
                    "dtype, shape and two data_offsets for tensor " + name, type + ", " + shape + " and " + offsets);
        }
        var known = Type.named(type).filter(types::contains);
        if (known.isEmpty()) {
            String names = types.stream().sorted().map(Type::name).collect(Collectors.joining(" or "));
            throw json.invalid("dtype " + names + " for tensor " + name, type);
        }
        return new TensorEntry(name, known.get(), List.copyOf(shape), offsets.get(0), offsets.get(1));
    }

    /** Offsets in order, and just as many bytes between them as the shape needs. */
    public void checkLength(InputFile file) throws InvalidFileException {
        if (begin > end) {
            throw file.invalid(where(), "offsets that begin before they end", begin + " to " + end, InputFile.DAMAGED);
        }
        long expected = expectedLength(file);
        if (length() != expected) {
            throw file.invalid(
                    where(),
                    expected + " bytes for shape " + StoredTensors.shown(shape),
                    length() + " (" + begin + " to " + end + ")",
                    InputFile.DAMAGED);
        }
    }

    private long expectedLength(InputFile file) throws InvalidFileException {
        try {
            long length = type.bytes();
            for (long extent : shape) {
                length = Math.multiplyExact(length, extent);
            }
            return length;
        } catch (ArithmeticException overflow) {
            throw file.invalid(where(), "a shape that a file can hold", shape.toString(), InputFile.DAMAGED);
        }
    }
}
