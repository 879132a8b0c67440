package firsthand.playground.look;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import firsthand.training.Predictions;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class MistakesTest {
    private static Predictions predictions;

    @BeforeAll
    static void train() throws Exception {
        var classifier = Trained.dense();
        predictions = Predictions.of(
                classifier.network(),
                classifier.loss(),
                Trained.digits().subset(IntStream.range(1000, 1500).toArray()),
                1);
    }

    @Test
    void areToldTheSurestFirst() {
        var wrong = IntStream.range(0, 500)
                .filter(i -> !predictions.isRight(i))
                .boxed()
                .sorted(Comparator.comparingDouble(i -> -predictions.confidence(i)))
                .limit(20)
                .toList();
        var told = Trained.read(Mistakes.look(predictions, 20)).get("examples");

        assertThat(told.valueStream().map(each -> each.get("index").asInt())).isEqualTo(wrong);
        assertThat(told.get(0).get("probability").asDouble()).isEqualTo(predictions.confidence(wrong.getFirst()));
        assertThat(told.get(0).get("width").asInt()).isEqualTo(28);
    }

    @Test
    void areThoseOfOneCellWhereOneIsAskedFor() {
        var confusion = predictions.evaluation().confusion();
        for (int actual = 0; actual < 10; actual++) {
            for (int predicted = 0; predicted < 10; predicted++) {
                var told = Trained.read(Mistakes.look(predictions, actual, predicted, 500))
                        .get("examples");

                assertThat(told.size()).isEqualTo((int) confusion.count(actual, predicted));
                for (JsonNode each : told) {
                    assertThat(each.get("label").asString()).isEqualTo(Integer.toString(actual));
                    assertThat(each.get("predicted").asString()).isEqualTo(Integer.toString(predicted));
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"-1, 0, actual", "10, 0, actual", "0, -1, predicted", "0, 10, predicted"})
    void areNotThoseOfAClassThatDoesNotExist(int actual, int predicted, String what) {
        assertThatThrownBy(() -> Mistakes.look(predictions, actual, predicted, 5))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(what + ": expected");
    }

    @Test
    void areCountedByConfusion() {
        var told = Trained.read(Confusion.look("validation", predictions.evaluation()));
        var confusion = predictions.evaluation().confusion();

        assertThat(told.get("part").asString()).isEqualTo("validation");
        assertThat(told.get("examples").asInt()).isEqualTo(500);
        assertThat(told.get("correct").asInt())
                .isEqualTo(IntStream.range(0, 500).filter(predictions::isRight).count());
        assertThat(told.get("matrix").get("rows").get(4).get("counts").get(9).asInt())
                .isEqualTo((int) confusion.count(4, 9));
        assertThat(told.get("accuracy").asDouble()).isEqualTo(confusion.accuracy());
    }
}
