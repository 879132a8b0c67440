package firsthand.playground.session;

import firsthand.playground.message.Json;
import firsthand.settings.Change;
import firsthand.settings.Settings;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What settings say about options that change half-way. */
final class Changes {
    private static final String RATE = "learning-rate";
    private static final List<String> OPTIONS = List.of(RATE, "l1", "l2", "weight-decay");

    private Changes() {}

    /** What the options that can change are at the step after {@code step} steps. */
    static Map<String, String> current(long step, Settings settings) {
        Map<String, String> current = new LinkedHashMap<>();
        OPTIONS.forEach(option -> current.put(option, settings.allOptions().get(option)));
        settings.changes().stream()
                .filter(change -> change.step() <= step)
                .map(Change::options)
                .forEach(current::putAll);
        return current;
    }

    /** A third of the learning rate of the step after {@code step} steps, in two figures. */
    static double smallerRate(long step, Settings settings) {
        return new BigDecimal(current(step, settings).getOrDefault(RATE, "0"))
                .divide(BigDecimal.valueOf(3), new MathContext(2))
                .doubleValue();
    }

    /** {@code [{"step", "options"}]}. */
    static Stream<Json> json(Settings settings) {
        return settings.changes().stream()
                .map(change -> Json.object().put("step", change.step()).put("options", Json.of(change.options())));
    }
}
