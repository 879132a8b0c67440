package firsthand.formats;

import firsthand.classifier.Classifier;
import firsthand.formats.description.NetworkState;
import firsthand.formats.file.InputFile;
import firsthand.formats.file.Sha256;
import firsthand.formats.safetensors.SafeTensorsHeader;
import firsthand.formats.safetensors.TensorEntry;
import firsthand.layer.Activation;
import firsthand.layer.Kernel;
import firsthand.loss.LogLikelihood;
import firsthand.network.Network;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Small models, and files that are not quite what a model was saved as. */
final class Examples {
    private Examples() {}

    /** Of 2x2 inputs, 3 hidden units and 2 classes; the seed draws its weights. */
    static Classifier classifier(long seed) {
        var network = Network.input(2, 2).dense(3).relu().dense(2).build(seed);
        return Classifier.of(network, Classifier.of(network).loss(), List.of("no", "yes"), 255);
    }

    /** Every kind of layer that model files know. */
    static Classifier everyLayer() {
        var network = Network.input(8, 8)
                .conv2d(4, Kernel.size(3, 2).padding(1).stride(2).dilation(1).groups(1))
                .layer(Activation.leakyRelu(0.02))
                .batchNorm()
                .residual(body -> body.conv2d(4, Kernel.size(3).padding(1).groups(2))
                        .layer(Activation.elu(0.7))
                        .dropout(0.1))
                .maxPool2d(2, 1, 1)
                .averagePool2d(2)
                .layer(Activation.gelu())
                .layer(Activation.silu())
                .layer(Activation.softplus())
                .layer(Activation.identity())
                .flatten()
                .dense(4)
                .relu()
                .layerNorm()
                .dense(4)
                .sigmoid()
                .dense(4)
                .tanh()
                .dense(3)
                .softmax()
                .build(1);
        return Classifier.of(network, new LogLikelihood());
    }

    /** The file of a classifier, with its metadata changed and the checksum of its description made right again. */
    static Path withMetadata(Path folder, Classifier classifier, Consumer<Map<String, String>> change)
            throws IOException {
        return forged(folder, classifier, header -> {
            var metadata = new LinkedHashMap<>(header.metadata());
            change.accept(metadata);
            rehash(metadata);
            return new SafeTensorsHeader(header.tensors(), metadata);
        });
    }

    private static void rehash(Map<String, String> metadata) {
        if (metadata.containsKey("description_sha256")) {
            var described = List.of("architecture", "loss", "preprocessing", "labels");
            metadata.put(
                    "description_sha256",
                    Sha256.of(described.stream()
                            .map(key -> metadata.getOrDefault(key, ""))
                            .toList()));
        }
    }

    interface Change {
        SafeTensorsHeader apply(SafeTensorsHeader header);
    }

    /** The file of a classifier with another header. */
    static Path forged(Path folder, Classifier classifier, Change change) throws IOException {
        Path file = folder.resolve("model.safetensors");
        SafeTensors.save(classifier, Map.of("seed", "7"), file);
        SafeTensorsHeader header;
        try (var in = InputFile.open(file)) {
            header = SafeTensorsHeader.read(in, TensorEntry.Type.F32);
        }
        var out = new ByteArrayOutputStream();
        out.write(change.apply(header).toBytes());
        NetworkState.write(classifier.network(), out);
        return Files.write(file, out.toByteArray());
    }
}
