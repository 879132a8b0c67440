package firsthand.cli.tune;

import firsthand.cli.recipe.SettingsOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** What can be known about the options of {@code train} from the options themselves. */
public final class TrainOptions {
    /** What all trials must have in common, or their results could not be compared. */
    private static final Set<String> SHARED = Set.of("--data", "--limit", "--hold-out", "--validation", "--seed");

    private static final Set<Class<?>> FRACTIONS = Set.of(double.class, Double.class);

    private TrainOptions() {}

    private static Map<String, OptionSpec> all() {
        return CommandSpec.forAnnotatedObject(new SettingsOptions()).optionsMap();
    }

    /** Whether the option stands alone, without a value. */
    static boolean isFlag(String option) {
        var spec = all().get(option);
        return spec != null && spec.arity().max() == 0;
    }

    /** Whether the option takes numbers that need not be whole. */
    static boolean takesFractions(String option) {
        var spec = all().get(option);
        return spec != null && FRACTIONS.contains(spec.auxiliaryTypes()[0]);
    }

    /** @throws IllegalArgumentException if trials may not differ by this option */
    static void checkTriable(String option) {
        if (SHARED.contains(option)) {
            throw new IllegalArgumentException("--try: expected an option by which trials of the same data may differ,"
                    + " received " + option + "; give it once, to tune itself");
        }
        if (!all().containsKey(option)) {
            throw new IllegalArgumentException(
                    "--try: expected an option of train, received " + option + "; see firsthand train --help");
        }
    }

    /** The words of a command line that are options of {@code train}, in the order in which they were given. */
    public static List<String> given(ParseResult parsed) {
        var known = all();
        List<String> words = new ArrayList<>();
        for (var option : parsed.matchedOptions()) {
            String name = option.longestName();
            if (!known.containsKey(name) || words.contains(name)) {
                continue;
            }
            words.add(name);
            if (!isFlag(name)) {
                words.add(String.join(",", option.originalStringValues()));
            }
        }
        return words;
    }
}
