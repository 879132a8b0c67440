package firsthand.cli;

import firsthand.cli.recipe.Experiment;
import firsthand.cli.terminal.FetchDisplay;
import firsthand.cli.terminal.Output;
import firsthand.data.Dataset;
import firsthand.formats.ModelFile;
import firsthand.training.Predictions;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A model, and what it is tried on. */
final class ModelOnData {
    @Parameters(paramLabel = "MODEL", description = "a model file, or the folder of a run")
    @SuppressWarnings("NullAway.Init") // set by picocli, which refuses to do without
    private Path model;

    @Option(
            names = "--data",
            paramLabel = "NAME|PATH",
            description = "what to try it on; by default, what it was trained on")
    private @Nullable String data;

    @Option(names = "--split", paramLabel = "PART", description = "test, train or validation")
    private String split = "test";

    @Mixin
    private ComputeOptions compute = new ComputeOptions();

    @Mixin
    private ModelOptions modelOptions = new ModelOptions();

    /** What messages and titles call the model: its file, or the run that it is of. */
    String name() {
        Path file = model.toAbsolutePath().normalize();
        Path run = file.getParent();
        return run != null && file.endsWith("model.safetensors")
                ? String.valueOf(run.getFileName())
                : String.valueOf(file.getFileName());
    }

    ModelFile read() throws IOException {
        compute.chooseKernels();
        return modelOptions.readOfRun(model);
    }

    /** The part of the data that is asked for. */
    Dataset part(ModelFile file, Output output) throws IOException {
        var settings = ModelSettings.of(file, data);
        return Experiment.load(settings, new FetchDisplay(output)).part(split, settings.training());
    }

    Predictions predict(Output output) throws IOException {
        var file = read();
        var part = part(file, output);
        var classifier = file.classifier();
        return Predictions.of(classifier.network(), classifier.loss(), part, compute.threads());
    }
}
