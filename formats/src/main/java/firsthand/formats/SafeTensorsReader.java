package firsthand.formats;

import firsthand.classifier.Classifier;
import firsthand.data.InvalidFileException;
import firsthand.network.Network;
import firsthand.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** From a file to a classifier: nothing that the file claims is believed before it has been checked. */
final class SafeTensorsReader {
    private final InputFile file;
    private final SafeTensorsHeader header;
    private final ModelDescription description;

    private SafeTensorsReader(InputFile file) throws IOException {
        this.file = file;
        header = SafeTensorsHeader.read(file);
        description = ModelDescription.read(header.metadata(), file);
    }

    static ModelFile read(Path path) throws IOException {
        try (var file = InputFile.open(path)) {
            var reader = new SafeTensorsReader(file);
            return new ModelFile(reader.classifier(), reader.header.metadata());
        }
    }

    private Classifier classifier() throws IOException {
        checkTensors();
        checkMemory();
        var classifier = emptyClassifier();
        readWeights(classifier.network());
        checkWeights(classifier.network());
        return classifier;
    }

    /** Exactly the tensors of the architecture, whose sizes thereby are those of the file. */
    private void checkTensors() throws InvalidFileException {
        Map<String, TensorEntry> found = new LinkedHashMap<>();
        header.tensors().forEach(tensor -> found.put(tensor.name(), tensor));
        var expected = description.architecture().shapes();
        for (var shape : expected.entrySet()) {
            checkTensor(shape.getKey(), shape.getValue(), found.get(shape.getKey()));
        }
        var extra = new LinkedHashSet<>(found.keySet());
        extra.removeAll(expected.keySet());
        if (!extra.isEmpty()) {
            throw file.invalid(
                    "tensor " + extra.getFirst(),
                    "only the tensors of the architecture",
                    "one more",
                    SafeTensorsHeader.DAMAGED);
        }
    }

    private void checkTensor(String name, List<Integer> shape, @Nullable TensorEntry found)
            throws InvalidFileException {
        String expected = "shape " + TensorEntry.shown(shape);
        if (found == null) {
            throw file.invalid("tensor " + name, expected, "no such tensor", SafeTensorsHeader.DAMAGED);
        }
        var longs = shape.stream().map(Integer::longValue).toList();
        if (!found.shape().equals(longs)) {
            throw file.invalid(found.where(), expected, TensorEntry.shown(found.shape()), SafeTensorsHeader.DAMAGED);
        }
    }

    /** A network holds each weight and its gradient. */
    private void checkMemory() throws InvalidFileException {
        long needed = 2 * file.length();
        long available = Runtime.getRuntime().maxMemory();
        if (needed > available) {
            throw file.invalid(
                    "data",
                    "the network needs " + (needed >> 20) + " MB of memory, and Java may use " + (available >> 20),
                    "run with a larger -Xmx");
        }
    }

    private Classifier emptyClassifier() throws InvalidFileException {
        try {
            var network = description.architecture().toNetwork();
            return Classifier.of(network, description.loss(), description.classNames(), description.fullScale());
        } catch (IllegalArgumentException misfit) {
            throw file.invalid("metadata", String.valueOf(misfit.getMessage()), SafeTensorsHeader.DAMAGED);
        }
    }

    private void readWeights(Network network) throws IOException {
        Map<String, Tensor> parameters = new HashMap<>();
        SafeTensorsWriter.tensors(network, parameters::put);
        for (var entry : header.tensors()) {
            @Nullable Tensor tensor = parameters.get(entry.name());
            if (tensor == null) {
                throw new IllegalStateException("checked before: " + entry.name());
            }
            file.floats(tensor.values(), entry.where());
            checkFinite(tensor.values(), entry);
        }
    }

    private void checkFinite(float[] values, TensorEntry entry) throws InvalidFileException {
        for (int i = 0; i < values.length; i++) {
            if (!Float.isFinite(values[i])) {
                throw file.invalid(
                        entry.where() + ", value " + i, "finite weights", values[i] + "", SafeTensorsHeader.DAMAGED);
            }
        }
    }

    private void checkWeights(Network network) throws InvalidFileException {
        String sha256 = Weights.sha256(network);
        if (!sha256.equals(description.weightsSha256())) {
            throw file.invalid(
                    "data", "weights of SHA-256 " + description.weightsSha256(), sha256, SafeTensorsHeader.DAMAGED);
        }
    }
}
