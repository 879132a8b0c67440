package firsthand.cli;

import firsthand.classifier.Classifier;
import firsthand.cli.recipe.Experiment;
import firsthand.cli.recipe.Recipes;
import firsthand.cli.recipe.SettingsOptions;
import firsthand.cli.terminal.FetchDisplay;
import firsthand.cli.terminal.Output;
import firsthand.data.Dataset;
import firsthand.formats.Models;
import firsthand.formats.SafeTensors;
import firsthand.training.LearningRateFinder;
import firsthand.training.Trainer;
import firsthand.training.Training;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code firsthand train}: finds the data, trains a network on it, measures it, and leaves a run folder. */
@Command(
        name = "train",
        sortOptions = false,
        abbreviateSynopsis = true,
        description = "Train a network; by default 784-128-10 on MNIST, to 98 %% in some seconds.")
final class TrainCommand implements Callable<Integer> {
    /** The data sets whose files have a checksum to compare with. */
    private static final Set<String> VERIFIED = Set.of("mnist", "fashion");

    /** What may be given with --resume: nothing that changes a bit of the result. */
    private static final Set<String> WITH_RESUME =
            Set.of("--resume", "--checkpoint-every", "--threads", "--kernels", "--json", "--verbose");

    @Option(
            names = "--recipe",
            paramLabel = "NAME",
            description = "begin with the options of a recipe: see firsthand recipes")
    private String recipe = Recipes.DEFAULT;

    @Mixin
    private SettingsOptions options = new SettingsOptions();

    @Option(names = "--from", paramLabel = "MODEL", description = "start from the weights of a model")
    private @Nullable Path from;

    @Option(names = "--out", paramLabel = "DIR", description = "the run folder; by default a new one under runs/")
    private @Nullable Path out;

    @Option(
            names = "--seeds",
            paramLabel = "N",
            description = "train N times, with the seeds from --seed on, each in a folder of its own; print the mean"
                    + " test accuracy and its standard deviation")
    private int seeds = 1;

    @Option(
            names = "--layer-statistics",
            description = "leave layers.csv: outputs, dead units and gradient of every layer at every report")
    private boolean layerStatistics;

    @Option(
            names = "--checkpoint-every",
            paramLabel = "STEPS",
            description = "leave a checkpoint in the run folder after so many steps, and keep the last two")
    private @Nullable Long checkpointEvery;

    @Option(
            names = "--resume",
            paramLabel = "RUN",
            description =
                    "go on from the newest checkpoint of a run folder, to the same weights as if the run had never"
                            + " stopped; takes all settings from there")
    private @Nullable Path resume;

    @Option(
            names = "--lr-find",
            description = "train nothing, but show the loss at rising learning rates and suggest one")
    private boolean findLearningRate;

    @Mixin
    private ComputeOptions compute = new ComputeOptions();

    @Mixin
    private CommonOptions common = new CommonOptions();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        long start = System.nanoTime();
        compute.chooseKernels();
        var output = common.output();
        if (resume != null) {
            resume(resume, start, output);
            return 0;
        }
        if (seeds < 1) {
            throw new IllegalArgumentException("--seeds: expected 1 or more, received " + seeds);
        }
        if (layerStatistics && checkpointEvery != null) {
            throw new IllegalArgumentException(
                    "--layer-statistics: expected a training without --checkpoint-every, which does not keep them");
        }
        Checkpointing.ofOption(checkpointEvery);
        var settings = options.settings();
        var training = settings.training().threads(compute.threads());
        var experiment = Experiment.load(settings, new FetchDisplay(output));
        var classifier = classifier(experiment);
        announce(experiment, classifier, output);
        if (findLearningRate) {
            findLearningRate(classifier, experiment.train(), training, output);
            return 0;
        }
        var folder = RunFolder.create(out, recipe);
        try (var interrupt = Interrupt.listening()) {
            var result = seeds == 1
                    ? run(experiment, classifier, folder).run(start, interrupt, output)
                    : runSeeds(experiment, folder, interrupt, output);
            output.result(result);
        }
        return 0;
    }

    private TrainingRun run(Experiment experiment, Classifier classifier, RunFolder folder) throws IOException {
        var record = new RunRecord(recipe, experiment, classifier);
        var checkpointing = Checkpointing.ofOption(checkpointEvery);
        if (from != null && checkpointing.every() > 0) {
            SafeTensors.save(classifier, folder.start());
        }
        var startedFrom = Optional.ofNullable(from).map(Path::toString);
        return new TrainingRun(record, compute.threads(), layerStatistics, startedFrom, checkpointing, folder);
    }

    /** Goes on with a run, by its own settings. */
    private void resume(Path run, long start, Output output) throws IOException {
        checkNothingElseIsSet();
        var resumption = Resumption.of(run, complaint -> output.print("note      %s", complaint));
        var experiment = resumption.experiment(new FetchDisplay(output));
        var classifier = resumption.classifier(experiment);
        announce(experiment, classifier, output);
        output.print("resumed   after step %,d", resumption.file().checkpoint().steps());
        var checkpointing = Checkpointing.ofOption(checkpointEvery).goingOn(resumption.file());
        var record = new RunRecord(resumption.recipe(), experiment, classifier);
        try (var interrupt = Interrupt.listening()) {
            output.result(new TrainingRun(
                            record,
                            compute.threads(),
                            false,
                            resumption.startedFrom(),
                            checkpointing,
                            resumption.folder())
                    .run(start, interrupt, output));
        }
    }

    /** A run goes on as it began: what decides its bits cannot be changed half-way. */
    private void checkNothingElseIsSet() {
        for (var option : spec.commandLine().getParseResult().matchedOptions()) {
            if (!WITH_RESUME.contains(option.longestName())) {
                throw new IllegalArgumentException("--resume: expected the settings of the run, received "
                        + option.longestName() + "; leave it out, or train anew");
            }
        }
    }

    /** One training for each seed, each in a folder of its own within the run folder. */
    private Map<String, Object> runSeeds(Experiment first, RunFolder folder, Interrupt interrupt, Output output)
            throws IOException {
        List<Map<String, Object>> runs = new ArrayList<>();
        for (int i = 0; i < seeds && !interrupt.isRequested(); i++) {
            long start = System.nanoTime();
            long seed = first.settings().seed() + i;
            output.print("");
            output.print("seed      %d", seed);
            var experiment = Experiment.of(first.settings().withSeed(seed), first.loaded());
            runs.add(
                    run(experiment, classifier(experiment), folder.ofSeed(seed)).run(start, interrupt, output));
        }
        var accuracies =
                runs.stream().map(run -> (Double) run.get("test_accuracy")).toList();
        double mean = Reproduction.mean(accuracies);
        double deviation = Reproduction.deviation(accuracies);
        output.print("");
        output.print(
                "test      %.2f +- %.2f %% over %d seed%s",
                100 * mean, 100 * deviation, runs.size(), runs.size() == 1 ? "" : "s");
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("seeds", runs);
        result.put("test_accuracy_mean", mean);
        result.put("test_accuracy_sd", deviation);
        return result;
    }

    private static void findLearningRate(Classifier classifier, Dataset data, Training training, Output output) {
        var curve = LearningRateFinder.standard().find(classifier.network(), classifier.loss(), training, data);
        var search = new LearningRateSearch(curve);
        output.print("");
        search.print(output);
        output.result(search.result());
    }

    private Classifier classifier(Experiment experiment) throws IOException {
        if (from == null) {
            return experiment.classifier();
        }
        var classifier = Models.read(from).classifier();
        if (classifier.network().inputShape().size()
                != experiment.train().exampleShape().size()) {
            throw new IllegalArgumentException(from + ": expected a model of input shape "
                    + experiment.train().exampleShape() + ", received "
                    + classifier.network().inputShape()
                    + "; choose other --data");
        }
        return classifier;
    }

    private void announce(Experiment experiment, Classifier classifier, Output output) {
        var settings = experiment.settings();
        var data = experiment.loaded();
        output.print(
                "data      %s (%s%s): %,d training and %,d test examples of %s",
                data.name(),
                data.origin().description(),
                VERIFIED.contains(settings.data()) ? ", SHA-256 verified" : "",
                experiment.train().size(),
                experiment.test().size(),
                experiment.train().exampleShape());
        if (data.origin().sample() && !settings.data().equals("sample")) {
            output.print("note      this is the bundled sample, not the full MNIST: results will be lower;"
                    + " try firsthand data fetch");
        }
        output.print("");
        NetworkSummary.print(classifier.network(), output);
        output.print("");
        output.print(
                "training  %s, %s, %d thread%s, kernels %s, seed %d",
                classifier.loss().name(),
                settings.describeSteps(),
                compute.threads(),
                compute.threads() == 1 ? "" : "s",
                Trainer.kernels(),
                settings.seed());
    }
}
