package firsthand.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import firsthand.data.Dataset;
import firsthand.loss.CrossEntropy;
import firsthand.loss.MeanSquaredError;
import firsthand.network.Network;
import firsthand.optimizer.Adam;
import firsthand.optimizer.Optimizer;
import firsthand.optimizer.ParameterGroups;
import firsthand.optimizer.Sgd;
import firsthand.tensor.Tensor;
import firsthand.training.LearningRateFinder.Curve;
import firsthand.training.LearningRateFinder.Point;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LearningRateFinderTest {
    private static final Dataset DIGITS = RealDigits.load();

    private static Network network() {
        return Network.input(28, 28).dense(20).batchNorm().relu().dense(10).build(3);
    }

    private static Training by(Optimizer optimizer) {
        return Training.epochs(3).batchSize(32).optimizer(optimizer).threads(1);
    }

    private static Curve find(Optimizer optimizer) {
        return LearningRateFinder.standard().find(network(), new CrossEntropy(), by(optimizer), DIGITS);
    }

    private static List<Tensor> state(Network network) {
        return network.state().stream().map(part -> part.value().copy()).toList();
    }

    @Test
    void theNetworkIsLeftAsItWas() {
        var network = network();
        var before = state(network);
        LearningRateFinder.standard().find(network, new CrossEntropy(), by(Adam.of(1)), DIGITS);
        assertThat(state(network)).isEqualTo(before);
        var linear = Network.input(28, 28).dense(10).build(3);
        var weights = state(linear);
        new LearningRateFinder(1, 1e30, 40).find(linear, new MeanSquaredError(), by(Sgd.of(1)), DIGITS);
        assertThat(state(linear)).isEqualTo(weights);
    }

    @Test
    void theRateRisesByTheSameFactorAtEveryStep() {
        var points = find(Sgd.of(1)).points();
        assertThat(points.getFirst().learningRate()).isEqualTo(1e-6);
        for (int i = 0; i < points.size(); i++) {
            assertThat(points.get(i).learningRate()).isCloseTo(1e-6 * Math.pow(1e7, i / 150.0), within(1e-9));
        }
    }

    @Test
    void theRateOfTheTrainingDoesNotMatter() {
        assertThat(find(Sgd.of(1))).isEqualTo(find(Sgd.of(1e-9)));
        assertThat(find(ParameterGroups.biases(Sgd.of(1), Sgd.of(2)))).isEqualTo(find(Sgd.of(1)));
    }

    @Test
    void theSearchEndsWhenTheSmoothedLossIsFourTimesTheLowest() {
        var linear = Network.input(28, 28).dense(10).build(3);
        // Slowly past the largest rate that works, so that the loss does not leap over the limit.
        var points = new LearningRateFinder(1e-3, 1, 1000)
                .find(linear, new MeanSquaredError(), by(Sgd.of(1)).fullBatch(), DIGITS)
                .points();
        assertThat(points).hasSizeLessThan(1000);
        double best = Double.POSITIVE_INFINITY;
        double sum = 0;
        double weight = 0;
        for (int i = 0; i < points.size(); i++) {
            sum = 0.8 * sum + points.get(i).loss();
            weight = 0.8 * weight + 1;
            double smoothed = sum / weight;
            assertThat(points.get(i).smoothedLoss()).isEqualTo(smoothed);
            best = Math.min(best, smoothed);
            assertThat(smoothed > 4 * best).isEqualTo(i == points.size() - 1);
        }
    }

    @Test
    void theSuggestionIsWhereTheLossFallsMostSteeply() {
        // A slope down from point 20 on, twice as steep from 40 to 60, then up.
        var points = IntStream.range(0, 80)
                .mapToObj(i -> new Point(i, 0, i < 20 ? 90 : i < 40 ? 110 - i : i < 60 ? 150 - 2 * i : i - 30))
                .toList();
        assertThat(new Curve(points).suggestion().orElseThrow()).isBetween(45.0, 55.0);
    }

    @Test
    void aLossThatNeverFallsGivesNoSuggestion() {
        var rising = IntStream.range(0, 50).mapToObj(i -> new Point(i, i, i)).toList();
        assertThat(new Curve(rising).suggestion()).isEmpty();
        assertThat(new Curve(List.of()).suggestion()).isEmpty();
    }

    private record Usual(Optimizer optimizer, double from, double to) {}

    private static Stream<Usual> usual() {
        return Stream.of(new Usual(Sgd.of(1), 1e-2, 3), new Usual(Adam.of(1), 1e-4, 1e-1));
    }

    @ParameterizedTest
    @MethodSource("usual")
    void whatIsSuggestedForDigitsIsInTheUsualRangeAndTrains(Usual usual) {
        double rate = find(usual.optimizer).suggestion().orElseThrow();
        assertThat(rate).isBetween(usual.from, usual.to);
        var optimizer = usual.optimizer instanceof Adam ? Adam.of(rate) : Sgd.of(rate);
        var network = network();
        var history = new Trainer(
                        network,
                        new CrossEntropy(),
                        Training.epochs(10).batchSize(32).optimizer(optimizer).threads(1))
                .fit(DIGITS);
        assertThat(history.last().trainAccuracy()).isGreaterThan(0.9);
    }

    @Test
    void ratesInTheWrongOrderAreRefused() {
        assertThatThrownBy(() -> new LearningRateFinder(1, 1e-6, 100))
                .hasMessage("learning-rate finder: expected finite rates above 0, the lowest below the highest,"
                        + " received 1.0 and 1.0E-6");
        assertThatThrownBy(() -> new LearningRateFinder(1e-6, 1, 9))
                .hasMessage("learning-rate finder: expected 10 steps or more, received 9");
    }
}
