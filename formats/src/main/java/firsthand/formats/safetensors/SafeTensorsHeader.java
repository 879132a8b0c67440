package firsthand.formats.safetensors;

import firsthand.data.InvalidFileException;
import firsthand.formats.file.InputFile;
import firsthand.formats.file.JsonReader;
import firsthand.formats.file.JsonText;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The head of a safetensors file: which tensors lie where, and the metadata.
 *
 * @param tensors in the order of their bytes, without gaps from offset 0
 * @param metadata the free entries, in the file's order
 */
public record SafeTensorsHeader(List<TensorEntry> tensors, Map<String, String> metadata) {
    /**
     * The longest header, in bytes. The reference implementation allows 100 MB; a description of a network takes some
     * thousand bytes, and what a hostile file can make a reader remember grows with this limit.
     */
    public static final int LIMIT = 1_000_000;

    private static final String METADATA = "__metadata__";
    private static final int ALIGNMENT = 8;

    /**
     * The length as 8 bytes, and the header, filled up with spaces so that the tensors begin at a multiple of 8.
     *
     * @throws IllegalArgumentException if the metadata are too long, or not text
     */
    public byte[] toBytes() {
        byte[] json = utf8(toJson());
        int length = Math.ceilDiv(json.length, ALIGNMENT) * ALIGNMENT;
        if (length > LIMIT) {
            throw new IllegalArgumentException("SafeTensors: expected metadata and tensor names of at most " + LIMIT
                    + " bytes in all, received " + length + "; shorten the provenance");
        }
        var bytes = ByteBuffer.allocate(Long.BYTES + length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putLong(length).put(json);
        while (bytes.hasRemaining()) {
            bytes.put((byte) ' ');
        }
        return bytes.array();
    }

    private String toJson() {
        return JsonText.of(json -> {
            json.writeStartObject();
            json.writeObjectPropertyStart(METADATA);
            metadata.forEach(json::writeStringProperty);
            json.writeEndObject();
            tensors.forEach(tensor -> tensor.write(json));
            json.writeEndObject();
        });
    }

    private static byte[] utf8(String text) {
        try {
            var bytes = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
            var array = new byte[bytes.remaining()];
            bytes.get(array);
            return array;
        } catch (CharacterCodingException halfCharacter) {
            throw new IllegalArgumentException(
                    "SafeTensors: expected text, received half a character (an unpaired surrogate) in the metadata; "
                            + "check class names and provenance",
                    halfCharacter);
        }
    }

    /**
     * Reads the header, and checks that the tensors it names are the rest of the file to the byte.
     *
     * @param types those that tensors may be of
     */
    public static SafeTensorsHeader read(InputFile file, TensorEntry.Type... types) throws IOException {
        int length = readLength(file);
        byte[] bytes = file.bytes(length, "header");
        if (length == 0 || bytes[0] != '{') {
            throw file.invalid(
                    "header",
                    "{ at its beginning",
                    length == 0 ? "nothing" : String.format("byte %02x", bytes[0]),
                    "this is not a safetensors file");
        }
        var header = parse(decode(bytes, file), Set.of(types), file);
        header.checkLayout(file, file.length() - Long.BYTES - length);
        return header;
    }

    private static int readLength(InputFile file) throws IOException {
        if (file.length() < Long.BYTES) {
            throw file.invalid("header length", "8 bytes", file.length() + "", "this is not a safetensors file");
        }
        long length = ByteBuffer.wrap(file.bytes(Long.BYTES, "header length"))
                .order(ByteOrder.LITTLE_ENDIAN)
                .getLong();
        if (length < 0 || length > LIMIT) {
            throw file.invalid(
                    "header length",
                    "at most " + LIMIT,
                    Long.toUnsignedString(length),
                    "this is not a safetensors file, or not one of Firsthand's");
        }
        if (length > file.length() - Long.BYTES) {
            throw file.invalid(
                    "header",
                    length + " bytes",
                    (file.length() - Long.BYTES) + "",
                    "the file is cut off: copy it again");
        }
        return (int) length;
    }

    private static String decode(byte[] bytes, InputFile file) throws InvalidFileException {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException malformed) {
            throw file.invalid("header", "UTF-8", "other bytes", InputFile.DAMAGED);
        }
    }

    private static SafeTensorsHeader parse(String text, Set<TensorEntry.Type> types, InputFile file)
            throws InvalidFileException {
        List<TensorEntry> tensors = new ArrayList<>();
        Map<String, String> metadata = new LinkedHashMap<>();
        try (var json = new JsonReader(text, "header", file)) {
            json.beginObject();
            while (json.nextField()) {
                if (json.name().equals(METADATA)) {
                    metadata.putAll(json.stringsByName());
                } else {
                    tensors.add(TensorEntry.read(json.name(), types, json));
                }
            }
            json.end();
        }
        tensors.sort(Comparator.comparingLong(TensorEntry::begin).thenComparingLong(TensorEntry::end));
        return new SafeTensorsHeader(tensors, metadata);
    }

    /** No overlaps, no holes, nothing beyond the end of the file and nothing left over. */
    private void checkLayout(InputFile file, long dataLength) throws InvalidFileException {
        long end = 0;
        for (var tensor : tensors) {
            tensor.checkLength(file);
            if (tensor.begin() != end) {
                String problem = tensor.begin() < end ? " (it overlaps another)" : " (there is a hole before it)";
                throw file.invalid(
                        tensor.where(), "its bytes to begin at " + end, tensor.begin() + problem, InputFile.DAMAGED);
            }
            end = tensor.end();
        }
        if (end != dataLength) {
            String remedy = end > dataLength ? "the file is cut off: copy it again" : "something was added to the file";
            throw file.invalid("data", end + " bytes for all tensors", dataLength + "", remedy);
        }
    }
}
