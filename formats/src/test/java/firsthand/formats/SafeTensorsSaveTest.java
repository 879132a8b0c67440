package firsthand.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import firsthand.classifier.Classifier;
import firsthand.layer.Layer;
import firsthand.layer.Pass;
import firsthand.loss.Loss;
import firsthand.network.Network;
import firsthand.tensor.Shape;
import firsthand.tensor.Tensor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SafeTensorsSaveTest {
    @TempDir
    Path folder;

    private record Scale(String type) implements Layer {
        @Override
        public Shape outputShape(Shape input) {
            return input;
        }

        @Override
        public void forward(Pass pass, int from, int to) {}

        @Override
        public void backward(Pass pass, int from, int to) {}
    }

    private record Hinge(String name) implements Loss {
        @Override
        public void evaluate(
                Tensor output, Tensor target, Tensor gradient, double[] losses, int examples, int from, int to) {}
    }

    private void assertRefused(Classifier classifier, Map<String, String> provenance, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SafeTensors.save(classifier, provenance, folder.resolve("model.safetensors")))
                .withMessageContaining(message);
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void aLayerThatFilesDoNotKnowIsNamedBeforeAnythingIsWritten() {
        var network = Network.input(2).dense(2).layer(new Scale("scale")).build(1);
        assertRefused(Classifier.of(network), Map.of(), "layer 1: expected one of [dense, conv2d, ");
    }

    @Test
    void aLayerThatOnlyBearsAKnownNameIsRefused() {
        var network = Network.input(2).dense(2).layer(new Scale("relu")).build(1);
        assertRefused(Classifier.of(network), Map.of(), "received relu (" + Scale.class.getName() + ")");
    }

    @Test
    void aLossThatFilesDoNotKnowIsRefused() {
        var network = Network.input(2).dense(2).build(1);
        assertRefused(
                Classifier.of(network, new Hinge("cross-entropy")), Map.of(), "loss: expected one of [cross-entropy, ");
    }

    @Test
    void weightsThatAreNotFiniteAreRefused() {
        var classifier = Examples.classifier(1);
        classifier.network().parameters().get(1).value().values()[2] = Float.NaN;
        assertRefused(classifier, Map.of(), "tensor 0.dense.bias: expected finite weights, received NaN");
    }

    @Test
    void provenanceMayNotPassForTheFormatsOwnEntries() {
        assertRefused(Examples.classifier(1), Map.of("labels", "[]"), "received labels");
    }

    @Test
    void provenanceThatCouldNotBeReadBackIsRefused() {
        assertRefused(Examples.classifier(1), Map.of("log", "x".repeat(1_000_000)), "shorten the provenance");
    }

    @Test
    void provenanceOfHalfCharactersIsRefused() {
        assertRefused(Examples.classifier(1), Map.of("log", "\uD83D"), "half a character");
    }

    @Test
    void provenanceNearTheLimitCanBeReadBack() throws Exception {
        Path file = folder.resolve("model.safetensors");
        var provenance = Map.of("log", "x".repeat(990_000), "n".repeat(5_000), "");
        SafeTensors.save(Examples.classifier(1), provenance, file);
        assertThat(SafeTensors.read(file).provenance()).isEqualTo(provenance);
    }

    @Test
    void theSameModelMakesTheSameBytes() throws Exception {
        Map<String, String> ascending = new LinkedHashMap<>();
        Map<String, String> descending = new LinkedHashMap<>();
        IntStream.range(0, 20).forEach(i -> ascending.put("key" + i, ""));
        IntStream.range(0, 20).forEach(i -> descending.put("key" + (19 - i), ""));

        SafeTensors.save(Examples.classifier(1), ascending, folder.resolve("a"));
        SafeTensors.save(Examples.classifier(1), descending, folder.resolve("b"));

        assertThat(folder.resolve("a")).hasSameBinaryContentAs(folder.resolve("b"));
    }

    @Test
    void aModelThatWasLoadedIsSavedAsTheSameBytes() throws Exception {
        SafeTensors.save(Examples.everyLayer(), Map.of("seed", "1"), folder.resolve("a"));
        var loaded = SafeTensors.read(folder.resolve("a"));

        SafeTensors.save(loaded.classifier(), loaded.provenance(), folder.resolve("b"));

        assertThat(folder.resolve("a")).hasSameBinaryContentAs(folder.resolve("b"));
    }

    @Test
    void tensorsBeginAtAMultipleOfEightBytes() throws Exception {
        for (int i = 0; i < 8; i++) {
            Path file = folder.resolve("model" + i);
            SafeTensors.save(Examples.classifier(1), Map.of("log", "x".repeat(i)), file);
            long length = ByteBuffer.wrap(Files.readAllBytes(file))
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .getLong();
            assertThat(length % 8).isZero();
        }
    }

    @Test
    void tensorsLieInLayerOrder() throws Exception {
        Path file = folder.resolve("model");
        SafeTensors.save(Examples.classifier(1), file);
        assertThat(Files.readString(file, StandardCharsets.ISO_8859_1))
                .contains("\"0.dense.weight\":{\"dtype\":\"F32\",\"shape\":[4,3],\"data_offsets\":[0,48]},"
                        + "\"0.dense.bias\":{\"dtype\":\"F32\",\"shape\":[3],\"data_offsets\":[48,60]},"
                        + "\"2.dense.weight\":{\"dtype\":\"F32\",\"shape\":[3,2],\"data_offsets\":[60,84]},"
                        + "\"2.dense.bias\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[84,92]}}");
    }

    @Test
    void anOlderFileIsReplaced() throws Exception {
        Path file = folder.resolve("model");
        SafeTensors.save(Examples.classifier(1), Map.of("log", "x".repeat(1000)), file);
        SafeTensors.save(Examples.classifier(2), file);
        assertThat(SafeTensors.load(file).network().parameters().getFirst().value())
                .isEqualTo(
                        Examples.classifier(2).network().parameters().getFirst().value());
    }

    @Test
    void aSaveThatFailsLeavesTheFolderAsItWas() throws Exception {
        Files.createDirectories(folder.resolve("model/a folder in its place"));

        assertThatThrownBy(() -> SafeTensors.save(Examples.classifier(1), folder.resolve("model")))
                .isInstanceOf(IOException.class);

        assertThat(folder.toFile().list()).containsExactly("model");
    }

    @Test
    void manySavesAtOnceLeaveOneWholeFileAtEveryMoment() throws Exception {
        Path file = folder.resolve("model");
        SafeTensors.save(Examples.classifier(0), file);
        List<Future<?>> work = new ArrayList<>();
        try (var threads = Executors.newFixedThreadPool(8)) {
            for (int i = 0; i < 64; i++) {
                long seed = i;
                work.add(threads.submit(() -> {
                    SafeTensors.save(Examples.classifier(seed), file);
                    return SafeTensors.load(file);
                }));
            }
        }
        for (var done : work) {
            done.get(); // throws what the thread threw
        }
        assertThat(folder.toFile().list()).containsExactly("model");
    }
}
