package firsthand.cli;

import firsthand.classifier.Ensemble;
import firsthand.cli.recipe.Experiment;
import firsthand.cli.terminal.ConfusionTable;
import firsthand.cli.terminal.FetchDisplay;
import firsthand.cli.terminal.Output;
import firsthand.data.AtomicFile;
import firsthand.data.Dataset;
import firsthand.formats.ModelFile;
import firsthand.report.ReportPage;
import firsthand.report.RunReport;
import firsthand.training.Evaluation;
import firsthand.training.Predictions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
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

    @Option(names = "--report", paramLabel = "FILE", description = "also leave a page to look at: report.html, say")
    private @Nullable Path report;

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
        var predictions = predict(ensemble, part);
        var evaluation = predictions.evaluation();
        print(evaluation, output);
        if (report != null) {
            save(report, predictions, ensemble, files.getFirst(), output);
        }
        output.result(result(evaluation));
        return 0;
    }

    /** One model on examples as they are is measured by the loss that it has learned by. */
    private Predictions predict(Ensemble ensemble, Dataset part) {
        if (ensemble.classifiers().size() > 1 || ensemble.shift() > 0) {
            return ensemble.predictAll(part, compute.threads());
        }
        var classifier = ensemble.classifiers().getFirst();
        return Predictions.of(classifier.network(), classifier.loss(), part, compute.threads());
    }

    private void save(Path file, Predictions predictions, Ensemble ensemble, ModelFile first, Output output)
            throws IOException {
        var subject = new RunReport.Subject(title(predictions.data()), command(), facts(first));
        var measured = RunReport.of(subject, split, predictions);
        boolean one = ensemble.classifiers().size() == 1;
        var page = one ? measured.withNetwork(ensemble.classifiers().getFirst().network(), predictions) : measured;
        byte[] html = ReportPage.html(page).getBytes(StandardCharsets.UTF_8);
        AtomicFile.write(file, out -> out.write(html));
        output.print("");
        output.print("saved     %s", file);
    }

    private String title(Dataset part) {
        String what = models.size() == 1 ? models.getFirst().toString() : models.size() + " models together";
        return what + " on " + part.name();
    }

    private String command() {
        List<String> words = new ArrayList<>(List.of("firsthand", "evaluate"));
        models.forEach(model -> words.add(model.toString()));
        if (data != null) {
            words.addAll(List.of("--data", data));
        }
        words.addAll(List.of("--split", split));
        if (averageShifts > 0) {
            words.addAll(List.of("--average-shifts", Integer.toString(averageShifts)));
        }
        return String.join(" ", words);
    }

    /** Where the first model comes from, as its file remembers. */
    private static List<RunReport.Fact> facts(ModelFile model) {
        return model.provenance().entrySet().stream()
                .map(entry ->
                        new RunReport.Fact(entry.getKey(), entry.getValue().replace('\n', ' ')))
                .toList();
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
