package firsthand.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import firsthand.data.Dataset;
import firsthand.loss.CrossEntropy;
import firsthand.network.Network;
import firsthand.optimizer.Sgd;
import firsthand.regularizer.ClipNorm;
import firsthand.tensor.Shape;
import firsthand.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class LayerStatisticsTest {
    private static final Dataset DIGITS = RealDigits.load();

    private static Network network() {
        return Network.input(28, 28).dense(20).relu().dense(10).build(3);
    }

    private static LayerStatistics look(Network network, Training training, LayerStatistics statistics) {
        new Trainer(network, new CrossEntropy(), training.callback(statistics)).fit(DIGITS);
        return statistics;
    }

    @Test
    void eachLookHasAnEntryForEveryLayer() {
        var seen = look(network(), Training.iterations(7).batchSize(32), LayerStatistics.every(3))
                .entries();
        assertThat(seen).extracting(LayerStatistics.Entry::step).containsExactly(3L, 3L, 3L, 6L, 6L, 6L);
        assertThat(seen).extracting(LayerStatistics.Entry::layer).containsExactly(0, 1, 2, 0, 1, 2);
        assertThat(seen)
                .extracting(LayerStatistics.Entry::type)
                .containsExactly("dense", "relu", "dense", "dense", "relu", "dense");
    }

    @Test
    void atReportsItLooksWheneverTheHistoryGetsAnEntry() {
        var seen = look(network(), Training.epochs(2).batchSize(100), LayerStatistics.atReports())
                .entries();
        assertThat(seen).extracting(LayerStatistics.Entry::step).containsExactly(3L, 3L, 3L, 6L, 6L, 6L);
    }

    @Test
    void theNumbersAreThoseOfTheDefinition() {
        var network = network();
        var before = network();
        var training = Training.iterations(1).fullBatch().optimizer(Sgd.of(0.5)).threads(2);
        var seen = look(network, training, LayerStatistics.every(1)).entries();
        var x = Tensor.zeros(Shape.of(DIGITS.size(), 28, 28));
        for (int i = 0; i < DIGITS.size(); i++) {
            DIGITS.copyExample(i, x.values(), i * 784);
        }
        var workspace = before.workspace(DIGITS.size());
        before.forward(x, workspace);
        for (int layer = 0; layer < 3; layer++) {
            float[] y = workspace.pass(layer).y().values();
            double mean = 0;
            for (float value : y) {
                mean += value / (double) y.length;
            }
            double variance = 0;
            for (float value : y) {
                variance += (value - mean) * (value - mean) / y.length;
            }
            assertThat(seen.get(layer).mean()).isCloseTo(mean, within(1e-12));
            assertThat(seen.get(layer).deviation()).isCloseTo(Math.sqrt(variance), within(1e-12));
        }
        // Plain gradient descent: w' = w - 0.5 dw, rounded to float.
        for (int layer : new int[] {0, 2}) {
            double squares = 0;
            for (int p = 0; p < 2; p++) {
                float[] w =
                        before.layers().get(layer).parameters().get(p).value().values();
                float[] moved =
                        network.layers().get(layer).parameters().get(p).value().values();
                for (int i = 0; i < w.length; i++) {
                    squares += (w[i] - moved[i]) * (w[i] - moved[i]) * 4.0;
                }
            }
            assertThat(seen.get(layer).gradientNorm()).isCloseTo(Math.sqrt(squares), within(1e-4));
        }
        assertThat(seen.get(1).gradientNorm()).isZero();
    }

    @Test
    void aUnitThatIsZeroForEveryExampleIsDead() {
        var network = network();
        var bias = network.layers().get(0).parameters().get(1).value().values();
        Arrays.fill(bias, 0, 15, -1000f);
        Arrays.fill(bias, 15, 20, 1000f);
        var seen = look(network, Training.iterations(1).batchSize(64), LayerStatistics.every(1))
                .entries();
        assertThat(seen).extracting(LayerStatistics.Entry::deadShare).containsExactly(0.0, 0.75, 0.0);
    }

    @Test
    void aUnitOfAnImageIsAChannel() {
        var alive = new boolean[LayerStatistics.units(Shape.of(2, 2, 3))];
        var y = Tensor.zeros(2, 2, 2, 3);
        y.values()[23] = 1;
        LayerStatistics.markAlive(y, 1, alive);
        assertThat(alive).containsExactly(false, false, false);
        LayerStatistics.markAlive(y, 2, alive);
        assertThat(alive).containsExactly(false, false, true);
        assertThat(LayerStatistics.shareOfDead(alive)).isEqualTo(2 / 3.0);
    }

    @Test
    void aClippedGradientIsSeenAsItMovedTheWeights() {
        var training = Training.iterations(1).batchSize(64).regularizer(new ClipNorm(1e-3));
        var seen = look(network(), training, LayerStatistics.every(1)).entries();
        double norm = Math.hypot(seen.get(0).gradientNorm(), seen.get(2).gradientNorm());
        assertThat(norm).isCloseTo(1e-3, within(1e-8));
    }

    @Test
    void lookingChangesNothing() {
        var looked = network();
        var alone = network();
        look(looked, Training.epochs(2), LayerStatistics.every(1));
        new Trainer(alone, new CrossEntropy(), Training.epochs(2)).fit(DIGITS);
        assertThat(looked.parameters().stream().map(p -> p.value()).toList())
                .isEqualTo(alone.parameters().stream().map(p -> p.value()).toList());
    }

    @Test
    void thereIsNoBatchBeforeTrainingBegins() {
        var trainer = new Trainer(network(), new CrossEntropy(), Training.epochs(1));
        assertThatThrownBy(trainer::lastBatch)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("trainer: expected a training that has begun, received one that has not");
        assertThatThrownBy(() -> LayerStatistics.every(0))
                .hasMessage("layer statistics: expected a look every 1 step or more, received 0");
        trainer.fit(DIGITS);
        assertThat(trainer.lastBatch().examples()).isPositive();
        assertThat(List.of(trainer.trainingData().size())).containsExactly(256);
    }

    @Test
    void ofPredictionTheNumbersAreThoseOfThePredictedOutputs() {
        var network = network();
        var seen = LayerStatistics.ofPrediction(network, DIGITS);
        int count = Math.min(500, DIGITS.size());
        var x = Tensor.zeros(Shape.of(count, 28, 28));
        for (int i = 0; i < count; i++) {
            DIGITS.copyExample(i, x.values(), i * 784);
        }
        float[] output = network.predict(x).values();
        double mean = 0;
        for (float value : output) {
            mean += value;
        }
        assertThat(seen).hasSize(3);
        assertThat(seen.get(2).mean()).isEqualTo(mean / output.length);
        assertThat(seen.get(2).gradientNorm()).isNaN();
        assertThat(seen.get(2).step()).isZero();
    }
}
