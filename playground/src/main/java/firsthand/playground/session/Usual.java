package firsthand.playground.session;

import firsthand.settings.Settings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a playground trains where nobody says otherwise; everything else is as in {@code train}.
 *
 * <p>Since the two differ here, these options are always stated, also where they are what {@code train} would take: a
 * link that left them out would be another experiment.
 */
final class Usual {
    private static final Map<String, String> DATA_AND_VALIDATION = Map.of("data", "mnist", "validation", "0.1");
    private static final String EPOCHS = "5";
    private static final List<String> DIFFERENT = List.of("data", "validation", "epochs");

    private Usual() {}

    /** The settings that these options make here. */
    static Settings settings(Map<String, String> options) {
        Map<String, String> all = new LinkedHashMap<>(DATA_AND_VALIDATION);
        if (!options.containsKey("iterations")) {
            all.put("epochs", EPOCHS);
        }
        all.putAll(options);
        return Settings.parse(all);
    }

    /** The options that make these settings, here as well as in {@code train}. */
    static Map<String, String> options(Settings settings) {
        Map<String, String> stated = settings.allOptions();
        stated.keySet().retainAll(DIFFERENT);
        stated.putAll(settings.options());
        return stated;
    }
}
