package firsthand.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import firsthand.classifier.Classifier;
import firsthand.data.Augmentation;
import firsthand.data.Dataset;
import firsthand.layer.Kernel;
import firsthand.layer.Parameter;
import firsthand.loss.CrossEntropy;
import firsthand.network.Network;
import firsthand.optimizer.Adagrad;
import firsthand.optimizer.Adam;
import firsthand.optimizer.AdamW;
import firsthand.optimizer.AmsGrad;
import firsthand.optimizer.Lion;
import firsthand.optimizer.Momentum;
import firsthand.optimizer.NAdam;
import firsthand.optimizer.Nesterov;
import firsthand.optimizer.Optimizer;
import firsthand.optimizer.ParameterGroups;
import firsthand.optimizer.RmsProp;
import firsthand.optimizer.Sgd;
import firsthand.random.RandomStream;
import firsthand.regularizer.ClipNorm;
import firsthand.regularizer.L1;
import firsthand.regularizer.L2;
import firsthand.regularizer.MaxNorm;
import firsthand.regularizer.Regularizer;
import firsthand.regularizer.WeightDecay;
import firsthand.schedule.ReduceOnPlateau;
import firsthand.schedule.Schedule;
import firsthand.tensor.Shape;
import firsthand.tensor.Tensor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongFunction;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A training that was interrupted and resumed is the one that never was, bit for bit. */
class CheckpointTest {
    private static final Dataset DENSE = images("dense", 0);
    private static final Dataset SPARSE = images("sparse", 0.8);

    /** Noise, and a corner of each class that is brighter. */
    private static Dataset images(String name, double zeros) {
        var random = RandomStream.of(11);
        var x = Tensor.zeros(Shape.of(45, 6, 6));
        var labels = new int[45];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = random.nextInt(3);
            for (int j = 0; j < 36; j++) {
                float value = random.nextFloat() + (j % 3 == labels[i] ? 0.4f : 0);
                x.values()[i * 36 + j] = random.nextDouble() < zeros ? 0 : value;
            }
        }
        return Dataset.of(name, x, labels, List.of("a", "b", "c"), 1);
    }

    private static final Augmentation NOISE = (values, at, example, random, memory) -> {
        for (int i = at; i < at + example.size(); i++) {
            values[i] += random.nextFloat() / 8;
        }
    };

    /**
     * A training, made anew whenever it is asked for.
     *
     * @param network by seed
     */
    private record Setup(Dataset data, LongFunction<Network> network, Supplier<Training> training) {

        private Run run(long seed, Function<Training, Training> changed) {
            var network = this.network.apply(seed);
            return new Run(data, network, new Trainer(network, new CrossEntropy(), changed.apply(training.get())));
        }

        private Run run(long seed) {
            return run(seed, training -> training);
        }

        /** Every checkpoint from the first to the last step. */
        private List<Checkpoint> checkpoints() {
            List<Checkpoint> taken = new ArrayList<>();
            run(1, training -> training.checkpointEvery(1, taken::add)).fit();
            return taken;
        }
    }

    private record Run(Dataset data, Network network, Trainer trainer) {
        private Outcome fit() {
            return Outcome.of(network, trainer.fit(data));
        }

        private Outcome resume(Checkpoint checkpoint) {
            return Outcome.of(network, trainer.resume(data, checkpoint));
        }
    }

    /** All that a training leaves, but for the seconds. */
    private record Outcome(List<Tensor> state, List<History.Entry> history) {
        private static Outcome of(Network network, History history) {
            return new Outcome(CheckpointTest.state(network), withoutSeconds(history.entries()));
        }
    }

    private static List<Tensor> state(Network network) {
        return network.state().stream().map(Parameter::value).map(Tensor::copy).toList();
    }

    private static List<History.Entry> withoutSeconds(List<History.Entry> entries) {
        return entries.stream()
                .map(entry -> new History.Entry(
                        entry.step(),
                        entry.epoch(),
                        entry.trainLoss(),
                        entry.trainAccuracy(),
                        entry.validationLoss(),
                        entry.validationAccuracy(),
                        entry.learningRate(),
                        0))
                .toList();
    }

    private static Callback stopAfter(long step) {
        return new Callback() {
            @Override
            public void onStep(Trainer trainer) {
                if (trainer.stepsDone() == step) {
                    trainer.requestStop();
                }
            }
        };
    }

    private static final List<Function<Schedule, Optimizer>> OPTIMIZERS = List.of(
            Sgd::new,
            rate -> new Momentum(rate, 0.9),
            Nesterov::of,
            Adagrad::of,
            RmsProp::of,
            Adam::of,
            rate -> AdamW.of(rate, 0.1),
            NAdam::of,
            AmsGrad::of,
            Lion::of,
            rate -> ParameterGroups.biases(Adam.of(rate), new Momentum(new ReduceOnPlateau(0.05, 0.5, 1), 0.9)),
            rate -> ParameterGroups.biases(new Sgd(rate), AmsGrad.of(rate)));

    private static final List<Supplier<Schedule>> SCHEDULES = List.of(
            () -> Schedule.constant(0.02),
            () -> Schedule.step(0.05, 0.3, 0.5),
            () -> Schedule.exponential(0.05, 0.001),
            () -> Schedule.polynomial(0.05, 0.9),
            () -> Schedule.cosine(0.05).warmUp(0.2),
            () -> Schedule.cosineWithRestarts(0.05, 0.2, 1.5),
            () -> Schedule.oneCycle(0.05),
            () -> new ReduceOnPlateau(0.05, 0.5, 1),
            () -> new ReduceOnPlateau(0.1, 0.7, 2).warmUpSteps(3),
            () -> new ReduceOnPlateau(0.1, 0.7, 1).warmUp(0.3).warmUpSteps(2));

    private static final List<Regularizer> REGULARIZERS =
            List.of(new L1(0.01), new L2(0.01), new WeightDecay(0.1), new MaxNorm(0.9), new ClipNorm(0.5));

    private static final List<LongFunction<Network>> NETWORKS = List.of(
            seed -> Network.input(6, 6).dense(7).relu().dense(3).build(seed),
            seed -> Network.input(6, 6)
                    .dense(6)
                    .dropout(0.3)
                    .layerNorm()
                    .tanh()
                    .dense(3)
                    .build(seed),
            seed -> Network.input(6, 6)
                    .conv2d(2, Kernel.size(3))
                    .batchNorm()
                    .relu()
                    .maxPool2d(2)
                    .dense(3)
                    .build(seed),
            seed -> Network.input(6, 6)
                    .conv2d(2, Kernel.size(3).stride(2))
                    .batchNorm()
                    .relu()
                    .dropout(0.2)
                    .residual(body -> body.conv2d(2, Kernel.size(3).padding(1))
                            .batchNorm()
                            .relu())
                    .dense(3)
                    .build(seed));

    private static <T> T any(List<T> choices, RandomStream random) {
        return choices.get(random.nextInt(choices.size()));
    }

    private static boolean maybe(RandomStream random) {
        return random.nextInt(2) == 0;
    }

    private static final int CASES = 120;

    private static Stream<Integer> cases() {
        return IntStream.range(0, CASES).boxed();
    }

    /** The optimisers and the networks take turns, so that none is left to chance. */
    private static Setup setup(int number) {
        var random = RandomStream.of(number);
        return new Setup(
                maybe(random) ? DENSE : SPARSE,
                NETWORKS.get(number / OPTIMIZERS.size() % NETWORKS.size()),
                () -> training(number, RandomStream.of(number).split("training")));
    }

    private static Training training(int number, RandomStream random) {
        var training =
                maybe(random) ? Training.epochs(2 + random.nextInt(3)) : Training.iterations(3 + random.nextInt(15));
        var rate = any(SCHEDULES, random).get();
        training = training.reportEvery(1 + random.nextInt(4))
                .seed(random.nextLong())
                .threads(1)
                .optimizer(OPTIMIZERS.get(number % OPTIMIZERS.size()).apply(rate))
                .microBatches(maybe(random) ? 1 : 3);
        training = switch (random.nextInt(5)) {
            case 0 -> training.fullBatch();
            case 1 -> training.batchSize(BatchSize.fraction(0.3)).shuffle(false);
            case 2 -> training.batchSize(9).drawnBatches();
            default -> training.batchSize(4 + random.nextInt(9));
        };
        if (maybe(random)) {
            training = training.regularizer(any(REGULARIZERS, random)).regularizer(any(REGULARIZERS, random));
        }
        if (random.nextInt(3) == 0) {
            training = training.augmentation(NOISE);
        }
        if (maybe(random)) {
            training = training.averaging(0.8);
        }
        if (maybe(random)) {
            training = training.validation(0.25);
            training = maybe(random) ? training : training.earlyStopping(1 + random.nextInt(3));
        }
        return training;
    }

    private static final long FIRST_WEIGHTS = 1;

    /**
     * Trains, from the start or from a checkpoint, and gives a checkpoint from somewhere on the way: the last of a
     * training that was stopped, or any of one that went on.
     */
    private static Checkpoint interrupted(Setup setup, Optional<Checkpoint> from, long steps, RandomStream random) {
        List<Checkpoint> taken = new ArrayList<>(from.stream().toList());
        boolean stops = maybe(random);
        long last = 1 + random.nextInt((int) steps);
        long every = stops ? steps : 1 + random.nextInt(3);
        int threads = 1 + random.nextInt(3);
        var run = setup.run(from.isPresent() ? random.nextLong() : FIRST_WEIGHTS, training -> {
            var watched = training.threads(threads).checkpointEvery(every, taken::add);
            return stops ? watched.callback(stopAfter(last)) : watched;
        });
        from.ifPresentOrElse(run::resume, run::fit);
        return stops ? taken.getLast() : any(taken, random);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void anInterruptedTrainingEndsWithTheWeightsAndTheHistoryOfOneThatNeverWas(int number) {
        var setup = setup(number);
        var random = RandomStream.of(number).split("interruptions");
        var whole = setup.run(FIRST_WEIGHTS);
        var expected = whole.fit();
        long steps = whole.trainer.steps();
        var checkpoint = interrupted(setup, Optional.empty(), steps, random);
        if (maybe(random)) {
            checkpoint = interrupted(setup, Optional.of(checkpoint), steps, random);
        }
        assertThat(setup.run(random.nextLong()).resume(checkpoint)).isEqualTo(expected);
    }

    private static final LongFunction<Network> WITH_EVERYTHING = NETWORKS.getLast();

    private static Training withEverything(double rate, int patience) {
        return Training.epochs(12)
                .batchSize(8)
                .seed(5)
                .threads(1)
                .optimizer(Adam.of(new ReduceOnPlateau(rate, 0.5, 2).warmUpSteps(3)))
                .augmentation(NOISE)
                .averaging(0.7)
                .validation(0.25)
                .earlyStopping(patience);
    }

    /** The validation loss falls to the end. */
    private static final Setup IMPROVING = new Setup(DENSE, WITH_EVERYTHING, () -> withEverything(0.01, 4));

    /** It soon rises, and early stopping ends it. */
    private static final Setup WORSENING =
            new Setup(DENSE, WITH_EVERYTHING, () -> withEverything(0.4, 4).averaging(0.1));

    private static void assertSame(Checkpoint checkpoint, Checkpoint expected) {
        assertThat(checkpoint.counts()).isEqualTo(expected.counts());
        assertThat(without(checkpoint.measures(), "seconds")).isEqualTo(without(expected.measures(), "seconds"));
        assertThat(checkpoint.tensors().keySet()).isEqualTo(expected.tensors().keySet());
        checkpoint
                .tensors()
                .forEach((name, values) ->
                        assertThat(values).as(name).isEqualTo(expected.tensors().get(name)));
        assertThat(withoutSeconds(checkpoint.history())).isEqualTo(withoutSeconds(expected.history()));
    }

    private static <T> Map<String, T> without(Map<String, T> values, String name) {
        var rest = new LinkedHashMap<>(values);
        rest.remove(name);
        return rest;
    }

    private static <T> Map<String, T> altered(Map<String, T> values, String name, UnaryOperator<T> change) {
        var altered = new LinkedHashMap<>(values);
        altered.computeIfPresent(name, (same, value) -> change.apply(value));
        return altered;
    }

    @Test
    void anyNumberOfThreadsTakesTheSameCheckpoints() {
        List<Checkpoint> three = new ArrayList<>();
        IMPROVING
                .run(1, training -> training.threads(3).checkpointEvery(1, three::add))
                .fit();
        var one = IMPROVING.checkpoints();
        assertThat(three).hasSameSizeAs(one);
        for (int i = 0; i < one.size(); i++) {
            assertSame(three.get(i), one.get(i));
        }
    }

    @Test
    void aRequestedStopLeavesTheCheckpointThatWouldHaveBeenTakenInPassing() {
        var inPassing = IMPROVING.checkpoints();
        for (int step : new int[] {1, 4, 5, 6, 13}) {
            List<Checkpoint> taken = new ArrayList<>();
            var stopped = IMPROVING
                    .run(
                            1,
                            training ->
                                    training.checkpointEvery(1000, taken::add).callback(stopAfter(step)))
                    .fit();
            assertThat(stopped.history.getLast().step()).isEqualTo(step);
            assertThat(taken).extracting(Checkpoint::steps).containsExactly(0L, (long) step);
            assertSame(taken.getLast(), inPassing.get(step));
        }
    }

    private static Checkpoint without(Checkpoint whole, String name) {
        return new Checkpoint(
                without(whole.counts(), name),
                without(whole.measures(), name),
                without(whole.tensors(), name),
                whole.history());
    }

    /** The checkpoint with 0 under the name given, or, where there was nothing else, with 1. */
    private static Checkpoint spoilt(Checkpoint whole, String name) {
        return new Checkpoint(
                altered(whole.counts(), name, count -> count == 0 ? 1L : 0L),
                altered(whole.measures(), name, value -> value == 0 ? 1.0 : 0.0),
                altered(whole.tensors(), name, values -> {
                    var spoilt = new float[values.length];
                    Arrays.fill(spoilt, Arrays.equals(values, spoilt) ? 1 : 0);
                    return spoilt;
                }),
                whole.history());
    }

    private static List<String> names(Checkpoint checkpoint) {
        return Stream.of(checkpoint.counts(), checkpoint.measures(), checkpoint.tensors())
                .flatMap(values -> values.keySet().stream())
                .toList();
    }

    /** In the middle of an epoch, when something has been reported, and is remembered. */
    private static final int MIDDLE = 13;

    @Test
    void nothingCanBeLeftOutOfACheckpoint() {
        var whole = IMPROVING.checkpoints().get(MIDDLE);
        assertThat(names(whole)).hasSizeGreaterThan(60);
        for (var name : names(whole)) {
            assertThatIllegalArgumentException()
                    .as(name)
                    .isThrownBy(() -> IMPROVING.run(2).resume(without(whole, name)))
                    .withMessageMatching("checkpoint: expected .*" + name + ".*, received none");
        }
    }

    /** That a number is wrong shows where it matters: the best weights where there are none better to come. */
    @Test
    void everythingInACheckpointMatters() {
        var remaining = new ArrayList<>(names(IMPROVING.checkpoints().get(MIDDLE)));
        remaining.remove("seconds");
        for (var setup : List.of(IMPROVING, WORSENING)) {
            var expected = setup.run(1).fit();
            var whole = setup.checkpoints().get(MIDDLE);
            assertThat(setup.run(2).resume(whole)).isEqualTo(expected);
            remaining.removeIf(name -> isNoticed(setup, spoilt(whole, name), expected));
            var forgetful = new Checkpoint(whole.counts(), whole.measures(), whole.tensors(), List.of());
            assertThat(setup.run(2).resume(forgetful)).isNotEqualTo(expected);
        }
        assertThat(remaining).isEmpty();
    }

    private static boolean isNoticed(Setup setup, Checkpoint spoilt, Outcome expected) {
        try {
            return !setup.run(2).resume(spoilt).equals(expected);
        } catch (IllegalArgumentException | DivergenceException noticed) {
            return true;
        }
    }

    @Test
    void theScheduleOfEachGroupOfParametersIsRemembered() {
        var setup = new Setup(
                DENSE,
                NETWORKS.getFirst(),
                () -> Training.iterations(30)
                        .batchSize(8)
                        .threads(1)
                        .optimizer(ParameterGroups.biases(
                                new Sgd(new ReduceOnPlateau(0.3, 0.9, 3)),
                                new Momentum(new ReduceOnPlateau(0.2, 0.8, 4).warmUpSteps(5), 0.9))));
        var expected = setup.run(1).fit();
        var checkpoints = setup.checkpoints();
        var remembered = names(checkpoints.getFirst()).stream()
                .filter(name -> name.startsWith("schedule"))
                .toList();
        assertThat(remembered)
                .containsExactly(
                        "schedule.0.lowest",
                        "schedule.0.rate",
                        "schedule.0.since",
                        "schedule.1.lowest",
                        "schedule.1.rate",
                        "schedule.1.since");
        // Now and then a lower loss follows at once, and nobody asks how long ago the one before was.
        assertThat(remembered)
                .allMatch(name ->
                        checkpoints.stream().anyMatch(whole -> isNoticed(setup, spoilt(whole, name), expected)));
        assertThat(checkpoints)
                .allSatisfy(whole -> assertThat(setup.run(2).resume(whole)).isEqualTo(expected));
    }

    @Test
    void secondsGoOnFromThoseSpentBefore() {
        var whole = IMPROVING.checkpoints().get(MIDDLE);
        var late = new Checkpoint(
                whole.counts(),
                altered(whole.measures(), "seconds", seconds -> seconds + 1000),
                whole.tensors(),
                whole.history());
        var run = IMPROVING.run(2);
        var history = run.trainer.resume(run.data, late);
        int before = whole.history().size();
        assertThat(history.entries().subList(0, before)).isEqualTo(whole.history());
        assertThat(history.entries().subList(before, history.entries().size()))
                .isNotEmpty()
                .allSatisfy(entry -> assertThat(entry.seconds()).isBetween(1000.0, 1100.0));
    }

    private static final Setup PLAIN = new Setup(
            DENSE,
            NETWORKS.getFirst(),
            () -> Training.iterations(10).batchSize(20).seed(5).threads(1).reportEvery(4));

    private static List<Long> steps(Setup setup, long every, Callback callback) {
        List<Long> steps = new ArrayList<>();
        setup.run(
                        1,
                        training -> training.checkpointEvery(every, checkpoint -> steps.add(checkpoint.steps()))
                                .callback(callback))
                .fit();
        return steps;
    }

    @Test
    void checkpointsAreTakenBeforeTheFirstStepAfterEverySoManyAndAtTheEnd() {
        var nothing = new Callback() {};
        assertThat(steps(PLAIN, 4, nothing)).containsExactly(0L, 4L, 8L, 10L);
        assertThat(steps(PLAIN, 5, nothing)).containsExactly(0L, 5L, 10L);
        assertThat(steps(PLAIN, Long.MAX_VALUE, nothing)).containsExactly(0L, 10L);
        assertThat(steps(PLAIN, 4, stopAfter(6))).containsExactly(0L, 4L, 6L);
        assertThat(steps(PLAIN, 4, stopAfter(8))).containsExactly(0L, 4L, 8L);
    }

    @Test
    void takingCheckpointsChangesNothing() {
        assertThat(PLAIN.run(1, training -> training.checkpointEvery(1, checkpoint -> {}))
                        .fit())
                .isEqualTo(PLAIN.run(1).fit());
    }

    @Test
    void theFirstCheckpointIsTheNetworkAsItWasGiven() {
        var first = PLAIN.checkpoints().getFirst();
        assertThat(first.tensors().get("network.0.dense.weight"))
                .isEqualTo(
                        PLAIN.network.apply(1).parameters().getFirst().value().values());
        assertThat(first.tensors().get("optimizer.2.dense.bias.1"))
                .containsOnly(0)
                .hasSize(3);
        assertThat(first.history()).isEmpty();
        assertThat(PLAIN.run(2).resume(first)).isEqualTo(PLAIN.run(1).fit());
    }

    private static Stream<Setup> ended() {
        return Stream.of(PLAIN, IMPROVING, WORSENING);
    }

    @ParameterizedTest
    @MethodSource("ended")
    void aTrainingThatHadEndedMakesNoFurtherStep(Setup setup) {
        var noStep = new Callback() {
            @Override
            public void onStep(Trainer trainer) {
                throw new IllegalStateException("step " + trainer.stepsDone());
            }
        };
        var last = setup.checkpoints().getLast();
        var run = setup.run(2, training -> training.callback(noStep));
        assertThat(run.resume(last)).isEqualTo(setup.run(1).fit());
        assertThat(run.trainer.stepsDone()).isEqualTo(last.steps());
    }

    @Test
    void earlyStoppingEndsOneOfTheExamplesBeforeItsTime() {
        assertThat(WORSENING.checkpoints().getLast().steps()).isLessThan(12 * 5);
        assertThat(IMPROVING.checkpoints().getLast().steps()).isEqualTo(12 * 5);
    }

    @Test
    void callbacksSeeWhereAResumedTrainingBegins() {
        List<String> calls = new ArrayList<>();
        var callback = new Callback() {
            @Override
            public void onStart(Trainer trainer) {
                calls.add("start at " + trainer.stepsDone() + " of " + trainer.steps());
            }

            @Override
            public void onStep(Trainer trainer) {
                calls.add("step " + trainer.stepsDone());
            }
        };
        PLAIN.run(2, training -> training.callback(callback).callback(new Warnings(calls::add)))
                .resume(PLAIN.checkpoints().get(8));
        assertThat(calls).containsExactly("start at 8 of 10", "step 9", "step 10");
    }

    @Test
    void aCheckpointDoesNotChangeAsTrainingGoesOn() {
        var values = new float[] {1, 2};
        var counts = new LinkedHashMap<>(Map.of("steps", 3L));
        var checkpoint = new Checkpoint(counts, Map.of(), Map.of("w", values), List.of());
        values[0] = 5;
        counts.clear();
        assertThat(checkpoint.tensors().get("w")).containsExactly(1, 2);
        assertThat(checkpoint.steps()).isEqualTo(3);
    }

    @Test
    void aDivergenceTakesNone() {
        List<Checkpoint> taken = new ArrayList<>();
        var run = PLAIN.run(1, training -> training.optimizer(Sgd.of(1e30)).checkpointEvery(1, taken::add));
        assertThatThrownBy(run::fit).isInstanceOf(DivergenceException.class);
        assertThat(taken).isNotEmpty();
        assertThat(taken)
                .allSatisfy(checkpoint -> checkpoint.tensors().forEach((name, values) -> {
                    for (float value : values) {
                        assertThat(value).as(name).isFinite();
                    }
                }));
    }

    @Test
    void aResumedTrainingThatDivergesAtOnceGoesBackToTheCheckpoint() {
        List<Checkpoint> taken = new ArrayList<>();
        UnaryOperator<Training> tooFast = training -> training.optimizer(Sgd.of(1e30));
        assertThatThrownBy(() -> PLAIN.run(1, tooFast.andThen(training -> training.checkpointEvery(1, taken::add)))
                        .fit())
                .isInstanceOf(DivergenceException.class);
        var last = taken.getLast();
        var run = PLAIN.run(2, tooFast);
        assertThatThrownBy(() -> run.resume(last))
                .isInstanceOfSatisfying(
                        DivergenceException.class,
                        diverged -> assertThat(diverged.restoredStep()).isEqualTo(last.steps()));
        assertThat(run.network.parameters().getFirst().value().values())
                .isEqualTo(last.tensors().get("network.0.dense.weight"));
    }

    @Test
    void aSinkThatFailsEndsTraining() {
        var full = new IOException("the disk is full");
        var run = PLAIN.run(
                1,
                training -> training.checkpointEvery(3, checkpoint -> {
                    if (checkpoint.steps() == 3) {
                        throw full;
                    }
                }));
        assertThatThrownBy(run::fit).isInstanceOf(UncheckedIOException.class).hasCause(full);
        assertThat(run.trainer.stepsDone()).isEqualTo(3);
    }

    @Test
    void aClassifierGoesOnAndLearnsTheNamesOfItsClasses() {
        var checkpoint = PLAIN.checkpoints().get(5);
        var classifier = Classifier.of(PLAIN.network.apply(2));
        var trainer = new Trainer(
                classifier.network(), classifier.loss(), PLAIN.training.get().seed(6));
        assertThatIllegalArgumentException().isThrownBy(() -> classifier.resume(DENSE, trainer, checkpoint));
        assertThat(classifier.classNames()).containsExactly("0", "1", "2");
        var history = classifier.resume(
                DENSE, new Trainer(classifier.network(), classifier.loss(), PLAIN.training.get()), checkpoint);
        assertThat(Outcome.of(classifier.network(), history))
                .isEqualTo(PLAIN.run(1).fit());
        assertThat(classifier.classNames()).containsExactly("a", "b", "c");
    }

    private record Misfit(String message, Setup setup) {
        private static Misfit of(String message, UnaryOperator<Training> change) {
            return new Misfit(message, new Setup(DENSE, PLAIN.network, () -> change.apply(PLAIN.training.get())));
        }

        @Override
        public String toString() {
            return message;
        }
    }

    /** What those find who go on with the plain training's checkpoint in another training. */
    private static final List<Misfit> MISFITS = List.of(
            Misfit.of("expected seed 6, received 5", training -> training.seed(6)),
            Misfit.of("expected batchSize 21, received 20", training -> training.batchSize(21)),
            Misfit.of("expected examples 36, received 45", training -> training.validation(0.2)),
            Misfit.of("expected batchesPerEpoch 1, received 3", Training::drawnBatches),
            Misfit.of(
                    "expected a tensor optimizer.0.dense.weight.2, received none",
                    training -> training.optimizer(AmsGrad.of(0.1))),
            Misfit.of(
                    "expected no tensor optimizer.0.dense.weight.1, received one",
                    training -> training.optimizer(Momentum.of(0.1))),
            Misfit.of(
                    "expected a measure schedule.0.lowest, received none",
                    training -> training.optimizer(Adam.of(new ReduceOnPlateau(0.1, 0.5, 2)))),
            Misfit.of("expected a tensor average.0.dense.weight, received none", training -> training.averaging(0.9)),
            Misfit.of(
                    "expected a count earlyStopping.reportsSince, received none",
                    training -> training.validation(DENSE).earlyStopping(2)),
            new Misfit(
                    "expected totalSteps 12, received 10",
                    new Setup(
                            DENSE,
                            PLAIN.network,
                            () -> Training.epochs(4).batchSize(20).seed(5))),
            new Misfit(
                    "expected 3 steps at most, received 5",
                    new Setup(
                            DENSE,
                            PLAIN.network,
                            () -> Training.epochs(1).batchSize(20).seed(5))),
            new Misfit(
                    "expected 288 numbers in optimizer.0.dense.weight.0, received 252",
                    new Setup(
                            DENSE,
                            seed -> Network.input(6, 6).dense(8).relu().dense(3).build(seed),
                            PLAIN.training)),
            new Misfit(
                    "expected a tensor optimizer.0.conv2d.weight.0, received none",
                    new Setup(DENSE, NETWORKS.get(2), PLAIN.training)));

    @ParameterizedTest
    @FieldSource("MISFITS")
    void aCheckpointOfAnotherTrainingIsRefusedInOneLineAndNothingHasChanged(Misfit misfit) {
        var checkpoint = PLAIN.checkpoints().get(5);
        var run = misfit.setup.run(2);
        var before = state(run.network);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> run.resume(checkpoint))
                .withMessage("checkpoint: " + misfit.message);
        assertThat(state(run.network)).isEqualTo(before);
        assertThat(run.trainer.steps()).isZero();
    }

    @Test
    void whatAScheduleCannotHaveRememberedIsRefused() {
        var checkpoint = IMPROVING.checkpoints().get(MIDDLE);
        var impossible = new Checkpoint(
                checkpoint.counts(),
                altered(checkpoint.measures(), "schedule.0.since", since -> 2.0),
                checkpoint.tensors(),
                checkpoint.history());
        var run = IMPROVING.run(2);
        var before = state(run.network);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> run.resume(impossible))
                .withMessageMatching("reduce on plateau: expected a lowest loss, and fewer than 2 losses since,"
                        + " received .* and 2.0");
        assertThat(state(run.network)).isEqualTo(before);
    }

    @Test
    void whatIsNoCheckpointIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Checkpoint(Map.of(), Map.of(), Map.of(), List.of()))
                .withMessage("checkpoint: expected a count steps of 0 or more, received none");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Checkpoint(Map.of("steps", -1L), Map.of(), Map.of(), List.of()))
                .withMessage("checkpoint: expected a count steps of 0 or more, received -1");
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> new Checkpoint(Map.of("steps", 1L), Map.of("lossSum", Double.NaN), Map.of(), List.of()))
                .withMessage("checkpoint: expected a number as lossSum, received NaN");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Training.epochs(1).checkpointEvery(0, checkpoint -> {}))
                .withMessage("checkpoints: expected one every 1 step or more, received 0");
    }
}
