package firsthand.formats.json;

import firsthand.classifier.Classifier;
import firsthand.data.InvalidFileException;
import firsthand.formats.description.DenseStack;
import firsthand.formats.description.ModelContent;
import firsthand.formats.description.StoredTensors;
import firsthand.formats.file.InputFile;
import firsthand.layer.Activation;
import firsthand.layer.Layer;
import firsthand.loss.CrossEntropy;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A network of one hidden layer, written by its parts: {@code {"hidden_layer": {"weights": [[...] one row a neuron],
 * "biases": [[b], ...]}, "output_layer": {...}}}. Whoever writes so means ReLU in the hidden layer and softmax after the
 * last.
 */
record TwoLayers(Part hidden, Part output) {

    /** Whether a model can be written so and be understood by others who read it. */
    static boolean describe(Classifier classifier) {
        var types = classifier.network().layers().stream().map(Layer::type).toList();
        return types.equals(List.of("dense", "relu", "dense")) && classifier.loss() instanceof CrossEntropy;
    }

    /** A layer as it stands in the file: weights of shape out x in, biases of shape out x 1. */
    record Part(String name, JsonArray weights, JsonArray biases) {

        /** Checks the shapes against each other, and gives the numbers of inputs and outputs. */
        private int[] sizes(InputFile file) throws InvalidFileException {
            if (weights.shape().size() != 2) {
                throw invalid(file, "weights", "one array of numbers for each neuron", weights);
            }
            long out = weights.shape().get(0);
            if (!biases.shape().equals(List.of(out, 1L)) && !biases.shape().equals(List.of(out))) {
                throw invalid(file, "biases", "shape " + out + "x1", biases);
            }
            return new int[] {Math.toIntExact(weights.shape().get(1)), Math.toIntExact(out)};
        }

        private InvalidFileException invalid(InputFile file, String what, String expected, JsonArray received) {
            return file.invalid(
                    name + " " + what, expected, "shape " + StoredTensors.shown(received.shape()), InputFile.DAMAGED);
        }
    }

    /** A model that says no more of itself than its weights. */
    ModelContent model(Activation activation, InputFile file) throws IOException {
        int[] first = hidden.sizes(file);
        int[] second = output.sizes(file);
        if (second[0] != first[1]) {
            throw output.invalid(
                    file, "weights", "rows of " + first[1] + ", one for each hidden neuron", output.weights);
        }
        return new DenseStack(List.of(first[0], first[1], second[1]), activation)
                .model((k, biases, values) -> copy(k == 1 ? hidden : output, biases, values), file);
    }

    private static void copy(Part part, boolean biases, float[] values) {
        float[] stored =
                biases ? part.biases.values() : part.weights.transposed().values();
        System.arraycopy(stored, 0, values, 0, values.length);
    }

    /** The same as tensors under the names that they have in our own files. */
    Map<String, JsonArray> tensors(InputFile file) throws InvalidFileException {
        Map<String, JsonArray> tensors = new LinkedHashMap<>();
        put(tensors, "0.dense", hidden, file);
        put(tensors, "2.dense", output, file);
        return tensors;
    }

    private static void put(Map<String, JsonArray> tensors, String name, Part part, InputFile file)
            throws InvalidFileException {
        int[] sizes = part.sizes(file);
        tensors.put(name + ".weight", part.weights.transposed());
        tensors.put(name + ".bias", new JsonArray(List.of((long) sizes[1]), part.biases.values()));
    }
}
