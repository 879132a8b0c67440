package firsthand.settings;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Options of a training that change half-way: {@code 500:learning-rate=0.01,l2=0.0001}.
 *
 * @param step how many steps are made before the change
 * @param options the new value of each option, by its long name without dashes: the learning rate, and what weighs on
 * the weights
 */
public record Change(long step, Map<String, String> options) {
    private static final String RATE = "learning-rate";
    private static final List<String> NAMES = List.of(RATE, "l1", "l2", "weight-decay");

    /**
     * A change that will not change.
     *
     * @throws IllegalArgumentException if step is below 0, an option is none of those or not a number, or there is none
     */
    public Change {
        Map<String, String> canonical = new LinkedHashMap<>();
        options.forEach((name, value) -> {
            if (!NAMES.contains(name)) {
                throw new IllegalArgumentException(
                        "--change: expected learning-rate, l1, l2 or weight-decay, received " + name);
            }
            canonical.put(name, Double.toString(Options.number("--change " + name, value)));
        });
        if (step < 0 || canonical.isEmpty()) {
            throw new IllegalArgumentException("--change: expected a step of 0 or more and an option or more, received "
                    + step + " and " + options);
        }
        options = Collections.unmodifiableMap(canonical);
    }

    /**
     * The change that a text stands for.
     *
     * @throws IllegalArgumentException if it stands for none
     */
    public static Change parse(String text) {
        int colon = text.indexOf(':');
        if (colon < 0) {
            throw refusal(text);
        }
        Map<String, String> options = new LinkedHashMap<>();
        for (String option : text.substring(colon + 1).split(",", -1)) {
            String[] parts = option.split("=", -1);
            if (parts.length != 2) {
                throw refusal(text);
            }
            options.put(parts[0].strip(), parts[1].strip());
        }
        try {
            return new Change(Long.parseLong(text.substring(0, colon).strip()), options);
        } catch (NumberFormatException notANumber) {
            throw refusal(text);
        }
    }

    private static IllegalArgumentException refusal(String text) {
        return new IllegalArgumentException("--change: expected STEP:OPTION=VALUE[,OPTION=VALUE], received " + text);
    }

    /** Several changes, semicolons between, in the order of their steps; those after the same step in that of the text. */
    static List<Change> list(String text) {
        List<Change> changes = new ArrayList<>();
        for (String part : text.split(";", -1)) {
            changes.add(parse(part));
        }
        changes.sort((one, other) -> Long.compare(one.step, other.step));
        return List.copyOf(changes);
    }

    /** The text that {@link #list} makes the same changes of. */
    static String text(List<Change> changes) {
        return changes.stream().map(Change::toString).collect(Collectors.joining(";"));
    }

    boolean changesRate() {
        return options.containsKey(RATE);
    }

    /** What an option is after this change, if it was {@code before}. */
    double after(String option, double before) {
        String value = options.get(option);
        return value == null ? before : Double.parseDouble(value);
    }

    /** The text that {@link #parse} makes the same change of. */
    @Override
    public String toString() {
        return options.entrySet().stream()
                .map(option -> option.getKey() + "=" + option.getValue())
                .collect(Collectors.joining(",", step + ":", ""));
    }
}
