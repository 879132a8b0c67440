package firsthand.playground.look;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import firsthand.classifier.Classifier;
import firsthand.network.Workspace;
import firsthand.playground.look.Pictures.Show;
import firsthand.tensor.Shape;
import firsthand.tensor.Tensor;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class PicturesTest {
    private static final int EXAMPLES = 64;

    private static Classifier dense;
    private static Classifier convolutional;

    @BeforeAll
    static void train() throws Exception {
        dense = Trained.dense();
        convolutional = Trained.convolutional();
    }

    @Test
    void showWhatEachUnitOfAnImageMultipliesItBy() {
        var items = look(dense, Optional.empty(), 0, Show.WEIGHTS, 100).get("items");
        var weights = UnitWeights.of(dense.network(), 0).orElseThrow();

        assertThat(items.size()).isEqualTo(16);
        for (int unit = 0; unit < 16; unit++) {
            assertShows(items.get(unit), weights.weights(unit));
        }
    }

    @Test
    void showTheGradientsOfTheSame() throws Exception {
        var items = look(dense, Optional.of(Trained.batch(dense, EXAMPLES)), 0, Show.GRADIENTS, 100)
                .get("items");

        assertShows(
                items.get(3), UnitWeights.of(dense.network(), 0).orElseThrow().gradients(3));
        assertThat(items.get(3).get("scale").floatValue()).isPositive();
    }

    @Test
    void showTheAnswerOfAUnitToEachExample() throws Exception {
        Workspace batch = Trained.batch(dense, EXAMPLES);
        var items = look(dense, Optional.of(batch), 1, Show.ACTIVATIONS, 100).get("items");
        var unit = Tensor.zeros(EXAMPLES);
        for (int i = 0; i < EXAMPLES; i++) {
            unit.values()[i] = batch.pass(1).y().at(i, 4);
        }

        assertShows(items.get(4), unit);
        assertThat(items.get(4).get("width").asInt()).isEqualTo(8);
    }

    @Test
    void showTheImageThatAChannelMakesOfTheFirstExample() throws Exception {
        Workspace batch = Trained.batch(convolutional, 8);
        var items = look(convolutional, Optional.of(batch), 1, Show.ACTIVATIONS, 100)
                .get("items");
        var channel = Tensor.zeros(26, 26);
        for (int i = 0; i < channel.size(); i++) {
            channel.values()[i] = batch.pass(1).y().at(0, i / 26, i % 26, 3);
        }

        assertThat(items.size()).isEqualTo(5);
        assertShows(items.get(3), channel);
    }

    @Test
    void showWhatADenseLayerSeesAsTheImageThatItWas() {
        assertThat(UnitWeights.of(convolutional.network(), 4).orElseThrow().shape())
                .isEqualTo(Shape.of(13, 13, 5));
        assertThat(UnitWeights.of(dense.network(), 2).orElseThrow().shape()).isEqualTo(Shape.of(16));
    }

    @Test
    void showTheGradientOfTheOutputWhereThereAreNoWeights() throws Exception {
        Workspace batch = Trained.batch(dense, EXAMPLES);
        var items = look(dense, Optional.of(batch), 1, Show.GRADIENTS, 100).get("items");
        var unit = Tensor.zeros(EXAMPLES);
        for (int i = 0; i < EXAMPLES; i++) {
            unit.values()[i] = batch.pass(1).dy().at(i, 4);
        }

        assertShows(items.get(4), unit);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 1, 15, 16, 17, 1_000_000})
    void areAsManyAsAskedForAndNoMoreThanUnits(int count) {
        assertThat(look(dense, Optional.empty(), 0, Show.WEIGHTS, count)
                        .get("items")
                        .size())
                .isEqualTo(Math.clamp(count, 0, 16));
    }

    @ParameterizedTest
    @CsvSource({"1, WEIGHTS", "0, GRADIENTS", "0, ACTIVATIONS"})
    void areNoneWhereThereIsNothingToShow(int layer, Show show) {
        assertThat(look(dense, Optional.empty(), layer, show, 100).get("items").isEmpty())
                .isTrue();
    }

    @Test
    void refuseLayersThatDoNotExist() {
        assertThatThrownBy(() -> look(dense, Optional.empty(), 3, Show.WEIGHTS, 100))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("layer: expected the number of a layer, from 0 to 2, received 3");
    }

    @Test
    void areCalledByTheWordsOfThePage() {
        assertThat(Show.of("gradients")).isEqualTo(Show.GRADIENTS);
        assertThatThrownBy(() -> Show.of("Weights")).isInstanceOf(IllegalArgumentException.class);
    }

    private static JsonNode look(Classifier classifier, Optional<Workspace> batch, int layer, Show show, int count) {
        return Trained.read(Pictures.look(classifier.network(), batch, layer, show, count));
    }

    private static void assertShows(JsonNode item, Tensor numbers) {
        assertThat(Trained.bytes(item.get("values")))
                .isEqualTo(SignedPicture.of(numbers).values());
        assertThat(item.get("scale").floatValue()).isEqualTo(SignedPicture.largest(numbers));
    }
}
