package firsthand.cli.tune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import firsthand.cli.recipe.SettingsOptions;
import firsthand.data.Split;
import firsthand.datasets.Digits;
import firsthand.training.Evaluation;
import firsthand.training.History;
import firsthand.training.Trainer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A search on the 8x8 digits, in this process. */
class TuningTest {
    private static final Tuning.Listener SILENT = (trial, rung, outcome) -> {};
    private static final BooleanSupplier NEVER = () -> false;

    @TempDir
    private Path temporary;

    private final Split split = digits();

    private static Split digits() {
        try {
            return SettingsOptions.parse(List.of("--validation", "0.1"))
                    .training()
                    .split(Digits.load().train())
                    .orElseThrow();
        } catch (IOException failed) {
            throw new AssertionError(failed);
        }
    }

    private static Plan plan(Search search, String given, String... tries) {
        return new Plan(
                "mlp",
                List.of(("--data digits " + given).split(" ")),
                Stream.of(tries).map(Choice::parse).toList(),
                search);
    }

    /** Nine trials over 10, 30 and 90 steps, with all that a trial has to remember from rung to rung. */
    private static Plan halving() {
        return plan(
                new Search(Search.Kind.HALVING, 9, 3),
                "--iterations 90 --report-every 7 --dropout 0.1 --average 0.9 --optimizer momentum --schedule cosine",
                "learning-rate=1e-3..1:log",
                "hidden=8..32");
    }

    private TuneFolder folder(String name) {
        return new TuneFolder(temporary.resolve(name));
    }

    private Standings run(Plan plan, String name, int parallel, BooleanSupplier stop) throws Exception {
        return new Tuning(plan, split, folder(name), 2, parallel, stop, SILENT).run();
    }

    /** All that has to be the same however a search came to its end. */
    private static List<Object> essence(Standings standings) {
        List<Object> essence = new ArrayList<>(List.of(standings.curves(), standings.recipe(), standings.complete()));
        for (var outcome : standings.ranked()) {
            essence.add(List.of(
                    outcome.trial(),
                    outcome.rung(),
                    outcome.steps(),
                    outcome.validationAccuracy(),
                    outcome.validationLoss()));
        }
        return essence;
    }

    @Test
    void aTrialIsThePlainTrainingOfItsSettingsMeasuredOnTheExamplesHeldBack() throws Exception {
        var plan = plan(new Search(Search.Kind.GRID, 0, 3), "--epochs 3", "learning-rate=0.01,0.001", "hidden=8,16");
        var standings = run(plan, "grid", 2, NEVER);
        assertThat(standings.complete()).isTrue();
        assertThat(standings.outcomes()).hasSize(4);
        for (var trial : plan.trials()) {
            var network = trial.settings().network(split.train());
            var loss = trial.settings().loss();
            var history =
                    new Trainer(network, loss, trial.settings().training().validation(split.test())).fit(split.train());
            var outcome = standings.outcomes().get(trial.number());
            var measured = Evaluation.of(network, loss, split.test(), 1);
            assertThat(outcome.validationAccuracy()).isEqualTo(measured.accuracy());
            assertThat(outcome.validationLoss()).isEqualTo(measured.loss());
            assertThat(withoutSeconds(outcome.curve())).isEqualTo(withoutSeconds(history.entries()));
            assertThat(outcome.curve().getLast().validationAccuracy()).isEqualTo(outcome.validationAccuracy());
        }
    }

    private static List<List<Object>> withoutSeconds(List<History.Entry> curve) {
        return curve.stream()
                .<List<Object>>map(entry -> List.of(
                        entry.step(),
                        entry.epoch(),
                        entry.trainLoss(),
                        entry.trainAccuracy(),
                        entry.validationLoss(),
                        entry.validationAccuracy(),
                        entry.learningRate()))
                .toList();
    }

    @Test
    void theTableIsSortedByValidationAccuracy() throws Exception {
        var plan = plan(new Search(Search.Kind.GRID, 0, 3), "--epochs 2", "learning-rate=0.0001,0.01,0.001");
        var standings = run(plan, "sorted", 3, NEVER);
        assertThat(standings.ranked().stream().map(Outcome::validationAccuracy))
                .isSortedAccordingTo(Comparator.reverseOrder());
        var best = standings.best().orElseThrow();
        assertThat(best.validationAccuracy())
                .isEqualTo(standings.outcomes().values().stream()
                        .mapToDouble(Outcome::validationAccuracy)
                        .max()
                        .orElseThrow());
        assertThat(standings.rows().get(1)).contains(String.format("%.2f %%", 100 * best.validationAccuracy()));
        assertThat(standings.recipe())
                .contains("\n--learning-rate "
                        + Double.parseDouble(standings.trial(best).values().get("--learning-rate")));
    }

    /** With a constant rate, so many steps of a long training are a training of so many steps. */
    @Test
    void halvingKeepsTheTrialsThatAPlainComputationKeeps() throws Exception {
        var plan = plan(
                new Search(Search.Kind.HALVING, 9, 3),
                "--iterations 90 --report-every 90 --optimizer sgd",
                "learning-rate=1e-2..1:log",
                "hidden=8..32");
        var standings = run(plan, "halving", 2, NEVER);
        var trials = plan.trials();
        List<Integer> running = IntStream.range(0, 9).boxed().toList();
        Map<Integer, Integer> steps = new HashMap<>();
        for (int rungSteps : new int[] {10, 30, 90}) {
            Map<Integer, double[]> score = new HashMap<>();
            for (int i : running) {
                score.put(i, plainScore(trials.get(i), rungSteps));
                steps.put(i, rungSteps);
                if (rungSteps == standings.outcomes().get(i).steps()) {
                    assertThat(standings.outcomes().get(i).validationAccuracy()).isEqualTo(score.get(i)[0]);
                    assertThat(standings.outcomes().get(i).validationLoss()).isCloseTo(score.get(i)[1], within(0.0));
                }
            }
            running = running.stream()
                    .sorted(Comparator.comparingDouble((Integer i) -> -score.get(i)[0])
                            .thenComparingDouble(i -> score.get(i)[1])
                            .thenComparing(i -> i))
                    .limit(running.size() / 3)
                    .toList();
        }
        standings
                .outcomes()
                .forEach((trial, outcome) -> assertThat(outcome.steps()).isEqualTo((long) steps.get(trial)));
        assertThat(steps.values().stream().sorted()).containsExactly(10, 10, 10, 10, 10, 10, 30, 30, 90);
        assertThat(standings.best().orElseThrow().steps()).isEqualTo(90);
    }

    private double[] plainScore(Trial trial, int steps) {
        List<String> words = new ArrayList<>(trial.settings().arguments());
        words.set(words.indexOf("--iterations") + 1, Integer.toString(steps));
        var settings = SettingsOptions.parse(words);
        var network = settings.network(split.train());
        var training = settings.training().validation(split.test());
        new Trainer(network, settings.loss(), training).fit(split.train());
        var measured = Evaluation.of(network, settings.loss(), split.test(), 1);
        return new double[] {measured.accuracy(), measured.loss()};
    }

    @Test
    void whatASearchComesToDoesNotDependOnHowManyTrialsAreUnderWay() throws Exception {
        assertThat(essence(run(halving(), "one", 1, NEVER))).isEqualTo(essence(run(halving(), "four", 4, NEVER)));
    }

    @Test
    void aSurvivorIsTheTrainingThatNeverStopped() throws Exception {
        var standings = run(halving(), "survivor", 2, NEVER);
        var best = standings.best().orElseThrow();
        var settings = standings.trial(best).settings();
        var network = settings.network(split.train());
        var history =
                new Trainer(network, settings.loss(), settings.training().validation(split.test())).fit(split.train());
        assertThat(withoutSeconds(best.curve())).isEqualTo(withoutSeconds(history.entries()));
        assertThat(best.validationLoss())
                .isEqualTo(
                        Evaluation.of(network, settings.loss(), split.test(), 1).loss());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 57, 95, 140, 200})
    void aSearchThatWasStoppedGoesOnToTheSameEnd(int stepsBeforeTheStop) throws Exception {
        var steps = new AtomicInteger();
        var stopped = run(halving(), "stopped", 2, () -> steps.getAndIncrement() >= stepsBeforeTheStop);
        assertThat(stopped.complete()).isFalse();
        var again = run(halving(), "stopped", 2, NEVER);
        assertThat(essence(again)).isEqualTo(essence(run(halving(), "straight", 2, NEVER)));
    }

    @Test
    void whatIsDoneIsNotDoneAgain() throws Exception {
        run(halving(), "done", 2, NEVER);
        var trained = new AtomicInteger();
        var again = new Tuning(
                        halving(),
                        split,
                        folder("done"),
                        2,
                        2,
                        NEVER,
                        (trial, rung, outcome) -> trained.incrementAndGet())
                .run();
        assertThat(again.complete()).isTrue();
        assertThat(trained).hasValue(0);
    }

    @Test
    void aLostCheckpointCostsTimeAndNoBit() throws Exception {
        // Stopped somewhere in the second rung, when there are checkpoints of the first.
        var steps = new AtomicInteger();
        run(halving(), "lost", 1, () -> steps.getAndIncrement() > 100);
        assertThat(temporary.resolve("lost/checkpoints")).isNotEmptyDirectory();
        folder("lost").removeCheckpoints();
        assertThat(essence(run(halving(), "lost", 1, NEVER))).isEqualTo(essence(run(halving(), "whole", 1, NEVER)));
        assertThat(temporary.resolve("lost/checkpoints")).doesNotExist();
    }

    @Test
    void aDamagedOutcomeIsNamed() throws Exception {
        run(halving(), "damaged", 2, NEVER);
        Files.writeString(temporary.resolve("damaged/trials/trial-0003-rung-0.json"), "{\"trial\": 3}");
        assertThatThrownBy(() -> run(halving(), "damaged", 2, NEVER))
                .hasMessageContaining("trial-0003-rung-0.json: expected the outcome of a trial");
    }

    @Test
    void aTrialThatDivergesComesLast() throws Exception {
        var plan = plan(
                new Search(Search.Kind.GRID, 0, 3),
                "--optimizer sgd --epochs 2 --loss mean-squared-error --output none",
                "learning-rate=1e30,0.1");
        var standings = run(plan, "diverged", 2, NEVER);
        assertThat(standings.ranked().stream().map(Outcome::diverged)).containsExactly(false, true);
        assertThat(standings.best().orElseThrow().trial()).isEqualTo(1);
        assertThat(standings.rows().getLast()).contains("diverged");
        assertThat(essence(run(plan, "diverged", 2, NEVER)))
                .as("read from its files")
                .isEqualTo(essence(standings));
    }

    @Test
    void earlyStoppingIsJudgedByTheWeightsItGoesBackTo() throws Exception {
        var plan = plan(
                new Search(Search.Kind.GRID, 0, 3),
                "--epochs 60 --optimizer sgd --batch-size 16 --early-stopping 3",
                "learning-rate=1.5,0.8");
        var standings = run(plan, "early", 2, NEVER);
        for (var outcome : standings.ranked()) {
            double lowest = outcome.curve().stream()
                    .mapToDouble(History.Entry::validationLoss)
                    .min()
                    .orElseThrow();
            assertThat(outcome.validationLoss()).isEqualTo(lowest);
        }
    }

    @Test
    void aPlanThatCannotBeTrainedIsRefusedBeforeItBegins() {
        var plan = plan(new Search(Search.Kind.GRID, 0, 3), "--epochs 1", "hidden=8,0");
        assertThatThrownBy(() -> Tuning.check(plan, split))
                .hasMessage("trial of hidden 0: --hidden: expected layers of 1 unit or more, received 0");
        assertThat(Arrays.asList(temporary.toFile().list())).isEmpty();
    }
}
