package firsthand.playground.look;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import firsthand.classifier.Classifier;
import firsthand.data.Dataset;
import firsthand.datasets.DigitImage.Stage;
import firsthand.playground.message.Json;
import firsthand.tensor.Tensor;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class DrawingTest {
    private static Dataset digits;
    private static Classifier classifier;

    @BeforeAll
    static void train() throws Exception {
        digits = Trained.digits();
        classifier = Trained.dense();
    }

    @Test
    void isBlankWhereNothingIsDrawn() {
        var blank = Drawing.look(classifier, digits, new Pad(20, 20, new byte[400]), Stage.ALL, 5);

        assertThat(blank).hasToString("{\"blank\":true}");
    }

    @Test
    void isReadAsTheClassifierReadsIt() throws Exception {
        for (int i = 0; i < 20; i++) {
            var told = look(i, 0);
            var prediction =
                    classifier.predict(pad(i).example(classifier.network().inputShape(), Stage.ALL));

            assertThat(told.get("label").asString()).isEqualTo(prediction.label());
            assertThat(told.get("probabilities").valueStream().map(JsonNode::asDouble))
                    .isEqualTo(prediction.probabilities());
        }
    }

    @Test
    void tellsItsStagesInTheirOrder() {
        var stages = look(7, 0).get("stages");

        assertThat(stages.valueStream().map(stage -> stage.get("name").asString()))
                .containsExactly("ink", "crop", "box", "centre");
        assertThat(stages.get(0).get("width").asInt()).isEqualTo(28);
        assertThat(Math.max(
                        stages.get(2).get("width").asInt(),
                        stages.get(2).get("height").asInt()))
                .isEqualTo(20);
        assertThat(stages.get(3).get("pixels"))
                .isEqualTo(look(7, 0).get("input").get("pixels"));
    }

    @Test
    void tellsWhatEveryLayerMakesOfIt() throws Exception {
        var layers = look(7, 0).get("layers");
        var network = classifier.network();
        var workspace = network.workspace(1, false, false);
        var example = pad(7).example(network.inputShape(), Stage.ALL);
        network.forward(Tensor.of(network.inputShape().batch(1), example.values()), workspace);

        assertThat(layers.size()).isEqualTo(3);
        for (int i = 0; i < 3; i++) {
            var activations = layers.get(i).get("activations");
            float scale = activations.get("scale").floatValue();
            byte[] values = Trained.bytes(activations.get("values"));
            float[] y = workspace.pass(i).y().values();
            for (int unit = 0; unit < y.length; unit++) {
                assertThat((int) values[unit]).isEqualTo(Math.round(127 * (y[unit] / scale)));
            }
        }
        assertThat(layers.get(0).get("shape").get(0).asInt()).isEqualTo(16);
    }

    @Test
    void findsTheExamplesOfTheSmallestDistance() {
        for (int i = 0; i < 10; i++) {
            var image = digits.example(6000 - 1 - i);
            var smallest = IntStream.range(0, digits.size())
                    .boxed()
                    .sorted(Comparator.comparingDouble(other -> squared(image.values(), other)))
                    .limit(7)
                    .toList();
            List<Integer> told = Nearest.look(digits, image, 7)
                    .map(Trained::read)
                    .map(each -> each.get("index").asInt())
                    .toList();

            assertThat(told).isEqualTo(smallest);
        }
    }

    @Test
    void isNoDistanceFromItself() {
        Json nearest = Nearest.look(digits, digits.example(42), 1).findFirst().orElseThrow();

        assertThat(Trained.read(nearest).get("index").asInt()).isEqualTo(42);
        assertThat(Trained.read(nearest).get("distance").asDouble()).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 3, 1_000_000})
    void tellsSoManyNeighboursWithinReason(int count) {
        assertThat(look(7, count).get("nearest").size()).isEqualTo(Math.clamp(count, 0, 50));
    }

    @Test
    void readsTheStagesThatAreOn() {
        assertThat(Drawing.stages("ink,box")).isEqualTo(EnumSet.of(Stage.INK, Stage.BOX));
        assertThat(Drawing.stages("")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"INK", "ink,", "ink;box", "all"})
    void refusesStagesThatDoNotExist(String text) {
        assertThatThrownBy(() -> Drawing.stages(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("stages: expected", text);
    }

    private static JsonNode look(int i, int nearest) {
        return Trained.read(Drawing.look(classifier, digits, pad(i), Stage.ALL, nearest));
    }

    /** A digit of the data as somebody would draw it, black on white. */
    private static Pad pad(int i) {
        var pixels = new byte[28 * 28];
        for (int k = 0; k < pixels.length; k++) {
            pixels[k] = (byte) (255 - Math.round(255 * digits.example(i).values()[k]));
        }
        return new Pad(28, 28, pixels);
    }

    private static double squared(float[] image, int other) {
        float[] values = digits.example(other).values();
        double sum = 0;
        for (int k = 0; k < image.length; k++) {
            sum += Math.pow(image[k] - values[k], 2);
        }
        return sum;
    }
}
