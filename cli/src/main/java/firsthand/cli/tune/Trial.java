package firsthand.cli.tune;

import firsthand.settings.Settings;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * One combination of settings to try.
 *
 * @param number 0 for the first
 * @param values what was chosen for each option that is tried, in their order
 * @param settings all that the trial is trained by, its own seed included
 */
public record Trial(int number, Map<String, String> values, Settings settings) {

    /** A trial that will not change. */
    public Trial {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    /** What makes it differ from the others: "learning-rate 0.1, hidden 64". */
    public String label() {
        return values.entrySet().stream()
                .map(value -> value.getKey().substring(2) + " " + value.getValue())
                .collect(Collectors.joining(", "));
    }
}
