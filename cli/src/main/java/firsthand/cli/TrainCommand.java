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
import firsthand.formats.Weights;
import firsthand.training.DivergenceException;
import firsthand.training.Evaluation;
import firsthand.training.History;
import firsthand.training.Trainer;
import firsthand.training.Training;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code firsthand train}: finds the data, trains a network on it, measures it, and leaves a run folder. */
@Command(
        name = "train",
        sortOptions = false,
        description = "Train a network; by default 784-128-10 on MNIST, to 98 % in some seconds.")
final class TrainCommand implements Callable<Integer> {
    @Option(names = "--recipe", paramLabel = "NAME", description = "begin with the options of a recipe: see firsthand recipes")
    private String recipe = Recipes.DEFAULT;

    @Mixin
    private Settings settings;

    @Option(names = "--from", paramLabel = "MODEL", description = "start from the weights of a model")
    private Path from;

    @Option(names = "--out", paramLabel = "DIR", description = "the run folder; by default a new one under runs/")
    private Path out;

    @Mixin
    private ComputeOptions compute;

    @Mixin
    private CommonOptions common;

    @Override
    public Integer call() throws IOException {
        long start = System.nanoTime();
        compute.chooseKernels();
        var output = common.output();
        var training = settings.training().threads(compute.threads());
        var experiment = Experiment.load(settings, new FetchDisplay(output));
        var classifier = classifier(experiment);
        announce(experiment, training, classifier, output);
        var folder = RunFolder.create(out, recipe);
        var trainer = new Trainer(
                classifier.network(), classifier.loss(), training.callback(new TrainingDisplay(output)));
        try (var _ = Interrupt.stops(trainer)) {
            var history = fit(classifier, experiment, trainer, folder);
            var run = measure(experiment, training, classifier, trainer, history, start);
            save(experiment, classifier, history, run, folder);
            conclude(run, folder, output);
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
                    + experiment.train().exampleShape() + ", received " + classifier.network().inputShape()
                    + "; choose other --data");
        }
        return classifier;
    }

    private void announce(Experiment experiment, Training training, Classifier classifier, Output output) {
        var data = experiment.loaded();
        output.print(
                "data      %s: %,d training and %,d test examples of %s, from %s",
                data.name(),
                experiment.train().size(),
                experiment.test().size(),
                experiment.train().exampleShape(),
                data.origin().description());
        if (data.origin().sample()) {
            output.print(
                    "note      this is the bundled sample, not the full MNIST: results will be lower; try firsthand data fetch");
        }
        output.print("");
        NetworkSummary.print(classifier.network(), output);
        output.print("");
        output.print(
                "training  %s, %s, %d thread%s, %s kernels, seed %d",
                classifier.loss().name(),
                settings.describeSteps(),
                compute.threads(),
                compute.threads() == 1 ? "" : "s",
                compute.kernels(),
                settings.seed());
    }

    /** A training that diverges leaves a run folder too, with the last weights that worked. */
    private History fit(Classifier classifier, Experiment experiment, Trainer trainer, RunFolder folder)
            throws IOException {
        try {
            return classifier.fit(experiment.train(), trainer);
        } catch (DivergenceException diverged) {
            folder.saveModel(classifier, provenance(experiment, Map.of("diverged_at_step", diverged.step())));
            throw new IllegalStateException(diverged.getMessage() + "; saved as " + folder.model(), diverged);
        }
    }

    private Map<String, Object> measure(
            Experiment experiment,
            Training training,
            Classifier classifier,
            Trainer trainer,
            History history,
            long start) {
        double trainSeconds = history.entries().isEmpty() ? 0 : history.last().seconds();
        var train = evaluate(classifier, experiment.part("train", training));
        var test = evaluate(classifier, experiment.test());
        Map<String, Object> run = new LinkedHashMap<>();
        run.put("test_accuracy", test.accuracy());
        run.put("train_accuracy", train.accuracy());
        run.put("test_loss", test.loss());
        run.put("train_loss", train.loss());
        run.put("epochs", history.entries().isEmpty() ? 0 : history.last().epoch());
        run.put("steps", trainer.stepsDone());
        run.put("train_seconds", trainSeconds);
        run.put("seconds", (System.nanoTime() - start) * 1e-9);
        run.put("parameters", classifier.network().parameterCount());
        run.put("weights_sha256", Weights.sha256(classifier.network()));
        run.put("seed", settings.seed());
        run.put("test_examples", test.examples());
        run.put("test_correct", test.correct());
        return run;
    }

    private Evaluation evaluate(Classifier classifier, Dataset data) {
        return Evaluation.of(classifier.network(), classifier.loss(), data, compute.threads());
    }

    private void save(
            Experiment experiment,
            Classifier classifier,
            History history,
            Map<String, Object> run,
            RunFolder folder)
            throws IOException {
        folder.saveModel(classifier, provenance(experiment, run));
        folder.saveHistory(history);
        run.put("model", folder.model().toString());
        Map<String, Object> record = new LinkedHashMap<>();
        record.put("command", "firsthand train " + String.join(" ", settings.arguments()));
        record.put("options", settings.arguments());
        record.put("recipe", recipe);
        record.put("started_from", from == null ? null : from.toString());
        record.put("data", experiment.loaded().origin());
        record.put("version", Version.current());
        record.put("java", Runtime.version().toString());
        record.put("kernels", compute.kernels());
        record.put("threads", compute.threads());
        record.put("results", run);
        folder.saveRun(record);
    }

    /** Text entries for the model file. Only what the same seed gives again: no times, so that the same run gives the same file. */
    private Map<String, String> provenance(Experiment experiment, Map<String, Object> run) {
        Map<String, String> provenance = new LinkedHashMap<>();
        provenance.put("recipe", recipe);
        provenance.put("options", String.join("\n", settings.arguments()));
        provenance.put("data", experiment.loaded().name());
        for (var file : experiment.loaded().origin().files()) {
            provenance.put("data_sha256." + file.name(), file.sha256());
        }
        provenance.put("version", Version.current());
        for (String metric : List.of("test_accuracy", "test_loss", "diverged_at_step")) {
            if (run.containsKey(metric)) {
                provenance.put(metric, String.valueOf(run.get(metric)));
            }
        }
        return provenance;
    }

    private static void conclude(Map<String, Object> run, RunFolder folder, Output output) {
        output.print("");
        output.print(
                "test      %.2f %% (%,d of %,d), loss %.4f",
                100 * (double) run.get("test_accuracy"),
                run.get("test_correct"),
                run.get("test_examples"),
                run.get("test_loss"));
        output.print("saved     %s: model.safetensors, history.csv, run.json", folder.folder());
        output.result(run);
    }
}
