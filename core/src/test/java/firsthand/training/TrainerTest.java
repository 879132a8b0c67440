package firsthand.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import firsthand.data.Dataset;
import firsthand.loss.CrossEntropy;
import firsthand.loss.MeanSquaredError;
import firsthand.network.Network;
import firsthand.optimizer.Adam;
import firsthand.optimizer.Momentum;
import firsthand.optimizer.Sgd;
import firsthand.random.RandomStream;
import firsthand.tensor.Shape;
import firsthand.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrainerTest {
    private static final Dataset DIGITS = RealDigits.load();

    private static Network network() {
        return Network.input(28, 28).dense(20).relu().dense(10).build(3);
    }

    private static Network deep() {
        return Network.input(28, 28)
                .dense(33)
                .tanh()
                .dense(17)
                .sigmoid()
                .dense(10)
                .build(3);
    }

    /** Dense data, so that nothing is left out: the digits under noise. */
    private static Dataset noisy() {
        var random = RandomStream.of(5);
        var x = Tensor.zeros(DIGITS.size(), 784);
        for (int i = 0; i < DIGITS.size(); i++) {
            DIGITS.copyExample(i, x.values(), i * 784);
        }
        for (int i = 0; i < x.size(); i++) {
            x.values()[i] += random.nextFloat() / 4;
        }
        return Dataset.of("noisy", x, DIGITS.labels(), DIGITS.classNames(), 255);
    }

    private static List<Tensor> weights(Network network) {
        return network.parameters().stream()
                .map(parameter -> parameter.value().copy())
                .toList();
    }

    private static History fit(Network network, Training training) {
        return new Trainer(network, new CrossEntropy(), training).fit(DIGITS);
    }

    private record Run(String name, Dataset data, Training training) {
        private List<Tensor> weights(int threads) {
            var network = deep();
            new Trainer(network, new CrossEntropy(), training.threads(threads)).fit(data);
            return TrainerTest.weights(network);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    private static Stream<Run> runs() {
        return Stream.of(
                new Run(
                        "sparse batches, the last one odd",
                        DIGITS,
                        Training.epochs(3).batchSize(37)),
                new Run(
                        "dense batches, the last one odd",
                        noisy(),
                        Training.epochs(3).batchSize(37)),
                new Run("full batch", DIGITS, Training.iterations(9).fullBatch().optimizer(Sgd.of(0.3))),
                new Run(
                        "dense full batch, momentum",
                        noisy(),
                        Training.iterations(9).fullBatch().optimizer(Momentum.of(0.1))),
                new Run("validation", DIGITS, Training.epochs(2).batchSize(8).validation(0.2)),
                new Run("single examples", DIGITS, Training.iterations(50).batchSize(1)));
    }

    @ParameterizedTest
    @MethodSource("runs")
    void anyNumberOfThreadsGivesTheSameBits(Run run) {
        var one = run.weights(1);
        assertThat(run.weights(2)).isEqualTo(one);
        assertThat(run.weights(3)).isEqualTo(one);
        assertThat(run.weights(8)).isEqualTo(one);
    }

    @Test
    void anotherSeedGivesOtherWeights() {
        var first = network();
        var second = network();
        fit(first, Training.epochs(1).seed(1));
        fit(second, Training.epochs(1).seed(2));
        assertThat(weights(first)).isNotEqualTo(weights(second));
    }

    @Test
    void aLoopOfOnesOwnGivesTheSameBits() {
        var data = noisy();
        var x = Tensor.zeros(data.size(), 784);
        var t = Tensor.zeros(data.size(), 10);
        for (int i = 0; i < data.size(); i++) {
            data.copyExample(i, x.values(), i * 784);
            t.values()[i * 10 + data.label(i)] = 1;
        }
        var byHand = network();
        var workspace = byHand.workspace(data.size());
        var loss = new CrossEntropy();
        var optimizer = Adam.of(0.01).bind(byHand.parameters());
        for (int step = 0; step < 5; step++) {
            loss.evaluate(byHand.forward(x, workspace), t, workspace.outputGradient());
            byHand.backward(workspace);
            optimizer.step();
        }
        var trained = network();
        new Trainer(
                        trained,
                        loss,
                        Training.iterations(5)
                                .fullBatch()
                                .optimizer(Adam.of(0.01))
                                .threads(2))
                .fit(data);
        assertThat(weights(byHand)).isEqualTo(weights(trained));
    }

    @Test
    void leavingZerosOutChangesNothing() {
        var x = Tensor.zeros(Shape.of(DIGITS.size(), 784));
        for (int i = 0; i < DIGITS.size(); i++) {
            DIGITS.copyExample(i, x.values(), i * 784);
        }
        // One example without zeros makes the data set too dense for that; it is never trained on.
        var padded = Tensor.zeros(DIGITS.size() * 4, 784);
        Arrays.fill(padded.values(), 1f);
        System.arraycopy(x.values(), 0, padded.values(), 0, x.size());
        var labels = Arrays.copyOf(DIGITS.labels(), DIGITS.size() * 4);
        var dense =
                Dataset.of("dense", padded, labels, DIGITS.classNames(), 255).take(DIGITS.size());
        assertThat(dense.sparse()).isEmpty();
        assertThat(DIGITS.sparse()).isPresent();
        var one = network();
        var other = network();
        var training = Training.epochs(3).batchSize(50);
        new Trainer(one, new CrossEntropy(), training).fit(dense);
        new Trainer(other, new CrossEntropy(), training).fit(DIGITS);
        assertThat(weights(one)).isEqualTo(weights(other));
    }

    @Test
    void anEpochHasAStepForEachBatchAndTheLastIsSmaller() {
        var history = fit(network(), Training.epochs(2).batchSize(100));
        assertThat(history.entries()).extracting(History.Entry::step).containsExactly(3L, 6L);
        assertThat(history.entries()).extracting(History.Entry::epoch).containsExactly(1, 2);
    }

    @Test
    void iterationsGoOnIntoTheNextEpoch() {
        var history = fit(network(), Training.iterations(7).batchSize(100).reportEvery(3));
        assertThat(history.entries()).extracting(History.Entry::step).containsExactly(3L, 6L, 7L);
        assertThat(history.last().epoch()).isEqualTo(3);
    }

    @Test
    void aFractionOfTheDataSetIsRoundedDown() {
        assertThat(BatchSize.fraction(0.1).of(256)).isEqualTo(25);
        assertThat(BatchSize.fraction(0.001).of(256)).isEqualTo(1);
        assertThat(BatchSize.full().of(256)).isEqualTo(256);
        assertThat(BatchSize.count(1000).of(256)).isEqualTo(256);
    }

    @Test
    void aDrawnBatchIsAnEpoch() {
        var history = fit(network(), Training.epochs(5).batchSize(100).drawnBatches());
        assertThat(history.entries()).extracting(History.Entry::step).containsExactly(1L, 2L, 3L, 4L, 5L);
    }

    @Test
    void whatIsHeldBackIsNotTrainedOn() {
        var training = Training.epochs(1).validation(0.25).seed(9);
        var split = training.split(DIGITS).orElseThrow();
        var withValidation = network();
        fit(withValidation, training);
        var withoutThoseExamples = network();
        new Trainer(withoutThoseExamples, new CrossEntropy(), Training.epochs(1).seed(9)).fit(split.train());
        assertThat(weights(withValidation)).isEqualTo(weights(withoutThoseExamples));
        assertThat(split.train().size() + split.test().size()).isEqualTo(DIGITS.size());
    }

    @Test
    void trainingLowersTheLossAndTheHistorySaysSo() {
        var history = fit(network(), Training.epochs(40).batchSize(32));
        assertThat(history.last().trainLoss())
                .isLessThan(history.entries().getFirst().trainLoss() / 4);
        assertThat(history.last().trainAccuracy()).isGreaterThan(0.95);
        assertThat(history.last().hasValidation()).isFalse();
    }

    @Test
    void callbacksSeeEveryStepAndEntryAndMayEndTraining() {
        List<String> calls = new ArrayList<>();
        var callback = new Callback() {
            @Override
            public void onStart(Trainer trainer) {
                calls.add("start of " + trainer.steps());
            }

            @Override
            public void onStep(Trainer trainer) {
                calls.add("step " + trainer.stepsDone());
                if (trainer.stepsDone() == 4) {
                    trainer.requestStop();
                }
            }

            @Override
            public void onEntry(Trainer trainer, History.Entry entry) {
                calls.add("entry at " + entry.step());
            }

            @Override
            public void onEnd(Trainer trainer) {
                calls.add("end");
            }
        };
        fit(network(), Training.epochs(5).batchSize(100).callback(callback));
        assertThat(calls)
                .containsExactly(
                        "start of 15", "step 1", "step 2", "step 3", "entry at 3", "step 4", "entry at 4", "end");
    }

    @Test
    void aLossThatIsNotFiniteNamesStepAndLayerAndLeavesTheLastGoodWeights() {
        var network = Network.input(28, 28).dense(20).relu().dense(10).build(3);
        var training = Training.epochs(3).batchSize(32).optimizer(Sgd.of(1e25)).threads(1);
        assertThatThrownBy(() -> new Trainer(network, new MeanSquaredError(), training).fit(DIGITS))
                .isInstanceOf(DivergenceException.class)
                .hasMessageMatching("the loss stopped being finite at step \\d+ .*first in layer \\d \\(\\w+\\);"
                        + " the weights of step \\d+ are kept; a smaller learning rate, .*usually help");
        assertThat(network.parameters()).allSatisfy(parameter -> {
            for (float value : parameter.value().values()) {
                assertThat(value).isFinite();
            }
        });
        assertThat(Evaluation.of(network, new MeanSquaredError(), DIGITS, 1).loss())
                .isFinite();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void evaluationCountsWhatPredictionsSay(int threads) {
        var network = network();
        fit(network, Training.epochs(3));
        var evaluation = Evaluation.of(network, new CrossEntropy(), DIGITS, threads);
        int correct = 0;
        for (int i = 0; i < DIGITS.size(); i++) {
            var x = Tensor.of(Shape.of(1, 784), DIGITS.example(i).values());
            correct += network.predict(x).argMax(0) == DIGITS.label(i) ? 1 : 0;
        }
        assertThat(evaluation.correct()).isEqualTo(correct);
        assertThat(evaluation.accuracy()).isEqualTo(correct / 256.0);
        assertThat(evaluation.confusion().total()).isEqualTo(256);
    }

    @Test
    void whatDoesNotFitTogetherIsRefusedBeforeTraining() {
        var narrow = Network.input(10).dense(10).build(1);
        var fewClasses = Network.input(28, 28).dense(3).build(1);
        var softmax = Network.input(28, 28).dense(10).softmax().build(1);
        assertThatThrownBy(() -> fit(narrow, Training.epochs(1)))
                .hasMessage("network: expected examples of shape 10, received 28x28 from digits");
        assertThatThrownBy(() -> fit(fewClasses, Training.epochs(1)))
                .hasMessage("network: expected one output for each of 10 classes of digits, received 3");
        assertThatThrownBy(() -> fit(softmax, Training.epochs(1))).hasMessageContaining("applies softmax itself");
    }
}
