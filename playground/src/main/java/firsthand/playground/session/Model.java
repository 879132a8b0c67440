package firsthand.playground.session;

import firsthand.classifier.Classifier;
import firsthand.data.Dataset;
import firsthand.settings.Settings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A network that can be looked into, and the examples that it can be asked about.
 *
 * @param classifier the network, its loss and what its classes are called
 * @param parts the examples that there are
 */
record Model(Classifier classifier, Map<Part, Dataset> parts) {

    /** Keeps a copy of the map. */
    Model {
        parts = Map.copyOf(parts);
    }

    /** A model whose network is about to learn. */
    static Model of(Classifier classifier, Dataset train, Optional<Dataset> validation, Dataset test) {
        var parts = new LinkedHashMap<>(Map.of(Part.TRAIN, train, Part.TEST, test));
        validation.ifPresent(data -> parts.put(Part.VALIDATION, data));
        return new Model(classifier, parts);
    }

    /**
     * The examples of a part.
     *
     * @throws IllegalArgumentException if there are none
     */
    Dataset part(Part part) {
        var data = parts.get(part);
        if (parts.isEmpty()) {
            throw new IllegalArgumentException("part: expected a data set that suits the network, received none; build"
                    + " on one, then open the file again");
        }
        if (data == null) {
            throw new IllegalArgumentException(
                    "part: expected one of the parts that this run has, " + parts.keySet() + ", received " + part);
        }
        return data;
    }

    /** Whether there are examples of that part. */
    boolean has(Part part) {
        return parts.containsKey(part);
    }

    /** A copy of all that training has made of the network: parameters, then buffers, layer by layer. */
    List<float[]> weights() {
        return classifier.network().state().stream()
                .map(parameter -> parameter.value().values().clone())
                .toList();
    }

    /**
     * The same with a network of its own, which has these weights.
     *
     * @param data what the settings made the network for
     */
    Model copy(Settings settings, Dataset data, List<float[]> weights) {
        var network = settings.network(data);
        var state = network.state();
        for (int i = 0; i < weights.size(); i++) {
            float[] values = weights.get(i);
            System.arraycopy(values, 0, state.get(i).value().values(), 0, values.length);
        }
        return new Model(
                Classifier.of(network, classifier.loss(), classifier.classNames(), classifier.fullScale()), parts);
    }
}
