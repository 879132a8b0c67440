package firsthand.cli.recipe;

import firsthand.data.Dataset;
import firsthand.data.Split;
import firsthand.loss.Loss;
import firsthand.network.Network;
import firsthand.training.Training;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** Everything that decides what a training run computes: the options of {@code train}, and of every recipe. */
public final class Settings {
    @Mixin
    private DataOptions data = new DataOptions();

    @Mixin
    private NetworkOptions network = new NetworkOptions();

    @Mixin
    private TrainingOptions training = new TrainingOptions();

    @Option(names = "--seed", paramLabel = "N", description = "decides everything random")
    private long seed = 1;

    /** The settings that the given options of {@code train} make. */
    public static Settings parse(List<String> arguments) {
        var settings = new Settings();
        new CommandLine(CommandSpec.forAnnotatedObject(settings)).parseArgs(arguments.toArray(String[]::new));
        return settings;
    }

    /** The same settings with another seed. */
    public Settings withSeed(long seed) {
        var settings = parse(arguments());
        settings.seed = seed;
        return settings;
    }

    /** All options of {@code train} that make these settings, whatever the defaults and recipes may be one day. */
    public List<String> arguments() {
        List<String> arguments = new ArrayList<>();
        for (var option : CommandSpec.forAnnotatedObject(this).options()) {
            argument(option.getValue()).ifPresent(value -> {
                arguments.add(option.longestName());
                arguments.add(value);
            });
            if (Boolean.TRUE.equals(option.getValue())) {
                arguments.add(option.longestName());
            }
        }
        arguments.addAll(training.unspokenLength());
        return arguments;
    }

    /**
     * The value of an option as text; nothing for flags, and where a number, a list or a text says that nothing was asked
     * for.
     */
    private static Optional<String> argument(@Nullable Object value) {
        return switch (value) {
            case null -> Optional.empty();
            case Boolean flag -> Optional.empty();
            case Integer number -> number == Integer.MAX_VALUE ? Optional.empty() : Optional.of(number.toString());
            case List<?> list ->
                list.isEmpty()
                        ? Optional.empty()
                        : Optional.of(list.stream().map(String::valueOf).collect(Collectors.joining(",")));
            default -> value.toString().isEmpty() ? Optional.empty() : Optional.of(value.toString());
        };
    }

    /** The number that the text of an option stands for. */
    static double number(String option, String text) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException notANumber) {
            throw new IllegalArgumentException(option + ": expected a number, received " + text, notANumber);
        }
    }

    /** What the data set is called, or where it lies. */
    public String data() {
        return data.data();
    }

    /** What everything random is decided by. */
    public long seed() {
        return seed;
    }

    /** The most training examples to use. */
    public int limit() {
        return data.limit();
    }

    /** The two parts of {@code pool} that were asked for by {@code --hold-out}; empty if it was not given. */
    public Optional<Split> heldOut(Dataset pool) {
        return data.heldOut(pool, seed);
    }

    /** The network for such data, its weights drawn by the seed. */
    public Network network(Dataset data) {
        return network.network(data, seed);
    }

    /** What the network learns by. */
    public Loss loss() {
        return network.loss();
    }

    /** For how long to train, and by which steps. */
    public Training training() {
        return training.training(seed, network.hidden());
    }

    /** How the steps go, in a few words: "adam at 0.001, cosine". */
    public String describeSteps() {
        return training.describe();
    }
}
