package firsthand.cli;

import firsthand.formats.ModelFile;
import firsthand.formats.Models;
import firsthand.settings.LayerList;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What the user has to say of a model file that does not say everything itself. */
final class ModelOptions {
    @Option(
            names = "--activation",
            paramLabel = "NAME",
            description =
                    "what the hidden layers of an .npz or .json file from elsewhere have: sigmoid, relu, tanh, ...")
    private @Nullable String activation;

    /** Reads a model file, or the model of a run folder. */
    ModelFile readOfRun(Path path) throws IOException {
        return read(Files.isDirectory(path) ? new RunFolder(path).model() : path);
    }

    /** Reads a model in the format that the ending of its name tells. */
    ModelFile read(Path path) throws IOException {
        return activation == null
                ? Models.read(path)
                : Models.read(path, LayerList.hiddenActivation("--activation", activation));
    }
}
