package firsthand.training;

import static org.assertj.core.api.Assertions.assertThat;

import firsthand.classifier.Classifier;
import firsthand.classifier.Ensemble;
import firsthand.data.Dataset;
import firsthand.loss.CrossEntropy;
import firsthand.loss.MeanSquaredError;
import firsthand.network.Network;
import java.util.List;
import org.junit.jupiter.api.Test;

class PredictionsTest {
    private static final Dataset DIGITS = RealDigits.load();

    private static Network network(long seed) {
        return Network.input(28, 28).dense(20).relu().dense(10).build(seed);
    }

    @Test
    void theyAreWhatTheClassifierPredictsAndTheEvaluationCounts() {
        var classifier = Classifier.of(network(1));
        classifier.fit(DIGITS, Training.epochs(2).batchSize(32));
        var evaluation = classifier.evaluate(DIGITS);
        for (int threads : new int[] {1, 3}) {
            var predictions = Predictions.of(classifier.network(), classifier.loss(), DIGITS, threads);
            assertThat(predictions.evaluation().loss()).isEqualTo(evaluation.loss());
            assertThat(predictions.evaluation().confusion().counts())
                    .isDeepEqualTo(evaluation.confusion().counts());
            for (int i = 0; i < DIGITS.size(); i++) {
                var prediction = classifier.predict(DIGITS.example(i));
                assertThat(predictions.probabilities(i)).isEqualTo(prediction.probabilities());
                assertThat(predictions.evaluation().predicted(i)).isEqualTo(prediction.classIndex());
                assertThat(predictions.confidence(i))
                        .isEqualTo(prediction.probabilities().get(prediction.classIndex()));
            }
        }
    }

    @Test
    void mistakesAreAllThatIsWrongTheWorstFirst() {
        var predictions = Predictions.of(network(2), new CrossEntropy(), DIGITS, 2);
        var evaluation = predictions.evaluation();
        List<Integer> mistakes = predictions.mistakes();
        assertThat(mistakes).hasSize((int) (evaluation.examples() - evaluation.correct()));
        for (int k = 0; k < mistakes.size(); k++) {
            assertThat(predictions.isRight(mistakes.get(k))).isFalse();
            if (k > 0) {
                assertThat(evaluation.loss(mistakes.get(k))).isLessThanOrEqualTo(evaluation.loss(mistakes.get(k - 1)));
            }
        }
    }

    @Test
    void calibrationCountsEveryExampleAndNeedsProbabilities() {
        var calibration =
                Predictions.of(network(2), new CrossEntropy(), DIGITS, 2).calibration(10);
        assertThat(calibration.orElseThrow().total()).isEqualTo(DIGITS.size());
        // Outputs that are learned by squared error may be anything.
        assertThat(Predictions.of(network(2), new MeanSquaredError(), DIGITS, 2).calibration(10))
                .isEmpty();
    }

    @Test
    void thoseOfAnEnsembleAreMeans() {
        var first = Classifier.of(network(1));
        var second = Classifier.of(network(2));
        var ensemble = new Ensemble(List.of(first, second), 0);
        var together = ensemble.predictAll(DIGITS, 2);
        for (int i = 0; i < 10; i++) {
            assertThat(together.probabilities(i))
                    .isEqualTo(ensemble.predict(DIGITS.example(i)).probabilities());
        }
        assertThat(together.evaluation().loss())
                .isEqualTo(ensemble.evaluate(DIGITS, 2).loss());
    }
}
