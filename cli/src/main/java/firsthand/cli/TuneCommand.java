package firsthand.cli;

import firsthand.cli.recipe.Experiment;
import firsthand.cli.recipe.Recipes;
import firsthand.cli.recipe.SettingsOptions;
import firsthand.cli.terminal.FetchDisplay;
import firsthand.cli.terminal.Output;
import firsthand.cli.tune.Choice;
import firsthand.cli.tune.Outcome;
import firsthand.cli.tune.Plan;
import firsthand.cli.tune.PlanFile;
import firsthand.cli.tune.Search;
import firsthand.cli.tune.Standings;
import firsthand.cli.tune.TrainOptions;
import firsthand.cli.tune.Trial;
import firsthand.cli.tune.TuneFolder;
import firsthand.cli.tune.Tuning;
import firsthand.data.Split;
import firsthand.settings.CommandText;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * {@code firsthand tune}: trains with many settings, several at a time, and compares them on examples held back from the
 * training set. The test set is for whoever trains the best of them in the end.
 */
@Command(
        name = "tune",
        sortOptions = false,
        abbreviateSynopsis = true,
        description = "Search for good settings: train with many, compare them on validation data.")
final class TuneCommand implements Callable<Integer> {
    /** Whose sweep of learning rates it is that {@code --learning-rates} stands for. */
    private static final String SWEPT_RECIPE = "elcapo";

    /** What may be given with --resume: nothing that changes what is searched. */
    private static final Set<String> WITH_RESUME =
            Set.of("--resume", "--parallel", "--threads", "--kernels", "--json", "--verbose");

    @Option(
            names = "--try",
            paramLabel = "OPTION=VALUES",
            description = "an option of train with values to try, as in hidden=32,64 or, with commas in them,"
                    + " hidden=64/128,64; or with a range to draw from, as in learning-rate=1e-4..1e-1:log;"
                    + " may be given several times")
    private List<String> tries = List.of();

    @Option(
            names = "--learning-rates",
            paramLabel = "VALUES",
            description = "short for --try learning-rate=VALUES; without --recipe, on the network that the first of our"
                    + " sources swept them for: elcapo")
    private @Nullable String learningRates;

    @Option(
            names = "--search",
            paramLabel = "NAME",
            description = "grid: every combination; random: so many draws; halving: train many for a short while, and"
                    + " the better the longer; by default grid, or random where there is a range or --trials")
    private @Nullable String search;

    @Option(names = "--trials", paramLabel = "N", description = "how many settings to draw; by default 16")
    private @Nullable Integer trials;

    @Option(names = "--eta", paramLabel = "N", description = "halving: keep one in N, and train it N times as long")
    private int eta = Search.DEFAULT_ETA;

    @Option(names = "--parallel", paramLabel = "N", description = "trials under way at a time; by default one a thread")
    private @Nullable Integer parallel;

    @Option(names = "--out", paramLabel = "DIR", description = "the folder; by default a new one under runs/")
    private @Nullable Path out;

    @Option(
            names = "--resume",
            paramLabel = "DIR",
            description = "go on with a search that was stopped, to the same result; takes all settings from there")
    private @Nullable Path resume;

    @Option(
            names = "--recipe",
            paramLabel = "NAME|FILE",
            description = "begin with the options of a recipe: see firsthand recipes")
    private @Nullable String recipe;

    @Mixin
    @SuppressWarnings("unused") // read by picocli, and from its result
    private SettingsOptions options = new SettingsOptions();

    @Mixin
    private ComputeOptions compute = new ComputeOptions();

    @Mixin
    private CommonOptions common = new CommonOptions();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        compute.chooseKernels();
        var output = common.output();
        if (parallel() < 1) {
            throw new IllegalArgumentException("--parallel: expected 1 or more, received " + parallel());
        }
        if (resume == null) {
            checkUnused(out);
            begin(plan(), output);
        } else {
            checkNothingElseIsSet();
            goOn(new TuneFolder(resume), output);
        }
        return 0;
    }

    private int parallel() {
        return parallel != null ? parallel : compute.threads();
    }

    private void begin(Plan plan, Output output) throws IOException, InterruptedException {
        var experiment = Experiment.load(plan.settings(), new FetchDisplay(output));
        var split = split(experiment);
        Tuning.check(plan, split);
        var folder = new TuneFolder(RunFolder.create(out, "tune").folder());
        folder.savePlan(PlanFile.json(plan, experiment.loaded().origin()));
        run(plan, split, folder, output);
    }

    private void goOn(TuneFolder folder, Output output) throws IOException, InterruptedException {
        var before = folder.plan();
        var plan = PlanFile.plan(before);
        var experiment = Experiment.load(plan.settings(), new FetchDisplay(output));
        PlanFile.checkSame(before, plan, experiment.loaded().origin());
        run(plan, split(experiment), folder, output);
    }

    private static void checkUnused(@Nullable Path out) {
        if (out != null && new TuneFolder(out).hasPlan()) {
            throw new IllegalArgumentException("--out: expected a folder without a search, received " + out
                    + "; go on with --resume " + out + ", or name another");
        }
    }

    /** A search goes on as it began. */
    private void checkNothingElseIsSet() {
        for (var option : spec.commandLine().getParseResult().matchedOptions()) {
            if (!WITH_RESUME.contains(option.longestName())) {
                throw new IllegalArgumentException("--resume: expected the settings of the search, received "
                        + option.longestName() + "; leave it out, or search anew");
            }
        }
    }

    private Plan plan() {
        List<Choice> choices = new ArrayList<>();
        if (learningRates != null) {
            choices.add(Choice.parse("learning-rate=" + learningRates));
        }
        tries.forEach(text -> choices.add(Choice.parse(text)));
        String named = recipe != null ? recipe : learningRates != null ? SWEPT_RECIPE : Recipes.DEFAULT;
        var given = TrainOptions.given(spec.commandLine().getParseResult());
        return new Plan(named, given, choices, search(choices));
    }

    private Search search(List<Choice> choices) {
        boolean ranges = choices.stream().anyMatch(Choice.Range.class::isInstance);
        String kind = search != null ? search : ranges || trials != null ? "random" : "grid";
        if (trials != null && trials < 1) {
            throw new IllegalArgumentException("--trials: expected 1 or more, received " + trials);
        }
        int draws = trials != null ? trials : ranges || kind.equals("random") ? Search.DEFAULT_TRIALS : 0;
        return switch (kind) {
            case "grid" -> new Search(Search.Kind.GRID, trials == null ? 0 : trials, eta);
            case "random" -> new Search(Search.Kind.RANDOM, draws, eta);
            case "halving" -> new Search(Search.Kind.HALVING, draws, eta);
            default ->
                throw new IllegalArgumentException("--search: expected grid, random or halving, received " + kind);
        };
    }

    /** What to train on, and what to choose by; the test part is left where it is. */
    private static Split split(Experiment experiment) {
        return experiment
                .settings()
                .training()
                .split(experiment.train())
                .orElseThrow(() -> new IllegalArgumentException(
                        "--validation: expected a share above 0, to choose by, received 0.0"));
    }

    private void run(Plan plan, Split split, TuneFolder folder, Output output)
            throws IOException, InterruptedException {
        announce(plan, split, output);
        try (var interrupt = Interrupt.listening()) {
            var listener = new Progress(plan, output);
            var standings = new Tuning(
                            plan, split, folder, compute.threads(), parallel(), interrupt::isRequested, listener)
                    .run();
            folder.save(standings);
            conclude(standings, folder, output);
            output.result(result(standings, folder));
            if (standings.complete() && standings.best().isEmpty()) {
                throw new IllegalStateException("tune: expected a trial that learns, received only such as diverged;"
                        + " try smaller learning rates");
            }
        }
    }

    private static void announce(Plan plan, Split split, Output output) {
        int count = plan.trials().size();
        long seed = plan.settings().seed();
        output.print(
                "data      %s: %,d examples to train on, %,d to choose by; the test set is left alone",
                plan.settings().data(), split.train().size(), split.test().size());
        output.print(
                "search    %s, %,d trial%s, seeds %d to %d",
                plan.search().name(), count, count == 1 ? "" : "s", seed, seed + count - 1);
        for (var rung : plan.search().rungs(count)) {
            if (rung.divisor() > 1 || rung.index() > 0) {
                output.print(
                        "rung %d    %,d trial%s, trained %s",
                        rung.index(),
                        rung.trials(),
                        rung.trials() == 1 ? "" : "s",
                        rung.divisor() == 1 ? "to the end" : "for 1/" + rung.divisor() + " of their steps");
            }
        }
        output.print("");
    }

    private static void conclude(Standings standings, TuneFolder folder, Output output) {
        output.print("");
        standings.rows().forEach(row -> output.print("%s", row));
        output.print("");
        if (!standings.complete()) {
            output.print(
                    "stopped   go on with: firsthand tune --resume %s",
                    CommandText.line(List.of(folder.folder().toString())));
        }
        standings.command().ifPresent(command -> output.print("best      %s", command));
        output.print(
                "saved     %s: tune.json, curves.csv, curves.png, curves.svg%s",
                folder.folder(), standings.best().isPresent() ? ", best.recipe" : "");
    }

    private static Map<String, Object> result(Standings standings, TuneFolder folder) {
        Map<String, Object> result = new LinkedHashMap<>(standings.result());
        result.put("folder", folder.folder().toString());
        return result;
    }

    /** A line for each trial that has come to the end of a rung. */
    private static final class Progress implements Tuning.Listener {
        private final Output output;
        private final int total;
        private final AtomicInteger done = new AtomicInteger();

        private Progress(Plan plan, Output output) {
            this.output = output;
            total = plan.search().rungs(plan.trials().size()).stream()
                    .mapToInt(Search.Rung::trials)
                    .sum();
        }

        @Override
        public void onOutcome(Trial trial, Search.Rung rung, Outcome outcome) {
            output.print(
                    "%3d of %d   %s%s   %s",
                    done.incrementAndGet(),
                    total,
                    rung.divisor() > 1 ? "1/" + rung.divisor() + "   " : "",
                    trial.label(),
                    outcome.diverged()
                            ? "diverged"
                            : String.format(
                                    "validation %.2f %%   %.1f s",
                                    100 * outcome.validationAccuracy(), outcome.seconds()));
        }
    }
}
