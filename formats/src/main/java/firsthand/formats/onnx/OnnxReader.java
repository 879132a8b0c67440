package firsthand.formats.onnx;

import com.google.protobuf.UnsafeByteOperations;
import firsthand.data.InvalidFileException;
import firsthand.formats.description.ModelContent;
import firsthand.formats.description.ModelDescription;
import firsthand.formats.file.InputFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import onnx.Onnx.ModelProto;

/**
 * From an ONNX file to a model: to the very one that {@link OnnxWriter} wrote, or, from other programs, to one that
 * predicts as the graph says. Whatever of a graph our layers cannot express is refused by name.
 */
public final class OnnxReader {
    private static final int LONGEST_FILE = Integer.MAX_VALUE - 8;

    private OnnxReader() {}

    /**
     * Reads a model.
     *
     * @throws InvalidFileException if the file is not what it should be, or holds what we have no layer for
     * @throws java.nio.file.NoSuchFileException if there is none
     */
    public static ModelContent read(Path path) throws IOException {
        try (var file = InputFile.open(path)) {
            var model = parse(file);
            var metadata = metadata(model, file);
            return ModelDescription.isIn(metadata)
                    ? OwnModel.read(model, metadata, file)
                    : ForeignModel.read(model, file);
        }
    }

    private static ModelProto parse(InputFile file) throws IOException {
        if (file.length() > LONGEST_FILE) {
            throw file.invalid(
                    "file", "at most " + LONGEST_FILE + " bytes", file.length() + "", "ONNX files cannot be longer");
        }
        byte[] bytes = file.bytes((int) file.length(), "file");
        var problem = OnnxStructure.problem(bytes);
        if (problem.isPresent()) {
            throw file.invalid("file", problem.get().expected(), problem.get().received(), InputFile.DAMAGED);
        }
        var in = UnsafeByteOperations.unsafeWrap(bytes).newCodedInput();
        in.enableAliasing(true); // the numbers stay where they are
        try {
            return ModelProto.parseFrom(in);
        } catch (IOException malformed) {
            throw file.invalid("file", "an ONNX file", String.valueOf(malformed.getMessage()), InputFile.DAMAGED);
        }
    }

    private static Map<String, String> metadata(ModelProto model, InputFile file) throws InvalidFileException {
        Map<String, String> metadata = new LinkedHashMap<>();
        for (var entry : model.getMetadataPropsList()) {
            if (metadata.put(entry.getKey(), entry.getValue()) != null) {
                throw file.invalid("metadata " + entry.getKey(), "one entry of this name", "two", InputFile.DAMAGED);
            }
        }
        return metadata;
    }
}
