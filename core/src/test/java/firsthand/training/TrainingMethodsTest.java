package firsthand.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.data.Offset.offset;

import firsthand.data.Augmentation;
import firsthand.data.Dataset;
import firsthand.layer.Kernel;
import firsthand.layer.Parameter;
import firsthand.loss.CrossEntropy;
import firsthand.network.Network;
import firsthand.optimizer.Sgd;
import firsthand.schedule.ReduceOnPlateau;
import firsthand.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Micro-batches, augmentation, averages, early stopping: what {@link Training} can do beside plain steps. */
class TrainingMethodsTest {
    private static final Dataset DIGITS = RealDigits.load();

    private static Network network() {
        return Network.input(28, 28).dense(12).tanh().dense(10).build(3);
    }

    /** Of layers that see the whole batch, or draw random numbers. */
    private static Network entangled() {
        return Network.input(28, 28)
                .conv2d(4, Kernel.size(5).stride(2))
                .batchNorm()
                .relu()
                .dropout(0.3)
                .residual(body ->
                        body.conv2d(4, Kernel.size(3).padding(1)).batchNorm().relu())
                .dense(10)
                .build(3);
    }

    private static List<Tensor> state(Network network) {
        return network.state().stream().map(Parameter::value).map(Tensor::copy).toList();
    }

    private static List<Tensor> trained(Network network, Training training) {
        new Trainer(network, new CrossEntropy(), training).fit(DIGITS);
        return state(network);
    }

    private static Training steps(int count) {
        return Training.iterations(count).batchSize(50).optimizer(Sgd.of(0.1)).seed(5);
    }

    @Test
    void theGradientsOfMicroBatchesAddUpToThatOfTheBatch() {
        var whole = trained(network(), steps(1));
        var inPieces = trained(network(), steps(1).microBatches(4));
        for (int p = 0; p < whole.size(); p++) {
            for (int i = 0; i < whole.get(p).size(); i++) {
                assertThat(inPieces.get(p).values()[i]).isCloseTo(whole.get(p).values()[i], offset(1e-6f));
            }
        }
    }

    private static final Augmentation NOISE = (values, at, example, random, memory) -> {
        for (int i = at; i < at + example.size(); i++) {
            values[i] += random.nextFloat() / 8;
        }
    };

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 8})
    void everythingAtOnceGivesTheSameBitsOnAnyNumberOfThreads(int threads) {
        var training = steps(12).microBatches(3).augmentation(NOISE).averaging(0.9);
        assertThat(trained(entangled(), training.threads(threads)))
                .isEqualTo(trained(entangled(), training.threads(1)));
    }

    @Test
    void augmentedExamplesDifferFromEpochToEpochAndTheDataStaysAsItIs() {
        List<Float> seen = new ArrayList<>();
        Augmentation record = (values, at, example, random, memory) -> {
            seen.add(random.nextFloat());
            values[at] = 1e6f;
        };
        var training = Training.epochs(2).fullBatch().threads(1).optimizer(Sgd.of(1e-9));
        trained(network(), training.augmentation(record));
        assertThat(seen).hasSize(2 * DIGITS.size()).doesNotHaveDuplicates();
        assertThat(DIGITS.example(0).values()[0]).isZero();
    }

    @Test
    void validationExamplesAreLeftAlone() {
        Augmentation blank = (values, at, example, random, memory) -> Arrays.fill(values, at, at + example.size(), 0);
        var network = network();
        var history = new Trainer(
                        network, new CrossEntropy(), steps(1).validation(DIGITS).augmentation(blank))
                .fit(DIGITS);
        var measured = Evaluation.of(network, new CrossEntropy(), DIGITS, 1);
        assertThat(history.last().validationLoss()).isEqualTo(measured.loss());
    }

    @Test
    void theAverageOfTheWeightsFollowsItsFormula() {
        List<Double> first = new ArrayList<>();
        var watch = new Callback() {
            @Override
            public void onStep(Trainer trainer) {
                first.add((double)
                        trainer.network().parameters().getFirst().value().values()[400]);
            }
        };
        var network = network();
        double average = network.parameters().getFirst().value().values()[400];
        var trained = trained(network, steps(10).averaging(0.4).callback(watch));
        for (int t = 1; t <= 10; t++) {
            double kept = Math.min(0.4, t / (t + 9.0));
            average = kept * average + (1 - kept) * first.get(t - 1);
        }
        assertThat((double) trained.getFirst().values()[400]).isCloseTo(average, offset(1e-6));
    }

    @Test
    void earlyStoppingEndsAndGoesBackToTheBestWeights() {
        var network = network();
        var training = Training.epochs(200)
                .batchSize(8)
                .optimizer(Sgd.of(0.5))
                .validation(0.3)
                .earlyStopping(3);
        var history = new Trainer(network, new CrossEntropy(), training).fit(DIGITS);
        double best = history.entries().stream()
                .mapToDouble(History.Entry::validationLoss)
                .min()
                .orElseThrow();
        var heldBack = training.split(DIGITS).orElseThrow().test();
        assertThat(history.entries()).hasSizeLessThan(200);
        assertThat(history.entries().reversed().subList(0, 3))
                .allSatisfy(entry -> assertThat(entry.validationLoss()).isGreaterThan(best));
        assertThat(Evaluation.of(network, new CrossEntropy(), heldBack, 1).loss())
                .isEqualTo(best);
    }

    @Test
    void earlyStoppingWantsExamplesToWatch() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> trained(network(), steps(5).earlyStopping(2)))
                .withMessage("early stopping: expected examples held back for validation, received none");
    }

    @Test
    void aPlateauOfTheLossReducesTheRate() {
        var schedule = new ReduceOnPlateau(0.5, 0.1, 1);
        var training =
                Training.epochs(60).batchSize(16).optimizer(new Sgd(schedule)).validation(0.3);
        var history = new Trainer(network(), new CrossEntropy(), training).fit(DIGITS);
        assertThat(history.entries().getFirst().learningRate()).isEqualTo(0.5);
        assertThat(history.last().learningRate()).isLessThan(0.1);
    }
}
