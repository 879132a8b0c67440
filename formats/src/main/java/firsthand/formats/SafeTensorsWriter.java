package firsthand.formats;

import firsthand.classifier.Classifier;
import firsthand.data.AtomicFile;
import firsthand.network.Network;
import firsthand.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;

/** From a classifier to a file: nothing is written that could not be read back. */
final class SafeTensorsWriter {
    private SafeTensorsWriter() {}

    static void write(Classifier classifier, Map<String, String> provenance, Path path) throws IOException {
        var network = classifier.network();
        tensors(network, SafeTensorsWriter::checkFinite);
        var metadata = ModelDescription.of(classifier).toMetadata();
        checkProvenance(provenance);
        metadata.putAll(new TreeMap<>(provenance)); // sorted: the same model makes the same bytes
        byte[] header = new SafeTensorsHeader(entries(network), metadata).toBytes();
        AtomicFile.write(path, out -> {
            out.write(header);
            Weights.write(network, out);
        });
    }

    /** Every parameter and buffer under the name of its tensor, in layer order, weights before biases. */
    static void tensors(Network network, BiConsumer<String, Tensor> action) {
        for (int i = 0; i < network.layers().size(); i++) {
            var layer = network.layers().get(i);
            for (var parameter : layer.parameters()) {
                action.accept(LayerDescription.tensorName(i, layer.type(), parameter.name()), parameter.value());
            }
            for (var buffer : layer.buffers()) {
                action.accept(LayerDescription.tensorName(i, layer.type(), buffer.name()), buffer.value());
            }
        }
    }

    private static List<TensorEntry> entries(Network network) {
        List<TensorEntry> entries = new ArrayList<>();
        tensors(network, (name, tensor) -> {
            long begin = entries.isEmpty() ? 0 : entries.getLast().end();
            var shape = Arrays.stream(tensor.shape().extents())
                    .mapToObj(extent -> (long) extent)
                    .toList();
            entries.add(new TensorEntry(name, shape, begin, begin + (long) Float.BYTES * tensor.size()));
        });
        return entries;
    }

    private static void checkFinite(String name, Tensor tensor) {
        for (float value : tensor.values()) {
            if (!Float.isFinite(value)) {
                throw new IllegalArgumentException(
                        "SafeTensors: tensor " + name + ": expected finite weights, received " + value
                                + "; a model that diverged cannot be used: save an earlier one");
            }
        }
    }

    private static void checkProvenance(Map<String, String> provenance) {
        for (String key : provenance.keySet()) {
            if (ModelDescription.KEYS.contains(key)) {
                throw new IllegalArgumentException("SafeTensors: provenance: expected keys other than "
                        + new TreeSet<>(ModelDescription.KEYS) + ", received " + key
                        + "; the file says this of itself: leave it out");
            }
        }
    }
}
