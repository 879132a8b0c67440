package firsthand.cli.recipe;

import firsthand.settings.Settings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;

/**
 * The options of {@code train}, and of every recipe, that make {@link Settings}.
 *
 * <p>Here is only how they are called and explained: what they mean, and what holds where they are not given, is for the
 * settings to say.
 */
public final class SettingsOptions {
    @Mixin
    DataOptions data = new DataOptions();

    @Mixin
    NetworkOptions network = new NetworkOptions();

    @Mixin
    TrainingOptions training = new TrainingOptions();

    @Option(names = "--seed", paramLabel = "N", description = "decides everything random")
    @Nullable
    Long seed;

    /** The settings that the given options of {@code train} make. */
    public static Settings parse(List<String> arguments) {
        var options = new SettingsOptions();
        new CommandLine(CommandSpec.forAnnotatedObject(options)).parseArgs(arguments.toArray(String[]::new));
        return options.settings();
    }

    /** The settings that the options make which were given. */
    public Settings settings() {
        Map<String, String> given = new LinkedHashMap<>();
        for (var option : CommandSpec.forAnnotatedObject(this).options()) {
            String text = text(option, option.getValue());
            if (!text.isEmpty()) {
                given.put(option.longestName().substring("--".length()), text);
            }
        }
        return Settings.parse(given);
    }

    private static String text(OptionSpec option, @Nullable Object value) {
        return switch (value) {
            case null -> "";
            case Boolean flag -> flag ? "true" : "";
            case List<?> list -> list.stream().map(String::valueOf).collect(Collectors.joining(option.splitRegex()));
            default -> value.toString();
        };
    }
}
