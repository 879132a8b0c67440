package firsthand.formats;

import static firsthand.formats.Examples.forged;
import static firsthand.formats.Examples.withMetadata;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import firsthand.classifier.Classifier;
import firsthand.data.InvalidFileException;
import firsthand.formats.safetensors.SafeTensorsHeader;
import firsthand.formats.safetensors.TensorEntry;
import firsthand.network.Network;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a safetensors file must be, to be a model. */
class ModelRulesTest {
    @TempDir
    Path folder;

    private final Classifier classifier = Examples.classifier(1);

    private static String refusal(Path file) {
        var refusal = catchThrowableOfType(InvalidFileException.class, () -> SafeTensors.load(file));
        assertThat(refusal).hasMessageStartingWith(file + ": ").hasMessageNotContaining("\n");
        return refusal.getMessage().substring(file.toString().length() + 2);
    }

    private String refusalOf(String key, String value) throws Exception {
        return refusal(withMetadata(folder, classifier, metadata -> metadata.put(key, value)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "format_version",
                "architecture",
                "loss",
                "preprocessing",
                "labels",
                "description_sha256",
                "weights_sha256"
            })
    void everyEntryIsThere(String key) throws Exception {
        assertThat(refusal(withMetadata(folder, classifier, metadata -> metadata.remove(key))))
                .startsWith("metadata " + key + ": expected an entry of this name, received none");
    }

    @Test
    void theFormatIsFirsthands() throws Exception {
        assertThat(refusalOf("format", "pt"))
                .isEqualTo("metadata format: expected firsthand, received pt; this is not a model of Firsthand's");
    }

    @Test
    void aNewerVersionAsksForANewerFirsthand() throws Exception {
        assertThat(refusalOf("format_version", "2"))
                .isEqualTo(
                        "metadata format_version: expected 1, received 2; a newer Firsthand wrote the file: update yours");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "01", "1.0", "one", ""})
    void theVersionIsANumber(String version) throws Exception {
        assertThat(refusalOf("format_version", version))
                .startsWith("metadata format_version: expected 1, received " + version + "; the file is damaged");
    }

    @Test
    void theDescriptionIsThatOfItsChecksum() throws Exception {
        Path file = forged(folder, classifier, header -> {
            header.metadata().put("preprocessing", "{\"full_scale\":254}");
            return header;
        });
        assertThat(refusal(file))
                .startsWith(
                        "metadata description_sha256: expected architecture, loss, preprocessing and labels of SHA-256");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    []                                                | architecture: expected an object
                    {                                                 | architecture: expected valid JSON
                    {} x                                              | architecture: expected an input shape and layers
                    {"input":[4]}                                     | architecture: expected an input shape and layers
                    {"layers":[]}                                     | architecture: expected an input shape and layers
                    {"input":4,"layers":[]}                           | architecture at /input: expected an array
                    {"input":[4],"layers":[]}                         | only the tensors of the architecture
                    {"input":[0],"layers":[]}                         | architecture at /input/0: expected a number from 1
                    {"input":[2147483648],"layers":[]}                | architecture at /input/0: expected a number from 1
                    {"input":[4],"input":[4],"layers":[]}             | Duplicate
                    {"input":[4],"layers":[],"seed":1}                | architecture at /seed: expected no field of this name
                    {"input":[4],"layers":[{}]}                       | architecture at /layers/0: expected a layer's type
                    {"input":[4],"layers":[{"type":"conv9d"}]}        | architecture at /layers/0: expected one of the layers [dense
                    {"input":[4],"layers":[{"type":"dense","in":4}]}  | expected sizes [in, out] for a dense layer, received no out
                    {"input":[4],"layers":[{"type":"relu","in":4}]}   | expected sizes [] for a relu layer, received {in=4.0}
                    {"input":[4],"layers":[{"type":"dropout","rate":1e400}]} | expected a finite number, received 1e400
                    {"input":[4],"layers":[{"type":"dense","in":0.5,"out":1}]} | in: a number from 1
                    {"input":[4],"layers":[{"type":"dense","in":0,"out":1}]} | in: a number from 1
                    """)
    void theArchitectureIsOne(String architecture, String expected) throws Exception {
        assertThat(refusalOf("architecture", architecture)).contains(expected);
    }

    @Test
    void anInputHasAnExtent() throws Exception {
        var withoutWeights = Classifier.of(Network.input(2).relu().build(1));
        Path file = withMetadata(
                folder,
                withoutWeights,
                metadata -> metadata.computeIfPresent("architecture", (key, json) -> json.replace("[2]", "[]")));
        assertThat(refusal(file)).startsWith("metadata: Shape: expected at least one extent, received none");
    }

    @Test
    void aNetworkHasALayer() throws Exception {
        var withoutWeights = Classifier.of(Network.input(2).relu().build(1));
        Path file = withMetadata(
                folder, withoutWeights, metadata -> metadata.put("architecture", "{\"input\":[2],\"layers\":[]}"));
        assertThat(refusal(file)).startsWith("metadata: network: expected at least one layer, received none");
    }

    @Test
    void nothingFollowsTheArchitecture() throws Exception {
        assertThat(refusal(withMetadata(
                        folder,
                        classifier,
                        metadata -> metadata.computeIfPresent("architecture", (key, json) -> json + "x"))))
                .startsWith("metadata architecture: expected nothing after the end of the JSON");
    }

    @Test
    void layersFitTogether() throws Exception {
        assertThat(refusal(withMetadata(
                        folder,
                        classifier,
                        metadata -> metadata.computeIfPresent(
                                "architecture", (key, json) -> json.replace("[2,2]", "[2,3]")))))
                .startsWith("metadata: layer 0 (dense): expected an input of 4 values, received shape 2x3");
    }

    @Test
    void layersAreNotLargerThanTheirTensors() throws Exception {
        assertThat(refusal(withMetadata(
                        folder,
                        classifier,
                        metadata -> metadata.computeIfPresent(
                                "architecture", (key, json) -> json.replace("\"out\":3", "\"out\":2000000000")))))
                .startsWith("tensor 0.dense.")
                .contains("2000000000");
    }

    @Test
    void anInputLargerThanMemoryTakesNone() throws Exception {
        assertThat(refusal(withMetadata(
                        folder,
                        classifier,
                        metadata -> metadata.computeIfPresent(
                                "architecture", (key, json) -> json.replace("[2,2]", "[2147483639]")))))
                .contains("expected an input of 4 values, received shape 2147483639");
    }

    @Test
    void everyTensorIsThere() throws Exception {
        assertThat(refusal(renamed("2.dense.bias", "bias")))
                .startsWith("tensor 2.dense.bias: expected shape 2, received no such tensor");
    }

    private Path renamed(String from, String to) throws Exception {
        return forged(folder, classifier, header -> {
            var tensors = header.tensors().stream()
                    .map(tensor -> tensor.name().equals(from)
                            ? new TensorEntry(to, tensor.type(), tensor.shape(), tensor.begin(), tensor.end())
                            : tensor)
                    .toList();
            return new SafeTensorsHeader(tensors, header.metadata());
        });
    }

    @Test
    void noTensorIsLeftOver() throws Exception {
        Path file = forged(folder, classifier, header -> {
            var tensors = new ArrayList<>(header.tensors());
            tensors.add(new TensorEntry("more", TensorEntry.Type.F32, List.of(0L), 0, 0));
            return new SafeTensorsHeader(tensors, header.metadata());
        });
        assertThat(refusal(file)).startsWith("tensor more: expected only the tensors of the architecture");
    }

    @Test
    void aTensorHasTheShapeOfItsParameter() throws Exception {
        Path file = forged(folder, classifier, header -> {
            var tensors = new ArrayList<>(header.tensors());
            var first = tensors.removeFirst();
            tensors.addFirst(new TensorEntry(first.name(), first.type(), List.of(3L, 4L), first.begin(), first.end()));
            return new SafeTensorsHeader(tensors, header.metadata());
        });
        assertThat(refusal(file)).startsWith("tensor 0.dense.weight: expected shape 4x3, received 3x4");
    }

    @Test
    void weightsAreThoseOfTheirChecksum() throws Exception {
        assertThat(refusalOf("weights_sha256", "0".repeat(64)))
                .startsWith("data: expected weights of SHA-256 " + "0".repeat(64) + ", received "
                        + Weights.sha256(classifier.network()));
    }

    @Test
    void weightsSwappedBetweenTensorsOfOneShapeAreNotThoseOfTheirChecksum() throws Exception {
        var square = Classifier.of(Network.input(2).dense(2).dense(2).build(5));
        Path file = forged(folder, square, header -> {
            var tensors = header.tensors().stream()
                    .map(tensor -> new TensorEntry(
                            (tensor.name().startsWith("0") ? "1" : "0")
                                    + tensor.name().substring(1),
                            tensor.type(),
                            tensor.shape(),
                            tensor.begin(),
                            tensor.end()))
                    .toList();
            return new SafeTensorsHeader(tensors, header.metadata());
        });
        assertThat(refusal(file)).startsWith("data: expected weights of SHA-256");
    }

    @ParameterizedTest
    @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY})
    void weightsAreFinite(float value) throws Exception {
        Path file = forged(folder, classifier, header -> {
            classifier.network().parameters().get(2).value().values()[5] = value;
            return header;
        });
        assertThat(refusal(file))
                .startsWith("tensor 2.dense.weight, value 5: expected finite weights, received " + value);
    }

    @Test
    void theLossHasNumbersInItsRange() throws Exception {
        assertThat(refusalOf("loss", "cross-entropy 1.5"))
                .startsWith("metadata loss: cross-entropy: expected a smoothing");
        assertThat(refusalOf("loss", "huber x")).startsWith("metadata loss: expected one of");
    }

    @Test
    void theLossIsKnown() throws Exception {
        assertThat(refusalOf("loss", "hunch")).startsWith("metadata loss: expected one of [cross-entropy, ");
    }

    @Test
    void theLossFitsTheNetwork() throws Exception {
        assertThat(refusalOf("loss", "log-likelihood")).contains("log-likelihood needs probabilities");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "255",
                "{\"full_scale\":0}",
                "{\"full_scale\":-1}",
                "{\"full_scale\":1.5}",
                "{\"full_scale\":\"255\"}",
                "{\"mean\":0}"
            })
    void preprocessingIsAScale(String preprocessing) throws Exception {
        assertThat(refusalOf("preprocessing", preprocessing)).startsWith("metadata preprocessing");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "[1,2]", "[\"no\",null]", "[\"no\",\"yes\"", "[[\"no\"],[\"yes\"]]"})
    void labelsAreStrings(String labels) throws Exception {
        assertThat(refusalOf("labels", labels)).startsWith("metadata labels");
    }

    @Test
    void thereIsALabelForEachOutput() throws Exception {
        assertThat(refusalOf("labels", "[\"no\"]")).contains("expected a name for each of 2 outputs");
    }
}
