package firsthand.classifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import firsthand.data.Dataset;
import firsthand.loss.CrossEntropy;
import firsthand.loss.MeanSquaredError;
import firsthand.network.Network;
import firsthand.random.RandomStream;
import firsthand.tensor.Shape;
import firsthand.tensor.Tensor;
import firsthand.training.MeanProbabilities;
import firsthand.training.Training;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EnsembleTest {
    private static final List<String> NAMES = List.of("left", "middle", "right");
    private static final Dataset STRIPES = stripes(Shape.of(200, 6, 9));

    /** A noisy upright stripe on the left, in the middle or on the right. */
    private static Dataset stripes(Shape shape) {
        var random = RandomStream.of(1);
        var x = Tensor.zeros(shape);
        var labels = new int[200];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = random.nextInt(3);
            for (int j = 0; j < 54; j++) {
                boolean ink = j % 9 / 3 == labels[i];
                x.values()[i * 54 + j] = (ink ? 0.4f : 0) + random.nextFloat();
            }
        }
        return Dataset.of("stripes", x, labels, NAMES, 1);
    }

    private static Classifier classifier(long seed) {
        var network = Network.input(6, 9).dense(8).tanh().dense(3).build(seed);
        var classifier = Classifier.of(network, new CrossEntropy(), NAMES, 1);
        classifier.fit(STRIPES.take(60), Training.epochs(3).batchSize(20).threads(1));
        return classifier;
    }

    private static Tensor moved(Tensor image, int down, int right) {
        var moved = Tensor.zeros(image.shape());
        for (int row = 0; row < 6; row++) {
            for (int column = 0; column < 9; column++) {
                if (row + down >= 0 && row + down < 6 && column + right >= 0 && column + right < 9) {
                    moved.values()[(row + down) * 9 + column + right] = image.at(row, column);
                }
            }
        }
        return moved;
    }

    @Test
    void probabilitiesAreTheMeanOfAllClassifiers() {
        var members = List.of(classifier(1), classifier(2), classifier(3));
        var ensemble = new Ensemble(members, 0);
        for (int i = 0; i < 20; i++) {
            var example = STRIPES.example(i);
            var together = ensemble.predict(example);
            for (int c = 0; c < 3; c++) {
                double sum = 0;
                for (var member : members) {
                    sum += member.predict(example).probabilities().get(c);
                }
                assertThat(together.probabilities().get(c)).isEqualTo(sum / 3);
            }
            assertThat(together.label()).isEqualTo(NAMES.get(together.classIndex()));
        }
    }

    @Test
    void ofOneClassifierItSaysWhatThatSays() {
        var alone = classifier(1);
        var ensemble = Ensemble.of(alone);
        var expected = alone.evaluate(STRIPES);
        var evaluation = ensemble.evaluate(STRIPES);
        assertThat(evaluation.confusion().counts())
                .isDeepEqualTo(expected.confusion().counts());
        // Its probabilities are rounded to float before the logarithm is taken.
        assertThat(evaluation.loss()).isCloseTo(expected.loss(), within(1e-6));
        assertThat(ensemble.predict(STRIPES.example(5))).isEqualTo(alone.predict(STRIPES.example(5)));
    }

    @Test
    void shiftsAverageOverTheImageAndItsEightNeighbours() {
        var member = classifier(1);
        var ensemble = Ensemble.of(member).averagingShifts(2);
        var example = STRIPES.example(7);
        for (int c = 0; c < 3; c++) {
            double sum = 0;
            for (int down : new int[] {-2, 0, 2}) {
                for (int right : new int[] {-2, 0, 2}) {
                    sum += member.predict(moved(example, down, right))
                            .probabilities()
                            .get(c);
                }
            }
            // Another order of the sum.
            assertThat(ensemble.predict(example).probabilities().get(c)).isCloseTo(sum / 9, within(1e-14));
        }
    }

    @Test
    void channelsOfAPixelMoveTogether() {
        float[] values = {9, 1, 2, 3, 4, 5, 6, 7, 8, 9};
        new ShiftedView(1, -1).apply(values, 1, Shape.of(2, 2, 2), RandomStream.of(0), new float[8]);
        assertThat(values).containsExactly(9, 0, 0, 0, 0, 3, 4, 0, 0, 9);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void evaluationCountsWhatPredictionsSay(int shift) {
        var ensemble = Ensemble.of(classifier(1), classifier(2)).averagingShifts(shift);
        var evaluation = ensemble.evaluate(STRIPES, 2);
        double loss = 0;
        for (int i = 0; i < STRIPES.size(); i++) {
            var prediction = ensemble.predict(STRIPES.example(i));
            assertThat(evaluation.predicted(i)).isEqualTo(prediction.classIndex());
            loss -= Math.log(prediction.probabilities().get(STRIPES.label(i))) / STRIPES.size();
        }
        assertThat(evaluation.loss()).isCloseTo(loss, within(1e-12));
        assertThat(evaluation.confusion().total()).isEqualTo(200);
        assertThat(evaluation.correct()).isEqualTo(evaluation.confusion().correct());
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 8})
    void anyNumberOfThreadsGivesTheSameBits(int threads) {
        var ensemble = Ensemble.of(classifier(1), classifier(2)).averagingShifts(1);
        assertThat(ensemble.evaluate(STRIPES, threads).loss())
                .isEqualTo(ensemble.evaluate(STRIPES, 1).loss());
    }

    @Test
    void theMeanLossIsNoHigherThanThatOfItsMembersOnAverage() {
        // -log is convex, so that of a mean is at most the mean of those (Jensen's inequality).
        var members = IntStream.range(1, 6).mapToObj(EnsembleTest::classifier).toList();
        double mean = members.stream()
                .mapToDouble(member -> member.evaluate(STRIPES).loss())
                .average()
                .orElseThrow();
        assertThat(new Ensemble(members, 0).evaluate(STRIPES).loss()).isLessThan(mean);
    }

    @Test
    void aProbabilityOfZeroHasAFiniteLoss() {
        var network = Network.input(6, 9).dense(3).build(1);
        var certain = network.layers().getFirst().parameters().get(1).value().values();
        certain[0] = 1e4f;
        var evaluation = Ensemble.of(Classifier.of(network, new CrossEntropy(), NAMES, 1))
                .evaluate(STRIPES);
        assertThat(evaluation.loss()).isBetween(5.0, -Math.log(1e-7));
    }

    @Test
    void classifiersThatDoNotGoTogetherAreRefused() {
        var member = classifier(1);
        var other = Classifier.of(Network.input(6, 9).dense(2).build(1), new CrossEntropy(), List.of("up", "down"), 1);
        var small = Classifier.of(Network.input(3, 3).dense(3).build(1), new MeanSquaredError(), NAMES, 1);
        assertThatThrownBy(Ensemble::of).hasMessage("ensemble: expected 1 classifier or more, received none");
        assertThatThrownBy(() -> Ensemble.of(member, other))
                .hasMessage("ensemble: expected classifiers of the same classes, received [left, middle, right] and"
                        + " [up, down]");
        assertThatThrownBy(() -> Ensemble.of(member, small))
                .hasMessage("ensemble: expected classifiers of the same input, received 6x9 and 3x3");
        assertThatThrownBy(() -> Ensemble.of(member).averagingShifts(-1))
                .hasMessage("average over shifts: expected a shift of 0 pixels or more, received -1");
        assertThatThrownBy(() -> new MeanProbabilities(STRIPES).evaluation())
                .hasMessage("mean probabilities: expected those of 1 network or more, received none");
    }

    @Test
    void whatIsNoImageCannotBeMoved() {
        var flat = stripes(Shape.of(200, 54));
        var ensemble = Ensemble.of(classifier(1)).averagingShifts(1);
        assertThatThrownBy(() -> ensemble.evaluate(flat))
                .hasMessage("average over shifts: expected images, of shape height x width x channels, received shape"
                        + " 54");
    }
}
