package firsthand.formats;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The formats of model files, told apart by the ending of the file's name. */
public enum ModelFormat {
    /** Our own: {@link SafeTensors}. */
    SAFETENSORS,
    /** NumPy's archives. */
    NPZ,
    /** Numbers for people to read. */
    JSON,
    /** Open Neural Network Exchange. */
    ONNX;

    /** ".npz" and the like. */
    public String ending() {
        return "." + name().toLowerCase(Locale.ROOT);
    }

    /** The format of a file of this name; empty if the name says none. */
    public static Optional<ModelFormat> of(Path path) {
        String name = path.toString().toLowerCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(format -> name.endsWith(format.ending()))
                .findFirst();
    }

    /** The endings of all formats. */
    public static List<String> endings() {
        return Arrays.stream(values()).map(ModelFormat::ending).toList();
    }
}
