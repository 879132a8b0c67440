package firsthand.formats;

import static org.assertj.core.api.Assertions.assertThat;

import firsthand.classifier.Classifier;
import firsthand.layer.Layer;
import firsthand.loss.BinaryCrossEntropy;
import firsthand.loss.BinaryCrossEntropyWithLogits;
import firsthand.loss.CrossEntropy;
import firsthand.loss.Hinge;
import firsthand.loss.Huber;
import firsthand.loss.LogLikelihood;
import firsthand.loss.Loss;
import firsthand.loss.MeanAbsoluteError;
import firsthand.loss.MeanSquaredError;
import firsthand.network.Network;
import firsthand.tensor.Shape;
import firsthand.tensor.Tensor;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SafeTensorsRoundTripTest {
    @TempDir
    Path folder;

    private Classifier again(Classifier classifier) throws Exception {
        Path file = folder.resolve("model.safetensors");
        SafeTensors.save(classifier, file);
        return SafeTensors.load(file);
    }

    @Test
    void everyBitOfEveryWeightIsKept() throws Exception {
        var classifier = Examples.everyLayer();

        assertThat(again(classifier).network().parameters())
                .extracting(parameter -> parameter.value())
                .isEqualTo(classifier.network().parameters().stream()
                        .map(parameter -> parameter.value())
                        .toList());
    }

    @Test
    void theBitsOfUnusualNumbersAreKept() throws Exception {
        var classifier = Examples.classifier(1);
        float[] weights = classifier.network().parameters().getFirst().value().values();
        float[] unusual = {-0f, Float.MIN_VALUE, -Float.MIN_NORMAL, Float.MAX_VALUE, Math.nextUp(1f)};
        System.arraycopy(unusual, 0, weights, 0, unusual.length);

        assertThat(again(classifier).network().parameters().getFirst().value().values())
                .isEqualTo(weights)
                .startsWith(unusual);
    }

    @Test
    void aTensorLargerThanTheBufferIsKept() throws Exception {
        var classifier =
                Classifier.of(Network.input(784).dense(128).relu().dense(10).build(3));

        assertThat(Weights.sha256(again(classifier).network())).isEqualTo(Weights.sha256(classifier.network()));
    }

    @Test
    void layersKeepTheirOrder() throws Exception {
        var network = Network.input(3).dense(2).relu().dense(4).tanh().build(1);

        assertThat(again(Classifier.of(network)).network().layers())
                .extracting(Layer::type)
                .containsExactly("dense", "relu", "dense", "tanh");
    }

    @Test
    void theInputKeepsItsShape() throws Exception {
        assertThat(again(Examples.classifier(1)).network().inputShape()).isEqualTo(Shape.of(2, 2));
    }

    @Test
    void classesKeepTheirNames() throws Exception {
        var network = Network.input(1).dense(4).build(1);
        var names = List.of("ankle boot", "\"quoted\"\n", "größe", "\uD83D\uDE00");

        assertThat(again(Classifier.of(network, new CrossEntropy(), names, 1)).classNames())
                .isEqualTo(names);
    }

    @Test
    void theScaleOfTheInputsIsKept() throws Exception {
        assertThat(again(Examples.classifier(1)).fullScale()).isEqualTo(255);
    }

    static Stream<Loss> losses() {
        return Stream.of(
                new CrossEntropy(),
                CrossEntropy.smoothed(0.1),
                new CrossEntropy().withClassWeights(1, 0.3),
                new LogLikelihood(),
                new BinaryCrossEntropy(),
                new BinaryCrossEntropyWithLogits(),
                new MeanSquaredError(),
                new MeanAbsoluteError(),
                new Hinge(),
                new Huber(0.7));
    }

    @ParameterizedTest
    @MethodSource("losses")
    void theLossIsKept(Loss loss) throws Exception {
        var builder = Network.input(3).dense(2);
        var network = (loss.refusal("dense").isEmpty() ? builder : builder.softmax()).build(1);

        assertThat(again(Classifier.of(network, loss)).loss()).isEqualTo(loss);
    }

    @Test
    void predictionsAreTheSame() throws Exception {
        var classifier = Examples.everyLayer();
        var examples = Tensor.zeros(2, 8, 8);
        for (int i = 0; i < examples.size(); i++) {
            examples.values()[i] = i % 7 * 0.25f - 0.5f;
        }

        assertThat(again(classifier).predictAll(examples)).isEqualTo(classifier.predictAll(examples));
    }

    @Test
    void provenanceIsKept() throws Exception {
        Path file = folder.resolve("model.safetensors");
        var provenance = Map.of("recipe", "nnfs", "seed", "42", "", "of no name");

        SafeTensors.save(Examples.classifier(1), provenance, file);

        assertThat(SafeTensors.read(file).provenance()).isEqualTo(provenance);
    }

    @Test
    void metadataSayWhatTheFormatPromises() throws Exception {
        Path file = folder.resolve("model.safetensors");
        var classifier = Examples.classifier(1);
        SafeTensors.save(classifier, Map.of("seed", "42"), file);

        assertThat(SafeTensors.read(file).metadata())
                .containsEntry("format", "firsthand")
                .containsEntry("format_version", "1")
                .containsEntry(
                        "architecture",
                        "{\"input\":[2,2],\"layers\":[{\"type\":\"dense\",\"in\":4,\"out\":3},{\"type\":\"relu\"},"
                                + "{\"type\":\"dense\",\"in\":3,\"out\":2}]}")
                .containsEntry("loss", "cross-entropy")
                .containsEntry("preprocessing", "{\"full_scale\":255}")
                .containsEntry("labels", "[\"no\",\"yes\"]")
                .containsEntry("weights_sha256", Weights.sha256(classifier.network()))
                .containsEntry("seed", "42")
                .containsKey("description_sha256")
                .hasSize(9);
    }
}
