package firsthand.cli;

import firsthand.classifier.Classifier;
import firsthand.cli.recipe.Experiment;
import firsthand.cli.recipe.Recipes;
import firsthand.cli.recipe.Settings;
import firsthand.cli.terminal.FetchDisplay;
import firsthand.cli.terminal.Output;
import firsthand.cli.terminal.TrainingDisplay;
import firsthand.data.Dataset;
import firsthand.formats.SafeTensors;
import firsthand.training.DivergenceException;
import firsthand.training.Evaluation;
import firsthand.training.History;
import firsthand.training.Trainer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code firsthand train}: finds the data, trains a network on it, measures it, and leaves a run folder. */
@Command(
        name = "train",
        sortOptions = false,
        abbreviateSynopsis = true,
        description = "Train a network; by default 784-128-10 on MNIST, to 98 %% in some seconds.")
final class TrainCommand implements Callable<Integer> {
    /** The data sets whose files have a checksum to compare with. */
    private static final Set<String> VERIFIED = Set.of("mnist", "fashion");

    @Option(
            names = "--recipe",
            paramLabel = "NAME",
            description = "begin with the options of a recipe: see firsthand recipes")
    private String recipe = Recipes.DEFAULT;

    @Mixin
    private Settings settings = new Settings();

    @Option(names = "--from", paramLabel = "MODEL", description = "start from the weights of a model")
    private @Nullable Path from;

    @Option(names = "--out", paramLabel = "DIR", description = "the run folder; by default a new one under runs/")
    private @Nullable Path out;

    @Mixin
    private ComputeOptions compute = new ComputeOptions();

    @Mixin
    private CommonOptions common = new CommonOptions();

    @Override
    public Integer call() throws IOException {
        long start = System.nanoTime();
        compute.chooseKernels();
        var output = common.output();
        var training = settings.training().threads(compute.threads());
        var experiment = Experiment.load(settings, new FetchDisplay(output));
        var classifier = classifier(experiment);
        announce(experiment, classifier, output);
        var record = new RunRecord(recipe, experiment, classifier);
        var folder = RunFolder.create(out, recipe);
        var trainer =
                new Trainer(classifier.network(), classifier.loss(), training.callback(new TrainingDisplay(output)));
        try (var _ = Interrupt.stops(trainer)) {
            var history = fit(record, trainer, folder);
            var train = evaluate(classifier, experiment.part("train", training));
            var test = evaluate(classifier, experiment.test());
            double seconds = (System.nanoTime() - start) * 1e-9;
            var results = record.results(
                    history, trainer.stepsDone(), train, test, folder.model().toString(), seconds);
            folder.saveModel(classifier, record.provenance(test));
            folder.saveHistory(history);
            folder.saveRun(record.runJson(
                    results, compute.threads(), Optional.ofNullable(from).map(Path::toString)));
            conclude(test, folder, output);
            output.result(results);
        }
        return 0;
    }

    private Classifier classifier(Experiment experiment) throws IOException {
        if (from == null) {
            return experiment.classifier();
        }
        var classifier = SafeTensors.load(from);
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

    /** A training that diverges leaves a model too, with the last weights that worked. */
    private static History fit(RunRecord record, Trainer trainer, RunFolder folder) throws IOException {
        try {
            return record.classifier().fit(record.experiment().train(), trainer);
        } catch (DivergenceException diverged) {
            folder.saveModel(record.classifier(), record.provenance());
            throw new IllegalStateException(diverged.getMessage() + "; saved as " + folder.model(), diverged);
        }
    }

    private Evaluation evaluate(Classifier classifier, Dataset data) {
        return Evaluation.of(classifier.network(), classifier.loss(), data, compute.threads());
    }

    private static void conclude(Evaluation test, RunFolder folder, Output output) {
        output.print("");
        output.print(
                "test      %.2f %% (%,d of %,d), loss %s",
                100 * test.accuracy(), test.correct(), test.examples(), Output.number(test.loss()));
        output.print("saved     %s: model.safetensors, history.csv, run.json", folder.folder());
    }
}
