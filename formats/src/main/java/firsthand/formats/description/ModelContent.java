package firsthand.formats.description;

import firsthand.classifier.Classifier;
import firsthand.data.InvalidFileException;
import firsthand.formats.file.InputFile;
import firsthand.network.Network;
import firsthand.tensor.Tensor;
import java.io.IOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What every file of ours holds, whatever its format: the tensors of a classifier, and metadata that describe the rest.
 *
 * @param classifier the model
 * @param metadata {@link ModelDescription}, and where the model comes from
 */
public record ModelContent(Classifier classifier, Map<String, String> metadata) {

    /** Keeps a copy of {@code metadata}. */
    public ModelContent {
        metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
    }

    /**
     * A classifier about to be written.
     *
     * @throws IllegalArgumentException if it could not be read back
     */
    public static ModelContent of(Classifier classifier, Map<String, String> provenance) {
        NetworkState.tensors(classifier.network()).forEach(ModelContent::checkFinite);
        var metadata = ModelDescription.of(classifier).toMetadata();
        checkProvenance(provenance);
        metadata.putAll(new TreeMap<>(provenance)); // sorted: the same model makes the same bytes
        return new ModelContent(classifier, metadata);
    }

    private static void checkFinite(String name, Tensor tensor) {
        for (float value : tensor.values()) {
            if (!Float.isFinite(value)) {
                throw new IllegalArgumentException("model: tensor " + name + ": expected finite weights, received "
                        + value + "; a model that diverged cannot be used: save an earlier one");
            }
        }
    }

    private static void checkProvenance(Map<String, String> provenance) {
        for (String key : provenance.keySet()) {
            if (ModelDescription.KEYS.contains(key)) {
                throw new IllegalArgumentException("model: provenance: expected keys other than "
                        + new TreeSet<>(ModelDescription.KEYS) + ", received " + key
                        + "; the file says this of itself: leave it out");
            }
        }
    }

    /**
     * A classifier put together from what a file claims: its tensors are exactly those of the architecture, and its
     * weights are finite and have the right checksum.
     */
    public static ModelContent read(Map<String, String> metadata, StoredTensors tensors, InputFile file)
            throws IOException {
        var description = ModelDescription.read(metadata, file);
        checkTensors(description.architecture().shapes(), tensors.shapes(), file);
        file.checkMemory(size(tensors.shapes().values()));
        var classifier = description.emptyClassifier(file);
        fill(classifier.network(), tensors, file);
        checkWeights(classifier.network(), description.weightsSha256(), file);
        return new ModelContent(classifier, metadata);
    }

    private static void checkTensors(Map<String, List<Integer>> expected, Map<String, List<Long>> found, InputFile file)
            throws InvalidFileException {
        for (var shape : expected.entrySet()) {
            checkTensor(shape.getKey(), shape.getValue(), found.get(shape.getKey()), file);
        }
        var extra = new LinkedHashSet<>(found.keySet());
        extra.removeAll(expected.keySet());
        if (!extra.isEmpty()) {
            throw file.invalid(
                    where(extra.getFirst()), "only the tensors of the architecture", "one more", InputFile.DAMAGED);
        }
    }

    private static void checkTensor(String name, List<Integer> shape, @Nullable List<Long> found, InputFile file)
            throws InvalidFileException {
        String expected = "shape " + StoredTensors.shown(shape);
        if (found == null) {
            throw file.invalid(where(name), expected, "no such tensor", InputFile.DAMAGED);
        }
        if (!found.equals(shape.stream().map(Integer::longValue).toList())) {
            throw file.invalid(where(name), expected, StoredTensors.shown(found), InputFile.DAMAGED);
        }
    }

    /** How many numbers there are in all tensors, which have the sizes of the architecture. */
    private static long size(Iterable<List<Long>> shapes) {
        long size = 0;
        for (var shape : shapes) {
            size += shape.stream().reduce(1L, (a, b) -> a * b);
        }
        return size;
    }

    private static void fill(Network network, StoredTensors stored, InputFile file) throws IOException {
        var tensors = NetworkState.tensors(network);
        for (String name : stored.shapes().keySet()) {
            @Nullable Tensor tensor = tensors.get(name);
            if (tensor == null) {
                throw new IllegalStateException("checked before: " + name);
            }
            stored.read(name, tensor.values());
            checkFinite(tensor.values(), name, file);
        }
    }

    private static void checkFinite(float[] values, String name, InputFile file) throws InvalidFileException {
        for (int i = 0; i < values.length; i++) {
            if (!Float.isFinite(values[i])) {
                throw file.invalid(where(name) + ", value " + i, "finite weights", values[i] + "", InputFile.DAMAGED);
            }
        }
    }

    private static void checkWeights(Network network, String expected, InputFile file) throws InvalidFileException {
        String sha256 = NetworkState.sha256(network);
        if (!sha256.equals(expected)) {
            throw file.invalid("data", "weights of SHA-256 " + expected, sha256, InputFile.DAMAGED);
        }
    }

    private static String where(String name) {
        return "tensor " + name;
    }
}
