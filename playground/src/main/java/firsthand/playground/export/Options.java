package firsthand.playground.export;

import firsthand.settings.Change;
import firsthand.settings.Settings;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The options of a training by their names, as text.
 *
 * @param given those that differ from their defaults
 * @param all these and the others
 * @param changes what changes half-way
 */
record Options(Map<String, String> given, Map<String, String> all, List<Change> changes) {

    static Options of(Settings settings) {
        return new Options(settings.options(), settings.allOptions(), settings.changes());
    }

    /** Whether the option differs from its default. */
    boolean has(String name) {
        return given.containsKey(name);
    }

    /** What the option says; nothing where it says nothing by default. */
    String text(String name) {
        return all.getOrDefault(name, "");
    }

    /** Whether a flag is set. */
    boolean isSet(String flag) {
        return text(flag).equals("true");
    }

    /** The number that the option says, 0 where it says nothing. */
    double number(String name) {
        String text = text(name);
        return text.isEmpty() ? 0 : Double.parseDouble(text);
    }

    /** The seed as Java writes it. */
    String seed() {
        long seed = Long.parseLong(text("seed"));
        return seed == (int) seed ? Long.toString(seed) : seed + "L";
    }

    /** What the option says before its first colon. */
    String word(String name) {
        return text(name).split(":", -1)[0];
    }

    /** The numbers that the option says after its first word, colons between. */
    double[] numbers(String name) {
        String[] parts = text(name).split(":", -1);
        var numbers = new double[parts.length - 1];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = Double.parseDouble(parts[i + 1]);
        }
        return numbers;
    }

    /** The numbers that the option says with commas between, as a program lists them; nothing where it says nothing. */
    String listed(String name) {
        return Arrays.stream(text(name).split(",", -1))
                .filter(number -> !number.isEmpty())
                .map(number -> Numbers.literal(Double.parseDouble(number)))
                .collect(Collectors.joining(", "));
    }

    /** A batch size with a point in it is a share of the examples, as on the command line. */
    boolean isBatchShare() {
        String size = text("batch-size");
        double number = Double.parseDouble(size);
        return number != Math.rint(number) || size.contains(".");
    }

    /** These options once a change has been made. */
    Options after(Change change) {
        Map<String, String> options = new LinkedHashMap<>(all);
        options.putAll(change.options());
        return new Options(given, options, changes);
    }
}
