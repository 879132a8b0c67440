package firsthand.cli.recipe;

import firsthand.settings.CommandText;
import firsthand.settings.Settings;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A named training run: the options that repeat it, and what its source says comes of it.
 *
 * @param name what {@code --recipe} calls it
 * @param title what it is, in one line
 * @param source where it comes from; empty for our own
 * @param options the options of {@code train} that make it, as {@link CommandText} writes them
 * @param claims what its source reports, by the names that {@code reproduce} measures: shares from 0 to 1
 * @param notes what a reader should know: where we differ from the source, and why
 */
public record Recipe(
        String name, String title, String source, String options, Map<String, Double> claims, String notes) {
    private static final Set<String> FLAGS = Set.of("--no-shuffle", "--drawn-batches");
    private static final Set<String> STEPS = Set.of("--learning-rate", "--optimizer");
    private static final Set<String> LAYERS = Set.of("--hidden", "--layers");
    private static final Set<String> LENGTHS = Set.of("--epochs", "--iterations");

    /** A recipe that will not change. */
    public Recipe {
        claims = Collections.unmodifiableMap(new LinkedHashMap<>(claims));
    }

    /**
     * The options, one word each, without those that {@code given} has itself. Epochs and iterations are two ways to
     * say one thing, and so are hidden units and layers: either replaces either. A schedule goes with the learning rate that it was chosen for.
     */
    public List<String> argumentsBefore(List<String> given) {
        Set<String> replaced = given.stream()
                .filter(word -> word.startsWith("--"))
                .map(word -> word.split("=", 2)[0])
                .collect(Collectors.toSet());
        if (!Collections.disjoint(replaced, LENGTHS)) {
            replaced.addAll(LENGTHS);
        }
        if (!Collections.disjoint(replaced, LAYERS)) {
            replaced.addAll(LAYERS);
        }
        if (!Collections.disjoint(replaced, STEPS)) {
            replaced.add("--schedule");
        }
        List<String> kept = new ArrayList<>();
        var words = CommandText.words(options).iterator();
        while (words.hasNext()) {
            String option = words.next();
            List<String> whole = FLAGS.contains(option) ? List.of(option) : List.of(option, words.next());
            if (!replaced.contains(option)) {
                kept.addAll(whole);
            }
        }
        return kept;
    }

    /** The settings of this recipe, changed by further options of {@code train}. */
    public Settings settings(List<String> changes) {
        List<String> arguments = argumentsBefore(changes);
        arguments.addAll(changes);
        return SettingsOptions.parse(arguments);
    }
}
