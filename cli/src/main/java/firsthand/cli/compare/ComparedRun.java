package firsthand.cli.compare;

import firsthand.formats.ModelFile;
import firsthand.training.History;
import firsthand.training.Predictions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One of the runs that are compared.
 *
 * @param name what the user called it
 * @param model what came of it
 * @param history how it went; empty for a model file without a run folder
 * @param predictions what it makes of the examples that all are compared on
 */
public record ComparedRun(String name, ModelFile model, List<History.Entry> history, Predictions predictions) {

    private static final String FLAG = "yes";

    /** The options that it was trained with, by name; a flag has the value "yes", and what is there twice both values. */
    Map<String, String> options() {
        return options(model.metadata().getOrDefault("options", ""));
    }

    private static Map<String, String> options(String text) {
        Map<String, String> options = new LinkedHashMap<>();
        String name = "";
        for (String word : text.split("\n")) {
            if (word.startsWith("--")) {
                name = word;
                options.putIfAbsent(name, FLAG);
            } else if (!name.isEmpty()) {
                options.merge(name, word, (before, one) -> before.equals(FLAG) ? one : before + ";" + one);
            }
        }
        return options;
    }
}
