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
        var options = settings.options();
        Map<String, String> stated = new LinkedHashMap<>();
        stated.put("data", settings.data());
        stated.put("validation", argument(settings.arguments(), "validation", "0"));
        if (!options.containsKey("iterations")) {
            stated.put("epochs", argument(settings.arguments(), "epochs", EPOCHS));
        }
        stated.putAll(options);
        return stated;
    }

    private static String argument(List<String> arguments, String option, String otherwise) {
        int at = arguments.indexOf("--" + option);
        return at < 0 ? otherwise : arguments.get(at + 1);
    }
}
