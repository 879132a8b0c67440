package firsthand.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import firsthand.classifier.Classifier;
import firsthand.formats.Models;
import firsthand.formats.SafeTensors;
import firsthand.layer.Activation;
import firsthand.layer.Kernel;
import firsthand.layer.Layer;
import firsthand.layer.Pass;
import firsthand.loss.LogLikelihood;
import firsthand.network.Network;
import firsthand.tensor.Shape;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** {@code firsthand explain} on models of several kinds, with real digits. */
class ExplainTest {
    private static final String MODEL = "model.safetensors";

    @TempDir
    private Path folder;

    private void save(Classifier classifier) throws IOException {
        SafeTensors.save(classifier, folder.resolve(MODEL));
    }

    private Cli explain(String... options) {
        return Cli.run(
                folder,
                Stream.concat(Stream.of("explain", MODEL), Arrays.stream(options))
                        .toArray(String[]::new));
    }

    private void assertRefused(String expected, String... options) {
        var refused = explain(options);
        assertThat(refused.status()).isEqualTo(2);
        assertThat(refused.err()).startsWith("firsthand: ").contains(expected);
        assertThat(refused.err().lines()).hasSize(1);
        assertThat(refused.out()).isEmpty();
        assertThat(folder.resolve("page.html")).doesNotExist();
    }

    @Test
    void oneExampleIsWalkedForwardAndBackward() throws IOException {
        save(Classifier.of(
                Network.input(8, 8).dense(16).relu().dropout(0.5).dense(10).build(1)));
        var text = explain(
                "--index", "3", "--data", "digits", "--weight", "0,20,5", "--html", "page.html", "--images", "images");
        assertThat(text.status()).as(text.err()).isZero();
        assertThat(text.out())
                .contains(
                        "taken for",
                        "FORWARD",
                        "LOSS  cross-entropy",
                        "BACKWARD",
                        "GRADIENT CHECK  layer 0, weight[20,5]")
                .containsPattern("y\\[\\d+] = b\\[\\d+] \\+ x\\[\\d+] w\\[\\d+,\\d+] \\+")
                .containsPattern("\\(\\d+ more: -?\\d")
                .containsPattern("core/src/main/java/firsthand/kernel/ScalarKernels\\.java:\\d+")
                .doesNotContain("\u001b");
        assertThat(folder.resolve("page.html")).content().contains("<details", "explain model.safetensors --index 3");
        try (Stream<Path> images = Files.list(folder.resolve("images"))) {
            assertThat(images.map(file -> file.getFileName().toString()))
                    .contains("input.png", "saliency.png", "evidence-0.png", "evidence-9.png")
                    .hasSize(12);
        }
    }

    @Test
    void programsGetTheSameNumbers() throws IOException {
        save(Classifier.of(Network.input(8, 8)
                .conv2d(3, Kernel.size(3).padding(1))
                .tanh()
                .averagePool2d(2)
                .dense(10)
                .build(1)));
        JsonNode result = explain("--index", "3", "--data", "digits", "--weight", "0,1,2,0,1", "--json")
                .json();
        var prediction = Cli.run(folder, "predict", MODEL, "--index", "3", "--data", "digits", "--json")
                .json()
                .at("/predictions/0");
        for (String field : List.of("source", "label", "actual", "probabilities")) {
            assertThat(result.get(field)).isEqualTo(prediction.get(field));
        }
        assertThat(result.get("loss").asDouble()).isPositive();
        assertThat(result.get("layers")
                        .valueStream()
                        .map(layer -> layer.get("type").asString()))
                .containsExactly("conv2d", "tanh", "average-pool2d", "dense");
        var convolution = result.at("/layers/0");
        assertThat(convolution.propertyNames())
                .contains("index", "type", "formula", "input_shape", "output_shape", "source");
        assertThat(convolution.get("output_shape").toString()).isEqualTo("[8,8,3]");
        assertThat(convolution.get("source").asString()).contains("ScalarConvolution.java:");
        assertThat(convolution.at("/output/count").asInt()).isEqualTo(192);
        var weight = result.get("weight");
        assertThat(weight.get("layer").asInt()).isZero();
        assertThat(weight.get("index").toString()).isEqualTo("[1,2,0,1]");
        assertThat(weight.get("central_difference").asDouble())
                .isCloseTo(weight.get("gradient").asDouble(), within(1e-4));
        assertThat(weight.get("relative_error").asDouble()).isBetween(0.0, 0.05);
    }

    @Test
    void aPictureIsExplainedAsWhatItIsSaidToBe() throws IOException {
        save(Classifier.of(Network.input(28, 28).dense(10).build(1)));
        var picture = new BufferedImage(28, 28, BufferedImage.TYPE_BYTE_GRAY);
        for (int y = 4; y < 24; y++) {
            picture.getRaster().setSample(14, y, 0, 255);
        }
        ImageIO.write(picture, "png", folder.resolve("one.png").toFile());
        var unlabelled = explain("one.png", "--json").json();
        assertThat(unlabelled.get("source").asString()).isEqualTo("one.png");
        assertThat(unlabelled.has("actual")).isFalse();
        var labelled = explain("one.png", "--label", "1", "--json").json();
        assertThat(labelled.get("actual").asString()).isEqualTo("1");
        assertThat(labelled.get("probabilities")).isEqualTo(unlabelled.get("probabilities"));
    }

    @Test
    void aModelOfAnotherShapeIsExplainedOnDataThatFits() throws IOException {
        Files.writeString(
                folder.resolve("tiny.csv"), "0,5,3,1,9\n1,6,2,4,1\n0,5,4,1,8\n1,7,3,5,2\n0,4,3,1,9\n1,6,3,5,1\n");
        var trained =
                Cli.run(folder, "train", "--data", "tiny.csv", "--hidden", "4", "--iterations", "3", "--out", "run");
        assertThat(trained.status()).as(trained.err()).isZero();
        Files.copy(folder.resolve("run").resolve(MODEL), folder.resolve(MODEL));
        var text = explain("--index", "0", "--html", "page.html", "--images", "images");
        assertThat(text.status()).as(text.err()).isZero();
        assertThat(text.out()).contains("layer 0  dense  2x2 -> 4").contains("LOSS");
        Files.delete(folder.resolve("page.html"));
        assertRefused("expected an example of shape", "--index", "0", "--data", "digits");
    }

    @Test
    void badInputIsRefusedBeforeAnythingIsWritten() throws IOException {
        save(Classifier.of(Network.input(8, 8).dense(10).build(1)));
        String[] example = {"--data", "digits", "--html", "page.html", "--index", "3"};
        assertRefused("explain: expected a picture or --index N, received neither");
        assertRefused("received both", "one.png", "--index", "3");
        assertRefused(
                "--index: expected a number from 0 to 358",
                "--index",
                "359",
                "--data",
                "digits",
                "--html",
                "page.html");
        assertRefused("--index: expected a number from 0", "--index", "-1", "--data", "digits");
        assertRefused("expected a model of input shape 28x28 for pictures, received 8x8", "one.png");
        assertRefused("expected a place within the 64x10 weights", with(example, "--weight", "0,64,0"));
        assertRefused("--weight: expected a layer from 0 to 0, received 1", with(example, "--weight", "1,0,0"));
        assertRefused("--weight: expected LAYER,I,J", with(example, "--weight", "first"));
        assertRefused("expected one of the classes", with(example, "--label", "horse"));
    }

    private static String[] with(String[] options, String... more) {
        return Stream.concat(Arrays.stream(options), Arrays.stream(more)).toArray(String[]::new);
    }

    /** A layer that model files do not know, so that they say which they do. */
    private record Unknown() implements Layer {
        @Override
        public String type() {
            return "unknown";
        }

        @Override
        public Shape outputShape(Shape input) {
            return input;
        }

        @Override
        public void forward(Pass pass, int from, int to) {}

        @Override
        public void backward(Pass pass, int from, int to) {}
    }

    private List<String> typesOfModelFiles() {
        var network = Network.input(4).layer(new Unknown()).dense(2).build(1);
        var refusal = Assertions.catchThrowable(
                () -> Models.write(Classifier.of(network), Map.of(), folder.resolve("unknown.safetensors")));
        var names = Pattern.compile("\\[(.*?)]").matcher(refusal.getMessage());
        assertThat(names.find()).isTrue();
        return List.of(names.group(1).split(", "));
    }

    /** A new layer goes into one of these networks, and into Lessons. */
    @Test
    void everyLayerThatModelFilesKnowIsExplained() throws IOException {
        var networks = List.of(
                Network.input(8, 8)
                        .conv2d(4, Kernel.size(3).padding(1))
                        .batchNorm()
                        .relu()
                        .residual(body ->
                                body.conv2d(4, Kernel.size(3).padding(1)).gelu())
                        .maxPool2d(2)
                        .layer(Activation.leakyRelu())
                        .averagePool2d(2)
                        .silu()
                        .globalAveragePool()
                        .dense(10)
                        .softmax()
                        .build(1),
                Network.input(8, 8)
                        .flatten()
                        .dense(6)
                        .layerNorm()
                        .sigmoid()
                        .dense(6)
                        .tanh()
                        .dropout(0.2)
                        .dense(6)
                        .elu()
                        .dense(6)
                        .softplus()
                        .layer(Activation.identity())
                        .dense(10)
                        .logSoftmax()
                        .build(1));
        Stream<JsonNode> layers = Stream.empty();
        for (var network : networks) {
            boolean probabilities = network.layers().getLast().type().equals("softmax");
            save(probabilities ? Classifier.of(network, new LogLikelihood()) : Classifier.of(network));
            layers = Stream.concat(
                    layers,
                    explain("--index", "3", "--data", "digits", "--json")
                            .json()
                            .get("layers")
                            .valueStream());
        }
        var all = layers.toList();
        assertThat(all).allSatisfy(layer -> {
            assertThat(layer.get("formula").asString()).startsWith("y");
            assertThat(layer.get("lines")).isNotEmpty();
            assertThat(layer.get("gradient_lines")).isNotEmpty();
        });
        assertThat(all.stream().map(layer -> layer.get("type").asString()))
                .as("add every layer to ExplainTest, and to Lessons")
                .containsAll(typesOfModelFiles());
    }
}
