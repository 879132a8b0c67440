package firsthand.formats.safetensors;

import firsthand.formats.description.ModelContent;
import firsthand.formats.description.StoredTensors;
import firsthand.formats.file.InputFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** From a file to a classifier: nothing that the file claims is believed before it has been checked. */
public final class SafeTensorsReader {
    private SafeTensorsReader() {}

    /** Reads a model. */
    public static ModelContent read(Path path) throws IOException {
        try (var file = InputFile.open(path)) {
            return read(file);
        }
    }

    /** Reads a model from an open file. */
    public static ModelContent read(InputFile file) throws IOException {
        var header = SafeTensorsHeader.read(file, TensorEntry.Type.F32);
        return ModelContent.read(header.metadata(), new Tensors(header, file), file);
    }

    /**
     * The tensors behind a header, to be read in the order of their bytes.
     *
     * @param header already read from {@code file}
     */
    private record Tensors(SafeTensorsHeader header, InputFile file) implements StoredTensors {
        @Override
        public Map<String, List<Long>> shapes() {
            Map<String, List<Long>> shapes = new LinkedHashMap<>();
            header.tensors().forEach(tensor -> shapes.put(tensor.name(), tensor.shape()));
            return shapes;
        }

        @Override
        public void read(String name, float[] values) throws IOException {
            file.floats(values, "tensor " + name);
        }
    }
}
