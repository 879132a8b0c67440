package firsthand.settings;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Options as text, and what they stand for: each is read once, with the value that it has where it was not given.
 *
 * <p>What was read can be written down again: the same value always as the same text.
 */
final class Options {
    private final Map<String, String> given = new LinkedHashMap<>();
    private final Map<String, String> texts = new LinkedHashMap<>();
    private final Map<String, String> defaults = new LinkedHashMap<>();
    private final Set<String> flags = new HashSet<>();

    /** These options, by their long names without dashes; an empty text is as good as none. */
    Options(Map<String, String> given) {
        given.forEach((name, text) -> {
            if (!text.isEmpty()) {
                this.given.put(name, text);
            }
        });
    }

    /** Everything that was given. */
    Map<String, String> given() {
        return given;
    }

    boolean has(String name) {
        return given.containsKey(name);
    }

    String text(String name, String otherwise) {
        return read(name, otherwise, text -> text, text -> text);
    }

    double number(String name, double otherwise) {
        return read(name, otherwise, text -> number("--" + name, text), number -> Double.toString(number));
    }

    /** A number that need not be there. */
    @Nullable
    Double number(String name) {
        return has(name) ? number(name, Double.NaN) : null;
    }

    int whole(String name, int otherwise) {
        return read(name, otherwise, text -> whole(name, text, Integer::valueOf), number -> Integer.toString(number));
    }

    /** A whole number that need not be there. */
    @Nullable
    Integer whole(String name) {
        return has(name) ? whole(name, Integer.MIN_VALUE) : null;
    }

    long large(String name, long otherwise) {
        return read(name, otherwise, text -> whole(name, text, Long::valueOf), number -> Long.toString(number));
    }

    boolean flag(String name) {
        flags.add(name);
        return read(name, false, text -> truth(name, text), set -> set ? "true" : "");
    }

    /** Whether the option was read as a flag. */
    boolean isFlag(String name) {
        return flags.contains(name);
    }

    /** Several values, commas between. */
    List<String> words(String name) {
        return read(name, List.of(), text -> List.of(text.split(",", -1)), words -> String.join(",", words));
    }

    List<Integer> wholes(String name, List<Integer> otherwise) {
        return several(name, otherwise, text -> whole(name, text, Integer::valueOf));
    }

    List<Double> numbers(String name) {
        return several(name, List.of(), text -> number("--" + name, text));
    }

    private <T> List<T> several(String name, List<T> otherwise, Function<String, T> parse) {
        return read(
                name,
                otherwise,
                text -> {
                    List<T> values = new ArrayList<>();
                    for (String part : text.split(",", -1)) {
                        values.add(parse.apply(part));
                    }
                    return List.copyOf(values);
                },
                values -> values.stream().map(String::valueOf).collect(Collectors.joining(",")));
    }

    /** Changes half-way, semicolons between. */
    List<Change> changes(String name) {
        return read(name, List.of(), Change::list, Change::text);
    }

    private <T> T read(String name, T otherwise, Function<String, T> parse, Function<T, String> write) {
        String text = given.get(name);
        T value = text == null ? otherwise : parse.apply(text);
        texts.put(name, write.apply(value));
        defaults.put(name, write.apply(otherwise));
        return value;
    }

    /** The number that the text of an option stands for. */
    static double number(String option, String text) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException notANumber) {
            throw new IllegalArgumentException(option + ": expected a number, received " + text, notANumber);
        }
    }

    private static <T> T whole(String name, String text, Function<String, T> parse) {
        try {
            return parse.apply(text);
        } catch (NumberFormatException notANumber) {
            throw new IllegalArgumentException("--" + name + ": expected a whole number, received " + text, notANumber);
        }
    }

    private static boolean truth(String name, String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException("--" + name + ": expected true or false, received " + text);
        };
    }

    /** @throws IllegalArgumentException if something was given that nobody has read */
    void checkAllRead() {
        Set<String> unknown = new TreeSet<>(given.keySet());
        unknown.removeAll(texts.keySet());
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException("settings: expected options of train, received "
                    + unknown.iterator().next());
        }
    }

    /** The options that were read and say something, in that order; nothing for flags that are not set. */
    Map<String, String> all() {
        Map<String, String> all = new LinkedHashMap<>(texts);
        all.values().removeIf(String::isEmpty);
        return all;
    }

    /** Those that are not what they would be had they not been given. */
    Map<String, String> changed() {
        Map<String, String> changed = all();
        changed.entrySet().removeIf(entry -> entry.getValue().equals(defaults.get(entry.getKey())));
        return changed;
    }
}
