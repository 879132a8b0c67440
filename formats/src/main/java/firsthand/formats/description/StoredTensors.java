package firsthand.formats.description;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The tensors of a model file, whatever its format: first their shapes, then their numbers. */
public interface StoredTensors {

    /** The shape of each by its name, in the order in which they are best read; none larger than the file can hold. */
    Map<String, List<Long>> shapes();

    /**
     * Fills {@code values}, row-major, with the numbers of a tensor. Called once for each, in the order of
     * {@link #shapes()}.
     *
     * @throws firsthand.data.InvalidFileException if they are not there, or are not numbers
     */
    void read(String name, float[] values) throws IOException;

    /** A shape as people write it: 784x128. */
    static String shown(List<? extends Number> shape) {
        return shape.isEmpty()
                ? "of a single number"
                : shape.stream().map(Number::toString).collect(Collectors.joining("x"));
    }
}
