package firsthand.cli;

import firsthand.cli.recipe.SettingsOptions;
import firsthand.formats.ModelFile;
import firsthand.settings.Settings;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/** The settings that a model was trained by, as its file remembers them. */
final class ModelSettings {
    private ModelSettings() {}

    /**
     * Those settings; or, where other data is named, no more than that. A file that remembers nothing stands for MNIST.
     */
    static Settings of(ModelFile file, @Nullable String data) {
        if (data != null) {
            return SettingsOptions.parse(List.of("--data", data));
        }
        String options = file.metadata().getOrDefault("options", "");
        try {
            return SettingsOptions.parse(options.isEmpty() ? List.of() : Arrays.asList(options.split("\n")));
        } catch (CommandLine.ParameterException unreadable) {
            throw new IllegalArgumentException(
                    "the model's options cannot be read (" + unreadable.getMessage() + "); name the data with --data",
                    unreadable);
        }
    }
}
