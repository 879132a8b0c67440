package firsthand.training;

import static org.assertj.core.api.Assertions.assertThat;

import firsthand.data.Dataset;
import firsthand.loss.CrossEntropy;
import firsthand.loss.Loss;
import firsthand.loss.MeanSquaredError;
import firsthand.network.Network;
import firsthand.optimizer.Adam;
import firsthand.optimizer.Sgd;
import firsthand.random.RandomStream;
import firsthand.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Mistakes that beginners make, each with its warning; and no warning where there is no mistake. */
class WarningsTest {
    private static final Dataset DIGITS = RealDigits.load();

    private static Network network() {
        return Network.input(28, 28).dense(20).relu().dense(10).build(3);
    }

    private static List<String> warnings(Network network, Dataset data, Training training) {
        return warnings(network, new CrossEntropy(), data, training);
    }

    private static List<String> warnings(Network network, Loss loss, Dataset data, Training training) {
        List<String> lines = new ArrayList<>();
        new Trainer(network, loss, training.threads(1).callback(new Warnings(lines::add))).fit(data);
        return lines;
    }

    /** The digits with their inputs, 0 to 1, multiplied. */
    private static Dataset scaled(float factor) {
        var x = Tensor.zeros(DIGITS.size(), 784);
        for (int i = 0; i < DIGITS.size(); i++) {
            DIGITS.copyExample(i, x.values(), i * 784);
        }
        for (int i = 0; i < x.size(); i++) {
            x.values()[i] *= factor;
        }
        return Dataset.of("scaled", x, DIGITS.labels(), DIGITS.classNames(), 1);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 8, 64, 256})
    void aTrainingThatGoesWellHasNone(int batchSize) {
        var training = Training.iterations(200)
                .batchSize(batchSize)
                .optimizer(Adam.of(1e-3))
                .validation(0.2);
        assertThat(warnings(network(), DIGITS, training)).isEmpty();
    }

    @Test
    void bytesThatWereNotDividedBy255() {
        assertThat(warnings(network(), scaled(255), Training.iterations(1)))
                .containsExactly("inputs of up to 255.0: networks learn best from inputs about as large as 1; divide by"
                        + " the largest, or scale each to mean 0 and deviation 1");
        assertThat(warnings(network(), scaled(10), Training.iterations(1))).isEmpty();
    }

    @Test
    void inputsThatWereDividedTwice() {
        assertThat(warnings(network(), scaled(1 / 255f), Training.iterations(1)))
                .containsExactly("inputs that hardly differ, with a standard deviation of 0.0012: networks learn best"
                        + " from one of about 1; scale them");
    }

    @Test
    void oneClassForEverything() {
        var network = network();
        network.layers().get(2).parameters().get(1).value().values()[7] = 100;
        var training = Training.epochs(3).optimizer(Sgd.of(1e-6));
        assertThat(warnings(network, DIGITS, training))
                .containsExactly(
                        "every example is taken for a 7, at step 4: another learning rate, scaled inputs, other"
                                + " initial weights or classes of equal size usually help");
    }

    @Test
    void aDataSetOfOneClassIsNotToBlame() {
        int[] zeros = IntStream.range(0, DIGITS.size())
                .filter(i -> DIGITS.label(i) == 0)
                .toArray();
        assertThat(warnings(network(), DIGITS.subset(zeros), Training.epochs(20)))
                .isEmpty();
    }

    @Test
    void moreThanHalfTheUnitsOfALayerDead() {
        var network = network();
        Arrays.fill(network.layers().get(0).parameters().get(1).value().values(), 0, 11, -100f);
        assertThat(warnings(network, DIGITS, Training.epochs(3)))
                .containsExactly("55 % of the units of layer 1 (relu) give 0 for everything, at step 8: they no longer"
                        + " learn; a smaller learning rate, other initial weights or leaky-relu usually help");
        var half = network();
        Arrays.fill(half.layers().get(0).parameters().get(1).value().values(), 0, 10, -100f);
        assertThat(warnings(half, DIGITS, Training.epochs(3))).isEmpty();
    }

    @Test
    void aLearningRateThatDiverges() {
        var training = Training.iterations(6).fullBatch().optimizer(Sgd.of(2)).reportEvery(100);
        var linear = Network.input(28, 28).dense(10).build(3);
        assertThat(warnings(linear, new MeanSquaredError(), DIGITS, training))
                .first()
                .asString()
                .matches("the loss has risen to more than 4 times where it began, at step \\d: a smaller learning rate"
                        + " usually helps");
    }

    @Test
    void aValidationLossThatRisesWhileTheTrainingLossFalls() {
        var random = RandomStream.of(1);
        var labels = IntStream.generate(() -> random.nextInt(10)).limit(256).toArray();
        var x = Tensor.zeros(256, 784);
        for (int i = 0; i < 256; i++) {
            DIGITS.copyExample(i, x.values(), i * 784);
        }
        var nothingToLearn = Dataset.of("drawn", x, labels, DIGITS.classNames(), 255);
        var training = Training.epochs(30).batchSize(32).validation(0.25);
        assertThat(warnings(network(), nothingToLearn, training))
                .hasSize(1)
                .first()
                .asString()
                .matches(
                        "the validation loss was lowest at step \\d+ and has risen since, while the training loss falls:"
                                + " the network overfits; early stopping, weight decay or more data usually help");
        assertThat(warnings(network(), nothingToLearn, training.earlyStopping(20)))
                .isEmpty();
    }

    @Test
    void warningsComeOnceInEachTraining() {
        List<String> lines = new ArrayList<>();
        var warnings = new Warnings(lines::add);
        var trainer = new Trainer(
                network(), new CrossEntropy(), Training.iterations(1).callback(warnings));
        trainer.fit(scaled(255));
        trainer.fit(scaled(255));
        assertThat(lines).hasSize(2);
    }
}
