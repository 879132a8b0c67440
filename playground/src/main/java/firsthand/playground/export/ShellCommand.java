package firsthand.playground.export;

import firsthand.settings.CommandText;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** A training as a command for a shell. */
final class ShellCommand {
    /** Said even where they say what they would anyway: a recipe would have something else to say. */
    private static final List<String> ALWAYS = List.of(
            "data", "activation", "loss", "optimizer", "learning-rate", "schedule", "batch-size", "validation", "seed");

    private final Options options;

    ShellCommand(Options options) {
        this.options = options;
    }

    String text() {
        List<String> words = new ArrayList<>(List.of("./firsthand", "train"));
        for (String name : names()) {
            if (name.equals("change")) {
                options.changes().forEach(change -> words.addAll(List.of("--change", change.toString())));
            } else if (options.isSet(name)) {
                words.add("--" + name);
            } else {
                words.addAll(List.of("--" + name, options.text(name)));
            }
        }
        return CommandText.line(words);
    }

    private Set<String> names() {
        Set<String> names = new LinkedHashSet<>();
        names.add("data");
        names.add(options.has("layers") ? "layers" : "hidden");
        names.addAll(ALWAYS);
        names.add(options.has("iterations") ? "iterations" : "epochs");
        names.addAll(options.given().keySet());
        if (options.has("layers")) {
            names.removeAll(List.of("hidden", "activation", "dropout"));
        }
        return names;
    }
}
