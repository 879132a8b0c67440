package firsthand.cli;

import firsthand.classifier.Ensemble;
import firsthand.cli.recipe.Experiment;
import firsthand.cli.terminal.ConfusionTable;
import firsthand.cli.terminal.FetchDisplay;
import firsthand.cli.terminal.Output;
import firsthand.data.Dataset;
import firsthand.formats.ModelFile;
import firsthand.training.Evaluation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code firsthand evaluate}: how a model does on a data set, or several together. */
@Command(
        name = "evaluate",
        sortOptions = false,
        abbreviateSynopsis = true,
        description = "Measure a model: accuracy, loss, confusion matrix, precision and recall.")
final class EvaluateCommand implements Callable<Integer> {
    @Parameters(
            paramLabel = "MODEL",
            arity = "1..*",
            description = "a model file; of several, the mean of their probabilities is measured")
    private List<Path> models = List.of();

    @Option(
            names = "--data",
            paramLabel = "NAME|PATH",
            description = "what to measure on; by default, what the first model was trained on")
    private @Nullable String data;

    @Option(names = "--split", paramLabel = "PART", description = "test, train or validation")
    private String split = "test";

    @Option(
            names = "--average-shifts",
            paramLabel = "PIXELS",
            description = "measure the mean of the probabilities over each image and its eight copies moved by so many"
                    + " pixels")
    private int averageShifts;

    @Mixin
    private ComputeOptions compute = new ComputeOptions();

    @Mixin
    private ModelOptions modelOptions = new ModelOptions();

    @Mixin
    private CommonOptions common = new CommonOptions();

    @Override
    public Integer call() throws IOException {
        compute.chooseKernels();
        var output = common.output();
        List<ModelFile> files = new ArrayList<>();
        for (Path model : models) {
            files.add(modelOptions.read(model));
        }
        var ensemble = new Ensemble(files.stream().map(ModelFile::classifier).toList(), averageShifts);
        var settings = ModelSettings.of(files.getFirst(), data);
        var experiment = Experiment.load(settings, new FetchDisplay(output));
        var part = experiment.part(split, settings.training());
        var evaluation = evaluate(ensemble, part);
        print(evaluation, output);
        output.result(result(evaluation));
        return 0;
    }

    /** One model on examples as they are is measured by the loss that it has learned by. */
    private Evaluation evaluate(Ensemble ensemble, Dataset part) {
        if (ensemble.classifiers().size() > 1 || ensemble.shift() > 0) {
            return ensemble.evaluate(part, compute.threads());
        }
        var classifier = ensemble.classifiers().getFirst();
        return Evaluation.of(classifier.network(), classifier.loss(), part, compute.threads());
    }

    private void print(Evaluation evaluation, Output output) {
        output.print(
                "%s: %.2f %% (%,d of %,d), loss %s",
                evaluation.data().name(),
                100 * evaluation.accuracy(),
                evaluation.correct(),
                evaluation.examples(),
                Output.number(evaluation.loss()));
        output.print("");
        ConfusionTable.lines(evaluation.confusion(), output.hasColor()).forEach(line -> output.print("%s", line));
        output.print("");
        output.print("%-12s %9s %9s %9s %9s", "class", "precision", "recall", "f1", "support");
        for (var score : evaluation.confusion().scores()) {
            output.print(
                    "%-12s %9.4f %9.4f %9.4f %,9d",
                    score.label(), score.precision(), score.recall(), score.f1(), score.support());
        }
    }

    private static Map<String, Object> result(Evaluation evaluation) {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("examples", evaluation.examples());
        result.put("correct", evaluation.correct());
        result.put("accuracy", evaluation.accuracy());
        result.put("loss", evaluation.loss());
        result.put("confusion_matrix", evaluation.confusion().counts());
        result.put("binary_confusion_matrix", evaluation.confusion().binary());
        result.put("per_class", evaluation.confusion().scores());
        return result;
    }
}
