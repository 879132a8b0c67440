package firsthand.formats;

import firsthand.data.InvalidFileException;
import firsthand.formats.file.InputFile;
import firsthand.formats.numpy.NpyFile;
import firsthand.formats.numpy.NpyWriter;
import firsthand.formats.numpy.NpzFile;
import firsthand.formats.numpy.NpzWriter;
import firsthand.formats.numpy.NumpyArray;
import firsthand.tensor.Shape;
import firsthand.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * NumPy's files: {@code .npy}, one array, and {@code .npz}, several with names.
 *
 * <pre>{@code
 * Tensor x = Numpy.load(Path.of("x.npy"));
 * Numpy.saveAll(Map.of("W1", w, "b1", b), Path.of("weights.npz"));
 * }</pre>
 *
 * <p>Read are the versions 1 to 3 of the format, in both byte orders, C's order and Fortran's, float16, float32, float64,
 * integers and bool, archives stored or deflated; numbers become the float32s nearest to them. A single number is of shape
 * 1. Refused are other types, empty arrays, and numbers beyond the range of float32. Written are float32s, as
 * {@code numpy.save} and {@code numpy.savez} do. (NumPy Enhancement Proposal 1, "A simple file format for NumPy arrays".)
 */
public final class Numpy {
    private Numpy() {}

    /**
     * Reads a {@code .npy} file.
     *
     * @throws InvalidFileException if the file is not what it should be
     * @throws java.nio.file.NoSuchFileException if there is none
     */
    public static Tensor load(Path path) throws IOException {
        try (var npy = NpyFile.open(path)) {
            var tensor = empty(npy.array(), npy.file());
            npy.read(tensor.values());
            return tensor;
        }
    }

    /**
     * Reads a {@code .npz} file: its arrays by name, in the file's order.
     *
     * @throws InvalidFileException if the file is not what it should be
     * @throws java.nio.file.NoSuchFileException if there is none
     */
    public static Map<String, Tensor> loadAll(Path path) throws IOException {
        try (var npz = NpzFile.open(path)) {
            Map<String, Tensor> tensors = new LinkedHashMap<>();
            for (var array : npz.arrays().entrySet()) {
                var tensor = empty(array.getValue(), npz.file());
                npz.read(array.getKey(), tensor.values());
                tensors.put(array.getKey(), tensor);
            }
            return Collections.unmodifiableMap(tensors);
        }
    }

    /** The file is known by now to hold as many numbers as the array claims. */
    private static Tensor empty(NumpyArray array, InputFile file) throws InvalidFileException {
        int[] extents = array.shape().isEmpty()
                ? new int[] {1}
                : array.shape().stream()
                        .mapToInt(extent -> (int) Math.min(extent, Integer.MAX_VALUE))
                        .toArray();
        try {
            var shape = Shape.of(extents);
            file.checkMemory(shape.size());
            return Tensor.zeros(shape);
        } catch (IllegalArgumentException outOfRange) {
            throw file.invalid(
                    "array " + array.name(), String.valueOf(outOfRange.getMessage()), "save less of it, or more");
        }
    }

    /**
     * Writes a {@code .npy} file, which appears whole or not at all.
     *
     * @throws IOException if it cannot be written; {@code path} is then as it was
     */
    public static void save(Tensor tensor, Path path) throws IOException {
        NpyWriter.write(tensor, path);
    }

    /**
     * Writes a {@code .npz} file, which appears whole or not at all; the same tensors make the same bytes.
     *
     * @throws IllegalArgumentException if a name could not be read back
     * @throws IOException if it cannot be written; {@code path} is then as it was
     */
    public static void saveAll(Map<String, Tensor> tensors, Path path) throws IOException {
        NpzWriter.write(tensors, Map.of(), path);
    }
}
