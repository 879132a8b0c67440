package firsthand.cli;

import firsthand.cli.compare.ComparedRun;
import firsthand.cli.compare.Comparison;
import firsthand.cli.recipe.Experiment;
import firsthand.cli.terminal.FetchDisplay;
import firsthand.data.Dataset;
import firsthand.formats.ModelFile;
import firsthand.report.chart.Theme;
import firsthand.training.History;
import firsthand.training.Predictions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code firsthand compare}: runs beside each other, and whether they differ by more than chance. */
@Command(
        name = "compare",
        sortOptions = false,
        abbreviateSynopsis = true,
        description = "Set runs beside each other: settings, curves, and the examples they disagree on.")
final class CompareCommand implements Callable<Integer> {
    @Parameters(paramLabel = "RUN", arity = "2..*", description = "run folders or model files")
    private List<Path> paths = List.of();

    @Option(
            names = "--data",
            paramLabel = "NAME|PATH",
            description = "what to compare them on; by default, what the first was trained on")
    private @Nullable String data;

    @Option(names = "--split", paramLabel = "PART", description = "test, train or validation")
    private String split = "test";

    @Option(names = "--examples", paramLabel = "N", description = "how many examples to draw of each kind")
    private int examples = 4;

    @Option(
            names = "--plot",
            paramLabel = "FILE",
            description = "write the curves over each other to a picture, .png or .svg")
    private @Nullable Path plot;

    @Mixin
    private ModelOptions modelOptions = new ModelOptions();

    @Mixin
    private ComputeOptions compute = new ComputeOptions();

    @Mixin
    private CommonOptions common = new CommonOptions();

    @Override
    public Integer call() throws IOException {
        compute.chooseKernels();
        var output = common.output();
        if (examples < 0) {
            throw new IllegalArgumentException("--examples: expected 0 or more, received " + examples);
        }
        List<ModelFile> models = new ArrayList<>();
        for (Path path : paths) {
            models.add(modelOptions.readOfRun(path));
        }
        var settings = ModelSettings.of(models.getFirst(), data);
        var part = Experiment.load(settings, new FetchDisplay(output)).part(split, settings.training());
        List<ComparedRun> runs = new ArrayList<>();
        for (int i = 0; i < models.size(); i++) {
            runs.add(run(paths.get(i), models.get(i), part));
        }
        var comparison = new Comparison(runs);
        output.print("data          %s, %,d examples", part.name(), part.size());
        comparison.print(examples, output);
        if (plot != null) {
            comparison.chart().write(plot, Theme.LIGHT);
            output.print("saved         %s", plot);
        }
        output.result(comparison.result());
        return 0;
    }

    private ComparedRun run(Path path, ModelFile model, Dataset part) throws IOException {
        var classifier = model.classifier();
        var predictions = Predictions.of(classifier.network(), classifier.loss(), part, compute.threads());
        return new ComparedRun(path.toString(), model, history(path), predictions);
    }

    private static List<History.Entry> history(Path path) throws IOException {
        Path file = path.resolve("history.csv");
        return Files.isDirectory(path) && Files.exists(file)
                ? HistoryFile.read(file).entries()
                : List.of();
    }
}
