package firsthand.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import firsthand.classifier.Classifier;
import firsthand.data.InvalidFileException;
import firsthand.layer.Activation;
import firsthand.network.Network;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Models go from format to format without losing a bit, and what comes from elsewhere is read as it is meant. */
class ModelsTest {
    private static final Map<String, String> PROVENANCE = Map.of("recipe", "sprint", "options", "--seed\n1");

    @TempDir
    private Path folder;

    private static Stream<Arguments> models() {
        var hidden = Network.input(28, 28).dense(3).relu().dense(10).build(1);
        var deep = Network.input(5).dense(4).tanh().dense(3).sigmoid().dense(2).build(2);
        return Stream.of(
                        Arguments.of("two layers", Classifier.of(hidden)),
                        Arguments.of("dense layers", Classifier.of(deep)),
                        Arguments.of("words", Examples.classifier(3)),
                        Arguments.of("every layer", Examples.everyLayer()))
                .flatMap(model -> Arrays.stream(ModelFormat.values())
                        .map(format -> Arguments.of(model.get()[0], model.get()[1], format)));
    }

    @ParameterizedTest(name = "{0} as {2}")
    @MethodSource("models")
    void aRoundTripKeepsEveryBit(String name, Classifier classifier, ModelFormat format) throws Exception {
        Path before = folder.resolve("before.safetensors");
        Path between = folder.resolve("between" + format.ending());
        Path after = folder.resolve("after.safetensors");
        Models.write(classifier, PROVENANCE, before);
        Models.write(Models.read(before), between);
        Models.write(Models.read(between), after);
        assertThat(after).hasSameBinaryContentAs(before);
    }

    @ParameterizedTest
    @EnumSource
    void theSameModelMakesTheSameBytes(ModelFormat format) throws Exception {
        Path one = folder.resolve("one" + format.ending());
        Path other = folder.resolve("other" + format.ending());
        Models.write(Examples.everyLayer(), PROVENANCE, one);
        Models.write(Examples.everyLayer(), PROVENANCE, other);
        assertThat(one).hasSameBinaryContentAs(other);
    }

    /** {@link DamagedFileTest} and the tests of the ONNX package do the same for the other two formats. */
    @ParameterizedTest
    @EnumSource(names = {"NPZ", "JSON"})
    void aFileCutOffAnywhereIsRefused(ModelFormat format) throws Exception {
        Path file = folder.resolve("cut" + format.ending());
        Models.write(Examples.classifier(1), PROVENANCE, file);
        byte[] bytes = Files.readAllBytes(file);
        int whole = format == ModelFormat.JSON ? bytes.length - 1 : bytes.length; // it ends with a line feed
        for (int length = 0; length < whole; length++) {
            Files.write(file, Arrays.copyOf(bytes, length));
            assertThatThrownBy(() -> Models.read(file))
                    .as("cut off at %d", length)
                    .isExactlyInstanceOf(InvalidFileException.class);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"NPZ", "JSON"})
    void aFlippedBitIsRefusedOrHarmless(ModelFormat format) throws Exception {
        var original = Examples.classifier(1);
        Path file = folder.resolve("flipped" + format.ending());
        Models.write(original, PROVENANCE, file);
        byte[] bytes = Files.readAllBytes(file);
        int refused = 0;
        for (int bit = 0; bit < 8 * bytes.length; bit++) {
            byte[] flipped = bytes.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            Files.write(file, flipped);
            refused += isRefused(file, original, "bit " + bit) ? 1 : 0;
        }
        assertThat(refused).isGreaterThan(4 * bytes.length);
    }

    /** Whether a file is refused; if not, it is the same model. */
    private static boolean isRefused(Path file, Classifier original, String damage) throws Exception {
        ModelFile loaded;
        try {
            loaded = Models.read(file);
        } catch (InvalidFileException refused) {
            assertThat(refused).hasMessageNotContaining("\n");
            return true;
        }
        var network = loaded.classifier().network();
        assertThat(Weights.sha256(network)).as(damage).isEqualTo(Weights.sha256(original.network()));
        assertThat(network.layers().stream().map(layer -> layer.type()))
                .as(damage)
                .isEqualTo(original.network().layers().stream()
                        .map(layer -> layer.type())
                        .toList());
        return false;
    }

    @Test
    void theEndingOfTheNameSaysTheFormat() {
        assertThatThrownBy(() -> Models.write(Examples.classifier(1), PROVENANCE, folder.resolve("model.txt")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageEndingWith(
                        "model.txt: expected a name with one of the endings [.safetensors, .npz, .json, .onnx]");
        assertThat(ModelFormat.of(Path.of("Model.ONNX"))).contains(ModelFormat.ONNX);
    }

    @Test
    void aFileThatSaysItsActivationIsNotContradicted() throws Exception {
        Path file = folder.resolve("model.npz");
        Models.write(Examples.classifier(1), PROVENANCE, file);
        assertThat(Models.read(file, Activation.relu()).classifier().network().layers())
                .hasSize(3);
        assertThatThrownBy(() -> Models.read(file, Activation.sigmoid()))
                .isInstanceOf(InvalidFileException.class)
                .hasMessageEndingWith(
                        "expected hidden layers of sigmoid, received [dense, relu, dense]; the file says so"
                                + " itself: name no activation");
    }

    @Test
    void jsonFromElsewhereHasReluUnlessSomebodySaysOtherwise() throws Exception {
        Path file = json("""
                {"hidden_layer": {"weights": [[1, 2], [-3, 4e-1], [0.5, 0]], "biases": [[0.1], [0.2], [0.3]]},
                 "output_layer": {"weights": [[1, 0, 2], [0, 1, 0.25]], "biases": [[0], [-1]]}}
                """);
        var network = Models.read(file).classifier().network();
        assertThat(network.layers().stream().map(layer -> layer.type())).containsExactly("dense", "relu", "dense");
        var parameters = network.parameters();
        assertThat(parameters.get(0).value().values()).containsExactly(1, -3, 0.5f, 2, 0.4f, 0);
        assertThat(parameters.get(1).value().values()).containsExactly(0.1f, 0.2f, 0.3f);
        assertThat(parameters.get(2).value().values()).containsExactly(1, 0, 0, 1, 2, 0.25f);
        assertThat(parameters.get(3).value().values()).containsExactly(0, -1);
        assertThat(Models.read(file, Activation.tanh())
                        .classifier()
                        .network()
                        .layers()
                        .get(1)
                        .type())
                .isEqualTo("tanh");
    }

    private static Stream<Arguments> brokenJson() {
        String hidden = "\"hidden_layer\": {\"weights\": [[1, 2], [3, 4]], \"biases\": [[0], [0]]}";
        return Stream.of(
                Arguments.of("{" + hidden + "}", "JSON: expected hidden_layer and output_layer"),
                Arguments.of(
                        "{" + hidden + ", \"output_layer\": {\"weights\": [[1, 2, 3]], \"biases\": [[0]]}}",
                        "output_layer weights: expected rows of 2, one for each hidden neuron, received shape 1x3"),
                Arguments.of(
                        "{" + hidden + ", \"output_layer\": {\"weights\": [[1, 2]], \"biases\": [[0], [1]]}}",
                        "output_layer biases: expected shape 1x1, received shape 2x1"),
                Arguments.of(
                        "{" + hidden + ", \"output_layer\": {\"weights\": [[1, 2], [3]], \"biases\": [[0], [1]]}}",
                        "expected arrays of equal length, here 2, received 1"),
                Arguments.of(
                        "{" + hidden + ", \"output_layer\": {\"weights\": [[1, [2]]], \"biases\": [[0]]}}",
                        "expected a number, as before it, received an array"),
                Arguments.of(
                        "{" + hidden + ", \"output_layer\": {\"weights\": [[1, 1e39]], \"biases\": [[0]]}}",
                        "expected a number that float32 can hold, received 1e39"),
                Arguments.of(
                        "{" + hidden + ", \"output_layer\": {\"weights\": [[1, 2]]}}",
                        "expected weights and biases, received no biases"),
                Arguments.of("{" + hidden + ", " + hidden + "}", "expected valid JSON, received Duplicate"),
                Arguments.of("{\"output\": 1}", "expected no field of this name, received output"),
                Arguments.of("{\"tensors\": {}}", "JSON: expected hidden_layer and output_layer"),
                Arguments.of(
                        "{\"tensors\": {\"w\": " + "[".repeat(100_000) + "}}",
                        "expected at most 4 arrays within each other"),
                Arguments.of("{\"tensors\": {\"w\": []}}", "expected one number or more, received an empty array"));
    }

    @ParameterizedTest
    @MethodSource("brokenJson")
    void brokenJsonIsRefusedByNameAndPlace(String text, String message) throws Exception {
        Path file = json(text);
        assertThatThrownBy(() -> Models.read(file))
                .isExactlyInstanceOf(InvalidFileException.class)
                .hasMessageStartingWith(file.toString())
                .hasMessageContaining(message)
                .hasMessageNotContaining("\n");
    }

    /** Found by the fuzzer: the parser took these for another encoding, and failed in a way of its own. */
    @ParameterizedTest
    @ValueSource(strings = {"0001000000000000", "0000feff00000000", "fffe0000", "7b22c328223a317d", "efbbbf7b7d", ""})
    void jsonIsUtf8(String bytes) throws Exception {
        Path file = Files.write(folder.resolve("model.json"), HexFormat.of().parseHex(bytes));
        assertThatThrownBy(() -> Models.read(file))
                .isExactlyInstanceOf(InvalidFileException.class)
                .hasMessageContaining("JSON")
                .hasMessageNotContaining("\n");
    }

    private Path json(String text) throws Exception {
        return Files.writeString(folder.resolve("model.json"), text);
    }

    /** Also what only looks like somebody's weights. */
    @Test
    void weightsOfAnArchiveFitTogether() throws Exception {
        var good = List.of("W1:3x4", "b1:1x4", "W2:4x2", "b2:2");
        assertThat(Models.read(npz(good), Activation.sigmoid())
                        .classifier()
                        .network()
                        .layers())
                .hasSize(3);
        assertThatThrownBy(() -> Models.read(npz(good)))
                .isInstanceOf(InvalidFileException.class)
                .hasMessageEndingWith(
                        "arrays W1, b1, ...: the file does not say what follows its hidden layers; name it:"
                                + " --activation sigmoid, relu or another");
        refusedArrays(
                List.of("W1:4x3", "b1:1x4", "W2:4x2", "b2:1x2"), "array b1: expected shape 1x3, received shape 1x4");
        refusedArrays(
                List.of("W1:3x4", "b1:1x4", "W2:2x4", "b2:1x2"),
                "array W2: expected shape 4 inputs x outputs, received shape 2x4");
        refusedArrays(List.of("W1:3x4", "b1:1x4", "W3:4x2", "b3:1x2"), "of which there is no W2");
        refusedArrays(List.of("W1:3x4", "b1:1x4", "mean:3"), "expected W1, b1, W2, b2, ... and no others");
        refusedArrays(List.of("weights:3x4"), "of which there is no W1");
        refusedArrays(List.of("W1:3", "b1:1x4"), "array W1: expected shape inputs x outputs, received shape 3");
        refusedArrays(List.of("W1:0x4", "b1:1x4"), "array W1: expected shape inputs x outputs, received shape 0x4");
        refusedArrays(List.of(), "of which there is no W1");
    }

    private void refusedArrays(List<String> arrays, String message) throws Exception {
        Path file = npz(arrays);
        assertThatThrownBy(() -> Models.read(file, Activation.sigmoid()))
                .as(arrays.toString())
                .isExactlyInstanceOf(InvalidFileException.class)
                .hasMessageContaining(message);
    }

    private Path npz(List<String> arrays) throws Exception {
        return Archives.write(folder.resolve("model.npz"), arrays);
    }
}
