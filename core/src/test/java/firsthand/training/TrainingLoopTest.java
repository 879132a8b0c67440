package firsthand.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import firsthand.data.Dataset;
import firsthand.layer.Parameter;
import firsthand.loss.CrossEntropy;
import firsthand.network.Network;
import firsthand.optimizer.Adam;
import firsthand.optimizer.Momentum;
import firsthand.optimizer.Optimizer;
import firsthand.optimizer.Sgd;
import firsthand.regularizer.ClipNorm;
import firsthand.regularizer.L2;
import firsthand.regularizer.Regularizer;
import firsthand.schedule.ReduceOnPlateau;
import firsthand.schedule.Schedule;
import firsthand.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A training made step by step is the one made in one go, however often it goes back, and wherever its rule changes. */
class TrainingLoopTest {
    private static final Dataset DIGITS = RealDigits.load();
    private static final int STEPS = 18;

    private static Network network() {
        return Network.input(28, 28).dense(12).relu().dropout(0.2).dense(10).build(4);
    }

    private static Training training() {
        return Training.iterations(STEPS)
                .batchSize(48)
                .reportEvery(5)
                .validation(0.25)
                .seed(3)
                .threads(1)
                .averaging(0.7)
                .earlyStopping(100);
    }

    private static TrainingLoop begin(Training training) {
        return new Trainer(network(), new CrossEntropy(), training).begin(DIGITS);
    }

    private static void stepTo(TrainingLoop loop, long step) {
        while (loop.stepsDone() < step) {
            loop.step();
        }
    }

    private static List<Tensor> weights(Network network) {
        return network.parameters().stream()
                .map(Parameter::value)
                .map(Tensor::copy)
                .toList();
    }

    private static List<Tensor> fitted(Training training) {
        var network = network();
        new Trainer(network, new CrossEntropy(), training).fit(DIGITS);
        return weights(network);
    }

    private static List<Tensor> finished(TrainingLoop loop) {
        try (loop) {
            stepTo(loop, STEPS);
            loop.finish();
            return weights(loop.network());
        }
    }

    @Test
    void itsStepsAreThoseOfATrainingMadeInOneGo() {
        assertThat(finished(begin(training()))).isEqualTo(fitted(training()));
    }

    @Test
    void aTrainingBegunAtACheckpointGoesOnFromThere() {
        List<Checkpoint> taken = new ArrayList<>();
        var expected = fitted(training().checkpointEvery(7, taken::add));
        var resumed = new Trainer(network(), new CrossEntropy(), training()).begin(DIGITS, taken.get(1));
        assertThat(resumed.stepsDone()).isEqualTo(7);
        assertThat(finished(resumed)).isEqualTo(expected);
    }

    @Test
    void goingBackAndOnAgainAndAgainGivesTheSameBits() {
        var expected = fitted(training());
        try (var loop = begin(training())) {
            var beginning = loop.checkpoint();
            stepTo(loop, 7);
            var seventh = loop.checkpoint();
            stepTo(loop, 11);
            loop.restore(beginning);
            assertThat(loop.stepsDone()).isZero();
            stepTo(loop, 3);
            loop.restore(seventh);
            stepTo(loop, STEPS);
            loop.finish();
            assertThat(weights(loop.network())).isEqualTo(expected);
            loop.restore(beginning);
            assertThat(finished(loop)).isEqualTo(expected);
        }
    }

    @Test
    void goingBackTakesTheReportsBackWithIt() {
        try (var loop = begin(training())) {
            stepTo(loop, 6);
            var sixth = loop.checkpoint();
            stepTo(loop, STEPS);
            assertThat(loop.history().entries()).extracting(History.Entry::step).containsExactly(5L, 10L, 15L, (long)
                    STEPS);
            loop.restore(sixth);
            assertThat(loop.history().entries()).extracting(History.Entry::step).containsExactly(5L);
        }
    }

    @Test
    void itSaysHowTheLastBatchWent() {
        try (var loop = begin(training().validation(0.0).earlyStopping(Integer.MAX_VALUE))) {
            assertThat(loop.batchLoss()).isNaN();
            assertThat(loop.stepsPerEpoch()).isEqualTo(6);
            loop.step();
            assertThat(loop.batchLoss()).isBetween(2.0, 3.0);
            assertThat(loop.batchExamples()).isEqualTo(48);
            stepTo(loop, 6);
            assertThat(loop.batchExamples()).isEqualTo(DIGITS.size() - 5 * 48);
            assertThat(loop.lastBatch().examples()).isEqualTo(DIGITS.size() - 5 * 48);
        }
    }

    @Test
    void itsDataAreThoseLearnedFromAndThoseHeldBack() {
        try (var loop = begin(training())) {
            var split = training().split(DIGITS).orElseThrow();
            assertThat(loop.trainingData().size()).isEqualTo(split.train().size());
            assertThat(loop.validationData().orElseThrow().size())
                    .isEqualTo(split.test().size());
        }
    }

    @Test
    void aTrainingThatIsOverMakesNoFurtherStep() {
        try (var loop = begin(training())) {
            stepTo(loop, STEPS);
            assertThat(loop.isOver()).isTrue();
            assertThatIllegalStateException()
                    .isThrownBy(loop::step)
                    .withMessage("training: expected a step still to be made, received one that is over after 18");
        }
    }

    @Test
    void afterItsFinishThereIsNoCheckpointToTake() {
        try (var loop = begin(training())) {
            stepTo(loop, 2);
            loop.finish();
            assertThatIllegalStateException()
                    .isThrownBy(loop::checkpoint)
                    .withMessage("checkpoint: expected a training before its finish, received one after it");
        }
    }

    @Test
    void finishingTwiceIsFinishingOnce() {
        try (var loop = begin(training())) {
            stepTo(loop, 9);
            loop.finish();
            var expected = weights(loop.network());
            loop.finish();
            assertThat(weights(loop.network())).isEqualTo(expected);
        }
    }

    @Test
    void callbacksAreToldOfTheEndWhenItIsClosed() {
        List<String> calls = new ArrayList<>();
        var callback = new Callback() {
            @Override
            public void onEnd(Trainer trainer) {
                calls.add("end after " + trainer.stepsDone());
            }
        };
        try (var loop = begin(training().callback(callback))) {
            stepTo(loop, 4);
            assertThat(calls).isEmpty();
        }
        assertThat(calls).containsExactly("end after 4");
    }

    @Test
    void aDivergenceNamesItsLayerAndOneCanGoBackBeforeIt() {
        var network = network();
        try (var loop = new Trainer(network, new CrossEntropy(), training().optimizer(Sgd.of(1e30))).begin(DIGITS)) {
            var beginning = loop.checkpoint();
            assertThatThrownBy(() -> stepTo(loop, STEPS))
                    .isInstanceOfSatisfying(
                            DivergenceException.class,
                            diverged -> assertThat(diverged)
                                    .hasMessageContaining(
                                            "first in layer " + diverged.layer().orElseThrow() + " (dense)"));
            assertThat(loop.isOver()).isTrue();
            loop.restore(beginning);
            loop.change(Sgd.of(0.1), List.of());
            stepTo(loop, STEPS);
        }
        assertThat(weights(network)).isEqualTo(stepped(training().optimizer(Sgd.of(0.1)), step -> {}));
    }

    /** The last weights of a training, without its finish; {@code between} is told of each step that is to be made. */
    private static List<Tensor> stepped(Training training, LongConsumer between) {
        try (var loop = begin(training)) {
            while (!loop.isOver()) {
                between.accept(loop.stepsDone());
                loop.step();
            }
            return weights(loop.network());
        }
    }

    private record Begin(String name, Supplier<Optimizer> optimizer, List<Regularizer> regularizers) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static Stream<Begin> begins() {
        return Stream.of(
                new Begin("sgd", () -> Sgd.of(0.05), List.of()),
                new Begin("momentum", () -> new Momentum(Schedule.cosine(0.05).warmUp(0.3), 0.9), List.of()),
                new Begin("adam", () -> Adam.of(0.01), List.of(new ClipNorm(0.5), new L2(0.01))),
                new Begin("plateau", () -> Adam.of(new ReduceOnPlateau(0.01, 0.5, 1)), List.of()));
    }

    @ParameterizedTest
    @MethodSource("begins")
    void aChangeBeforeTheFirstStepIsHavingBegunSo(Begin begin) {
        var begunSo = training().optimizer(begin.optimizer.get());
        for (var regularizer : begin.regularizers) {
            begunSo = begunSo.regularizer(regularizer);
        }
        var expected = fitted(begunSo);
        for (var before : List.of(Adam.of(0.5), Sgd.of(0.5))) {
            var changed = training()
                    .optimizer(before)
                    .regularizer(new L2(0.3))
                    .change(0, begin.optimizer.get(), begin.regularizers);
            assertThat(fitted(changed)).isEqualTo(expected);
        }
    }

    private static final List<Regularizer> PENALTY = List.of(new L2(0.1));

    /** A training whose rule changes twice, each time to one with another memory or another rate. */
    private static Training changing() {
        return training()
                .optimizer(new Momentum(new ReduceOnPlateau(0.1, 0.5, 1), 0.9))
                .change(6, Adam.of(new ReduceOnPlateau(0.02, 0.5, 1)), PENALTY)
                .change(11, Adam.of(0.001), List.of());
    }

    @Test
    void aChangeMadeByHandIsTheOneMadeFromTheFirst() {
        try (var loop = begin(training().optimizer(new Momentum(new ReduceOnPlateau(0.1, 0.5, 1), 0.9)))) {
            stepTo(loop, 6);
            loop.change(Adam.of(new ReduceOnPlateau(0.02, 0.5, 1)), PENALTY);
            stepTo(loop, 11);
            loop.change(Adam.of(0.001), List.of());
            assertThat(finished(loop)).isEqualTo(fitted(changing()));
        }
    }

    @Test
    void aChangeChangesWhatIsLearned() {
        var expected = fitted(changing());
        assertThat(fitted(changing().change(11, Adam.of(0.002), List.of()))).isNotEqualTo(expected);
        assertThat(fitted(changing().change(6, Adam.of(new ReduceOnPlateau(0.02, 0.5, 1)), List.of())))
                .isNotEqualTo(expected);
        assertThat(fitted(changing().change(12, Adam.of(0.001), PENALTY))).isNotEqualTo(expected);
    }

    @Test
    void goingBackAcrossChangesAndOnAgainGivesTheSameBits() {
        var expected = fitted(changing());
        List<Checkpoint> taken = new ArrayList<>();
        try (var loop = begin(changing())) {
            while (!loop.isOver()) {
                taken.add(loop.checkpoint());
                loop.step();
            }
            taken.add(loop.checkpoint());
            for (int from : new int[] {12, 0, 11, 6, STEPS, 5, 7, 10}) {
                loop.restore(taken.get(from));
                stepTo(loop, STEPS);
                loop.finish();
                assertThat(weights(loop.network())).as("from " + from).isEqualTo(expected);
            }
        }
    }

    @Test
    void aTrainingWithChangesCanBeResumedAtAnyStep() {
        List<Checkpoint> taken = new ArrayList<>();
        var expected = fitted(changing().checkpointEvery(1, taken::add));
        for (var checkpoint : taken) {
            var network = network();
            new Trainer(network, new CrossEntropy(), changing()).resume(DIGITS, checkpoint);
            assertThat(weights(network)).as("from " + checkpoint.steps()).isEqualTo(expected);
        }
    }

    @Test
    void aCheckpointDoesNotDependOnAChangeThatComesAfterIt() {
        try (var loop = begin(changing())) {
            stepTo(loop, 6);
            var before = loop.checkpoint();
            loop.change(Sgd.of(0.1), List.of());
            assertThat(loop.checkpoint().tensors().keySet())
                    .isEqualTo(before.tensors().keySet());
        }
    }

    @Test
    void changesThatAreForgottenAreNotMade() {
        var plain = training().optimizer(Sgd.of(0.1));
        try (var loop = begin(plain.change(4, Adam.of(0.1), List.of()).change(9, Sgd.of(0.2), List.of()))) {
            var beginning = loop.checkpoint();
            stepTo(loop, 7);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> loop.forgetChangesFrom(4))
                    .withMessage(
                            "changes: expected to forget those from step 7 on, which is still to come, received 4");
            loop.forgetChangesFrom(7);
            loop.restore(beginning);
            loop.forgetChangesFrom(0);
            assertThat(finished(loop)).isEqualTo(fitted(plain));
        }
    }

    /** With a memory of zeros again, Adam would make a first step the size of the rate for every weight. */
    @Test
    void theMemoryOfARuleThatGetsAnotherRateStays() {
        var onceMore = training().optimizer(Adam.of(0.01)).change(9, Adam.of(0.01), List.of());
        assertThat(fitted(onceMore)).isEqualTo(fitted(training().optimizer(Adam.of(0.01))));
    }

    @Test
    void aRuleThatComesAnewCountsItsStepsFromTheChange() {
        var network = network();
        var before = new ArrayList<Tensor>();
        try (var loop = new Trainer(network, new CrossEntropy(), training().optimizer(Sgd.of(0.1))).begin(DIGITS)) {
            stepTo(loop, 9);
            before.addAll(weights(network));
            loop.change(Adam.of(0.01), List.of());
            loop.step();
        }
        var last = weights(network).getLast().values();
        for (int i = 0; i < last.length; i++) {
            // Adam's first step is the rate, up or down, but for the epsilon beside the gradient.
            assertThat(Math.abs(last[i] - before.getLast().values()[i])).isBetween(0.0099f, 0.0101f);
        }
    }

    @Test
    void schedulesGoByTheWholeTrainingsSteps() {
        var cosine = training().optimizer(new Sgd(Schedule.cosine(0.1)));
        assertThat(fitted(cosine.change(7, new Sgd(Schedule.cosine(0.1)), List.of())))
                .isEqualTo(fitted(cosine));
    }

    @Test
    void theHistoryHasTheRateOfEachStepsOwnRule() {
        var training = training()
                .optimizer(Sgd.of(0.1))
                .change(5, Sgd.of(0.2), List.of())
                .change(15, Sgd.of(0.3), List.of());
        var history = new Trainer(network(), new CrossEntropy(), training).fit(DIGITS);
        assertThat(history.entries()).extracting(History.Entry::learningRate).containsExactly(0.1, 0.2, 0.2, 0.3);
    }

    @Test
    void theRuleOfTheNextStepIsTold() {
        try (var loop = begin(changing())) {
            assertThat(loop.optimizer().name()).isEqualTo("momentum");
            stepTo(loop, 6);
            assertThat(loop.optimizer().name()).isEqualTo("adam");
        }
    }

    @Test
    void aTrainingCanBeMadeLonger() {
        try (var loop = begin(training())) {
            stepTo(loop, STEPS - 3);
            var longer = Training.iterations(STEPS + 10)
                    .batchSize(48)
                    .reportEvery(5)
                    .validation(0.25)
                    .seed(3)
                    .threads(1)
                    .averaging(0.7)
                    .earlyStopping(100);
            var network = network();
            new Trainer(network, new CrossEntropy(), longer)
                    .resume(DIGITS, loop.checkpoint().ofTotalSteps(STEPS + 10));
            assertThat(weights(network)).isEqualTo(fitted(longer));
        }
    }

    @Test
    void aChangeComesAfterNoFewerThanNoSteps() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> training().change(-1, Sgd.of(0.1), List.of()))
                .withMessage("change: expected one after 0 steps or more, received -1");
    }
}
