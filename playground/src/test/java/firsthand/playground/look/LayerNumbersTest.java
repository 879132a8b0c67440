package firsthand.playground.look;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import firsthand.classifier.Classifier;
import firsthand.layer.Dense;
import firsthand.playground.message.Json;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class LayerNumbersTest {
    private Classifier classifier;

    @BeforeEach
    void train() throws Exception {
        classifier = Trained.dense();
    }

    @Test
    void areTheNormsOfWeightsAndGradients() throws Exception {
        var batch = Trained.batch(classifier, 20);
        var told = read(
                LayerNumbers.of(classifier.network()).look(Optional.of(batch)).toList());
        double weights = 0;
        double gradients = 0;
        for (var parameter : classifier.network().layers().get(2).parameters()) {
            for (int i = 0; i < parameter.value().size(); i++) {
                weights += Math.pow(parameter.value().values()[i], 2);
                gradients += Math.pow(parameter.gradient().values()[i], 2);
            }
        }

        assertThat(told.get(2).get("weightNorm").asDouble()).isCloseTo(Math.sqrt(weights), within(1e-12));
        assertThat(told.get(2).get("gradientNorm").asDouble()).isCloseTo(Math.sqrt(gradients), within(1e-12));
    }

    @Test
    void tellHowFarAStepMovesTheWeights() {
        var before = LayerNumbers.before(classifier.network());
        for (var parameter : classifier.network().layers().get(2).parameters()) {
            for (int i = 0; i < parameter.value().size(); i++) {
                parameter.value().values()[i] *= 2;
            }
        }
        var told = read(before.look(Optional.empty()).toList());

        assertThat(told.get(0).get("updateRatio").asDouble()).isZero();
        assertThat(told.get(2).get("updateRatio").asDouble()).isCloseTo(0.5, within(1e-12));
    }

    @Test
    void countTheUnitsThatGaveNothingForTheWholeBatch() throws Exception {
        var first = (Dense) classifier.network().layers().getFirst();
        Arrays.fill(first.bias().value().values(), 1e6f);
        first.bias().value().values()[3] = -1e6f;
        first.bias().value().values()[9] = -1e6f;

        assertThat(dead()).isEqualTo(2);
    }

    @Test
    void leaveOutWhatIsNotKnown() {
        var told = read(
                LayerNumbers.of(classifier.network()).look(Optional.empty()).toList());

        assertThat(told.get(0).propertyNames()).containsExactly("index", "weightNorm");
        assertThat(told.get(1).propertyNames()).containsExactly("index");
    }

    private int dead() throws Exception {
        var batch = Trained.batch(classifier, 100);
        return read(LayerNumbers.of(classifier.network())
                        .look(Optional.of(batch))
                        .toList())
                .get(1)
                .get("dead")
                .asInt();
    }

    private static List<JsonNode> read(List<Json> layers) {
        return layers.stream().map(Trained::read).toList();
    }
}
