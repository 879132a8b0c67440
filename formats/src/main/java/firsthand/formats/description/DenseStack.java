package firsthand.formats.description;

import firsthand.classifier.Classifier;
import firsthand.data.InvalidFileException;
import firsthand.formats.file.InputFile;
import firsthand.initializer.Initializer;
import firsthand.layer.Activation;
import firsthand.layer.Dense;
import firsthand.network.Network;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * A network as people write it by hand: dense layers, one activation between them, softmax after the last. Files from
 * elsewhere often hold the weights of one and no word about the rest.
 *
 * @param widths the number of inputs, then the outputs of each layer
 * @param hidden what follows every layer but the last
 */
public record DenseStack(List<Integer> widths, Activation hidden) {
    private static final int MOST_LAYERS = 1000;

    /** Keeps a copy of {@code widths}. */
    public DenseStack {
        widths = List.copyOf(widths);
    }

    /** Where the numbers come from. */
    public interface StoredWeights {
        /** Fills {@code values}, row-major, with the weights or the biases of layer {@code k}, counted from 1. */
        void read(int k, boolean biases, float[] values) throws IOException;
    }

    /**
     * The model with the weights of a file, in which there are as many as the widths ask for.
     *
     * @throws InvalidFileException if it does not fit memory, or its weights are not finite
     */
    public ModelContent model(StoredWeights weights, InputFile file) throws IOException {
        if (widths.size() > MOST_LAYERS) {
            throw file.invalid("layers", "at most " + MOST_LAYERS, widths.size() + "", InputFile.DAMAGED);
        }
        file.checkMemory(size());
        var classifier = Classifier.of(network());
        int k = 0;
        for (var layer : classifier.network().layers()) {
            if (layer instanceof Dense dense) {
                k++;
                weights.read(k, false, dense.weight().value().values());
                weights.read(k, true, dense.bias().value().values());
            }
        }
        try {
            return ModelContent.of(classifier, Map.of());
        } catch (IllegalArgumentException notFinite) {
            throw file.invalid("weights", String.valueOf(notFinite.getMessage()), InputFile.DAMAGED);
        }
    }

    private long size() {
        long size = 0;
        for (int k = 1; k < widths.size(); k++) {
            size += (widths.get(k - 1) + 1L) * widths.get(k);
        }
        return size;
    }

    private Network network() {
        var builder = Network.input(widths.getFirst());
        for (int k = 1; k < widths.size(); k++) {
            if (k > 1) {
                builder.layer(hidden);
            }
            builder.dense(widths.get(k), Initializer.zeros(), Initializer.zeros());
        }
        return builder.build(0); // nothing is drawn: everything begins at zero
    }
}
