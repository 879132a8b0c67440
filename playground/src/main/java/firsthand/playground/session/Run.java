package firsthand.playground.session;

import firsthand.playground.message.Json;
import java.util.Map;
import java.util.Optional;

/** A network, where it comes from, and how far it has come. */
sealed interface Run permits TrainingRun, KeptRun {

    /** What the page calls it by: 1 for the first. */
    int id();

    /** What the user calls it. */
    String name();

    /** The options that made it; none if it comes from a file. */
    Map<String, String> options();

    /** The network, and what it can be asked about. */
    Model model();

    /** How many steps have been made. */
    long step();

    /** How that went. */
    Curve curve();

    /** How good it is on the examples held back, if there are any. */
    Optional<Measurement> validation();

    /** The run beside others. */
    default Json json() {
        var json = Json.object()
                .put("id", id())
                .put("name", name())
                .put("settings", Json.of(options()))
                .put("step", step())
                .put("curve", curve().json())
                .put("parameters", model().classifier().network().parameterCount());
        validation().ifPresent(measured -> json.put("validationAccuracy", measured.accuracy()));
        return json;
    }
}
