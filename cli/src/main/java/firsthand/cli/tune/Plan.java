package firsthand.cli.tune;

import firsthand.cli.recipe.Recipes;
import firsthand.cli.recipe.SettingsOptions;
import firsthand.random.RandomStream;
import firsthand.settings.Settings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import picocli.CommandLine;

/**
 * Everything that decides what a search computes, but for the data.
 *
 * <p>Every trial has a seed of its own for what is random in it, weights and shuffling: that of the search, plus its
 * number. The examples held back for validation follow from the seed of the search alone, and so are the same for all.
 *
 * @param recipe what all trials begin with
 * @param given further options of {@code train} that all trials have in common
 * @param choices what is tried
 * @param search by which rule
 */
public record Plan(String recipe, List<String> given, List<Choice> choices, Search search) {
    private static final String VALIDATION = "--validation";
    private static final String DEFAULT_VALIDATION = "0.1";

    /** A plan that holds examples back for validation: a tenth, unless {@code given} has another share. */
    public Plan {
        given = given.contains(VALIDATION)
                ? List.copyOf(given)
                : Stream.concat(given.stream(), Stream.of(VALIDATION, DEFAULT_VALIDATION))
                        .toList();
        choices = List.copyOf(choices);
        checkChoices(given, choices);
        if (search.trials() == 0) {
            checkListed(choices);
        }
    }

    private static void checkChoices(List<String> given, List<Choice> choices) {
        if (choices.isEmpty()) {
            throw new IllegalArgumentException("tune: expected something to try, received nothing;"
                    + " name it with --try OPTION=VALUE,VALUE,... or --learning-rates X,X,...");
        }
        List<String> seen = new ArrayList<>(given);
        for (var choice : choices) {
            if (seen.contains(choice.option())) {
                throw new IllegalArgumentException("--try: expected each option once, received "
                        + choice.option().substring(2) + " twice");
            }
            seen.add(choice.option());
        }
    }

    private static void checkListed(List<Choice> choices) {
        for (var choice : choices) {
            if (choice instanceof Choice.Range) {
                throw new IllegalArgumentException("--try " + choice.text() + ": expected values with a comma between"
                        + " to combine, received a range; say how many to draw with --trials");
            }
        }
    }

    /**
     * What all trials have in common; its seed decides which examples they are compared on.
     *
     * @throws IllegalArgumentException if there is no such recipe, or an option of it is refused
     */
    public Settings settings() {
        return parse(base(), "tune");
    }

    /** The words before what each trial adds. An option that is tried takes the place of the recipe's. */
    private List<String> base() {
        List<String> replacing = new ArrayList<>(given);
        choices.forEach(choice -> replacing.add(choice.option()));
        List<String> words = new ArrayList<>(Recipes.named(recipe).argumentsBefore(replacing));
        words.addAll(given);
        return words;
    }

    private static Settings parse(List<String> words, String where) {
        try {
            return SettingsOptions.parse(words);
        } catch (CommandLine.ParameterException refused) {
            throw new IllegalArgumentException(where + ": " + refused.getMessage(), refused);
        }
    }

    /** All trials, in the order of their numbers. */
    public List<Trial> trials() {
        var base = base();
        long seed = settings().seed();
        List<Trial> trials = new ArrayList<>();
        for (var values : search.trials() == 0 ? combinations() : draws(seed)) {
            List<String> words = new ArrayList<>(base);
            words.addAll(words(values));
            var settings = parse(words, "--try " + values);
            trials.add(new Trial(trials.size(), values, settings.withSeed(seed + trials.size())));
        }
        return trials;
    }

    /** Every combination; the first option changes slowest. */
    private List<Map<String, String>> combinations() {
        List<Map<String, String>> combinations = List.of(Map.of());
        for (var choice : choices) {
            List<Map<String, String>> longer = new ArrayList<>();
            for (var start : combinations) {
                for (String value : ((Choice.Listed) choice).values()) {
                    Map<String, String> values = new LinkedHashMap<>(start);
                    values.put(choice.option(), value);
                    longer.add(values);
                }
            }
            combinations = longer;
        }
        return combinations;
    }

    /** Each value has a stream of its own: one more trial, or one more option, changes no other draw. */
    private List<Map<String, String>> draws(long seed) {
        var random = RandomStream.of(seed).split("tune");
        List<Map<String, String>> draws = new ArrayList<>();
        for (int i = 0; i < search.trials(); i++) {
            Map<String, String> values = new LinkedHashMap<>();
            for (var choice : choices) {
                values.put(
                        choice.option(),
                        choice.draw(random.split(choice.option()).split(i)));
            }
            draws.add(values);
        }
        return draws;
    }

    private static List<String> words(Map<String, String> values) {
        List<String> words = new ArrayList<>();
        values.forEach((option, value) -> {
            if (!TrainOptions.isFlag(option)) {
                words.add(option);
                words.add(value);
            } else if (value.equals("true")) {
                words.add(option);
            }
        });
        return words;
    }

    /**
     * The words after {@code firsthand train} that train a trial's settings with the seed of the search: on the very
     * examples that all trials were trained on, and tested, for the first time, on those that none has seen.
     */
    public List<String> command(Trial trial) {
        List<String> words = new ArrayList<>();
        if (!recipe.equals(Recipes.DEFAULT)) {
            words.addAll(List.of("--recipe", recipe));
        }
        words.addAll(given);
        words.addAll(words(trial.values()));
        // A flag of the recipe cannot be taken back by fewer words: then they have to be all there are.
        var wanted = trial.settings().withSeed(settings().seed()).arguments();
        var changes = words.subList(words.contains("--recipe") ? 2 : 0, words.size());
        return Recipes.named(recipe).settings(changes).arguments().equals(wanted) ? words : wanted;
    }
}
