package firsthand.formats.onnx;

import firsthand.formats.description.ModelContent;
import java.nio.file.Path;

public final class OnnxWriter {
    private OnnxWriter() {}

    public static ModelContent read(Path path) {
        throw new IllegalStateException("soon");
    }

    public static void write(ModelContent model, Path path) {
        throw new IllegalStateException("soon");
    }
}
