package firsthand.playground.session;

import firsthand.playground.message.Json;
import firsthand.settings.Settings;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Options that change while a run trains, as the option {@code change} of {@code train} words them:
 * {@code 500:learning-rate=0.01,l2=0.001;900:l2=0}.
 *
 * @param byStep the options that change after so many steps
 */
record Changes(TreeMap<Long, Map<String, String>> byStep) {
    private static final String OPTION = "change";
    private static final String RATE = "learning-rate";

    /** The options that can change, and what {@code train} takes them for where nobody says. */
    private static final Map<String, String> USUAL = Map.of(RATE, "0.001", "l1", "0", "l2", "0", "weight-decay", "0");

    /** The changes that settings hold. */
    static Changes of(Settings settings) {
        var byStep = new TreeMap<Long, Map<String, String>>();
        String text = settings.options().getOrDefault(OPTION, "");
        for (String change : text.isEmpty() ? new String[0] : text.split(";", -1)) {
            int colon = change.indexOf(':');
            var options =
                    byStep.computeIfAbsent(Long.valueOf(change.substring(0, colon)), step -> new LinkedHashMap<>());
            for (String option : change.substring(colon + 1).split(",", -1)) {
                int equals = option.indexOf('=');
                options.put(option.substring(0, equals), option.substring(equals + 1));
            }
        }
        return new Changes(byStep);
    }

    /** Settings that are the same up to {@code step} steps, and have no changes later. */
    static Settings until(long step, Settings settings) {
        var changes = of(settings);
        changes.byStep.tailMap(step, false).clear();
        return changes.in(settings.options());
    }

    /**
     * Settings that are the same up to {@code step} steps, and have other options from there on, whatever was to change
     * later.
     *
     * @throws IllegalArgumentException if an option cannot change while a run trains, or does not take its value
     */
    static Settings at(long step, Map<String, String> options, Settings settings) {
        if (options.isEmpty() || !USUAL.keySet().containsAll(options.keySet())) {
            throw new IllegalArgumentException("change: expected learning-rate, l1, l2 or weight-decay, received "
                    + String.join(", ", options.keySet()));
        }
        var changes = of(settings);
        changes.byStep.tailMap(step, step == 0).clear();
        var all = new LinkedHashMap<>(settings.options());
        if (step == 0) {
            all.putAll(options);
        } else {
            changes.byStep.computeIfAbsent(step, each -> new LinkedHashMap<>()).putAll(options);
        }
        return changes.in(all);
    }

    private Settings in(Map<String, String> options) {
        var all = new LinkedHashMap<>(options);
        all.remove(OPTION);
        if (!byStep.isEmpty()) {
            all.put(OPTION, toString());
        }
        return Settings.parse(all);
    }

    /** What the options that can change are at the step after {@code step} steps. */
    static Map<String, String> current(long step, Settings settings) {
        Map<String, String> current = new LinkedHashMap<>(USUAL);
        current.replaceAll((option, usual) -> settings.options().getOrDefault(option, usual));
        of(settings).byStep.headMap(step, true).values().forEach(current::putAll);
        return current;
    }

    /** A third of the learning rate of the step after {@code step} steps, in two figures. */
    static double smallerRate(long step, Settings settings) {
        return new BigDecimal(current(step, settings).getOrDefault(RATE, "0"))
                .divide(BigDecimal.valueOf(3), new MathContext(2))
                .doubleValue();
    }

    /** {@code [{"step", "options"}]}. */
    Stream<Json> json() {
        return byStep.entrySet().stream()
                .map(change -> Json.object().put("step", change.getKey()).put("options", Json.of(change.getValue())));
    }

    @Override
    public String toString() {
        return byStep.entrySet().stream()
                .map(change -> change.getKey() + ":"
                        + change.getValue().entrySet().stream()
                                .map(option -> option.getKey() + "=" + option.getValue())
                                .collect(Collectors.joining(",")))
                .collect(Collectors.joining(";"));
    }
}
