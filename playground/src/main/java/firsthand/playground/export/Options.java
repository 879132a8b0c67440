package firsthand.playground.export;

import firsthand.settings.Settings;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The options of a training by their names, with the command line's defaults for those that were left out.
 *
 * @param given those that differ from their defaults
 */
record Options(Map<String, String> given) {
    /** What the parts of an experiment are where nothing is said of them. */
    private static final Map<String, String> DEFAULTS = Map.ofEntries(
            Map.entry("data", "mnist"),
            Map.entry("hidden", "128"),
            Map.entry("activation", "relu"),
            Map.entry("weights", "auto"),
            Map.entry("biases", "zeros"),
            Map.entry("loss", "cross-entropy"),
            Map.entry("optimizer", "adam"),
            Map.entry("learning-rate", "0.001"),
            Map.entry("schedule", "constant"),
            Map.entry("batch-size", "64"),
            Map.entry("epochs", "10"),
            Map.entry("report-every", "1"),
            Map.entry("micro-batches", "1"),
            Map.entry("seed", "1"));

    static Options of(Settings settings) {
        return new Options(settings.options());
    }

    /** Whether the option differs from its default. */
    boolean has(String name) {
        return given.containsKey(name);
    }

    /** What the option says; nothing where that is also what it says by default. */
    String text(String name) {
        return given.getOrDefault(name, DEFAULTS.getOrDefault(name, ""));
    }

    /** The number that the option says, 0 where it says nothing. */
    double number(String name) {
        String text = text(name);
        return text.isEmpty() ? 0 : Double.parseDouble(text);
    }

    /** The numbers that the option says, colon between, after its first word. */
    double[] numbers(String name) {
        String[] parts = text(name).split(":", -1);
        var numbers = new double[parts.length - 1];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = Double.parseDouble(parts[i + 1]);
        }
        return numbers;
    }

    /** What the option says before its first colon. */
    String word(String name) {
        return text(name).split(":", -1)[0];
    }

    /** These options with others in the place of some. */
    Options with(Map<String, String> changed) {
        Map<String, String> options = new LinkedHashMap<>(given);
        options.putAll(changed);
        return new Options(options);
    }
}
