package firsthand.playground.session;

import firsthand.playground.message.Json;
import firsthand.settings.Settings;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
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
    private static final Set<String> CHANGEABLE = Set.of("learning-rate", "l1", "l2", "weight-decay");

    /** The changes that settings hold. */
    static Changes of(Settings settings) {
        var byStep = new TreeMap<Long, Map<String, String>>();
        String text = settings.options().getOrDefault(OPTION, "");
        for (String change : text.isEmpty() ? new String[0] : text.split(";", -1)) {
            int colon = change.indexOf(':');
            var options = byStep.computeIfAbsent(
                    Long.valueOf(change.substring(0, colon)), step -> new LinkedHashMap<>());
            for (String option : change.substring(colon + 1).split(",", -1)) {
                int equals = option.indexOf('=');
                options.put(option.substring(0, equals), option.substring(equals + 1));
            }
        }
        return new Changes(byStep);
    }

    /**
     * Settings that are these up to {@code step} steps, whatever was to change later, and have other options from there
     * on.
     *
     * @throws IllegalArgumentException if an option cannot change while a run trains, or does not take its value
     */
    static Settings at(long step, Map<String, String> options, Settings settings) {
        for (String option : options.keySet()) {
            if (!CHANGEABLE.contains(option)) {
                throw new IllegalArgumentException(
                        "change: expected learning-rate, l1, l2 or weight-decay, received " + option);
            }
        }
        var changes = of(settings);
        changes.byStep.tailMap(step, false).clear();
        if (step == 0) {
            var changed = settings.with(OPTION, "");
            for (var option : options.entrySet()) {
                changed = changed.with(option.getKey(), option.getValue());
            }
            return changed;
        }
        changes.byStep.computeIfAbsent(step, each -> new LinkedHashMap<>()).putAll(options);
        return settings.with(OPTION, changes.toString());
    }

    /** The value of an option at the step after {@code step} steps. */
    static String value(String option, String otherwise, long step, Settings settings) {
        String value = settings.options().getOrDefault(option, otherwise);
        for (var options : of(settings).byStep.headMap(step, true).values()) {
            value = options.getOrDefault(option, value);
        }
        return value;
    }

    /** {@code [{"step", "options"}]}. */
    Stream<Json> json() {
        return byStep.entrySet().stream().map(change -> Json.object()
                .put("step", change.getKey())
                .put("options", Json.of(change.getValue())));
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
