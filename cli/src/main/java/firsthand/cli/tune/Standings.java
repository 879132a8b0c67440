package firsthand.cli.tune;

import firsthand.settings.CommandText;
import firsthand.training.History;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How the trials of a search compare.
 *
 * @param plan what was searched
 * @param trials all of them, in the order of their numbers
 * @param outcomes how each that was trained stood last, by its number
 * @param complete whether the search came to its end
 */
public record Standings(Plan plan, List<Trial> trials, Map<Integer, Outcome> outcomes, boolean complete) {

    /** Standings that will not change. */
    public Standings {
        trials = List.copyOf(trials);
        outcomes = Map.copyOf(outcomes);
    }

    /** Best first. */
    public List<Outcome> ranked() {
        return outcomes.values().stream().sorted(Outcome.BEST_FIRST).toList();
    }

    /** The best, if one has not diverged. */
    public Optional<Outcome> best() {
        return ranked().stream().filter(outcome -> !outcome.diverged()).findFirst();
    }

    /** The trial that an outcome is of. */
    public Trial trial(Outcome outcome) {
        return trials.get(outcome.trial());
    }

    /** The words that train the best settings, ready to paste; nothing if all have diverged. */
    public Optional<String> command() {
        return best().map(outcome -> "firsthand train " + CommandText.line(plan.command(trial(outcome))));
    }

    /** The best settings for {@code train --recipe FILE}. */
    String recipe() {
        var best = best().orElseThrow();
        var settings = trial(best).settings().withSeed(plan.settings().seed());
        var text = new StringBuilder();
        text.append("# ").append(trial(best).label()).append('\n');
        text.append("# ").append(command().orElseThrow()).append('\n');
        for (String word : settings.arguments()) {
            boolean option = word.startsWith("--");
            text.append(option ? "\n" : " ").append(CommandText.line(List.of(word)));
        }
        return text.append('\n').toString();
    }

    /** The table, a line each, its head first. */
    public List<String> rows() {
        List<List<String>> cells = new ArrayList<>();
        List<String> head = new ArrayList<>(List.of("place"));
        plan.choices().forEach(choice -> head.add(choice.option().substring(2)));
        head.addAll(List.of("seed", "validation", "loss", "steps", "seconds"));
        cells.add(head);
        for (var outcome : ranked()) {
            List<String> row = new ArrayList<>(List.of(Integer.toString(cells.size())));
            row.addAll(trial(outcome).values().values());
            row.add(Long.toString(trial(outcome).settings().seed()));
            row.add(outcome.diverged() ? "diverged" : format("%.2f %%", 100 * outcome.validationAccuracy()));
            row.add(outcome.diverged() ? "" : format("%.4f", outcome.validationLoss()));
            row.add(format("%,d", outcome.steps()));
            row.add(format("%.1f", outcome.seconds()));
            cells.add(row);
        }
        return aligned(cells);
    }

    private static String format(String format, Object value) {
        return String.format(Locale.ROOT, format, value);
    }

    private static List<String> aligned(List<List<String>> cells) {
        int columns = cells.getFirst().size();
        var widths = new int[columns];
        for (var row : cells) {
            for (int c = 0; c < columns; c++) {
                widths[c] = Math.max(widths[c], row.get(c).length());
            }
        }
        List<String> lines = new ArrayList<>();
        for (var row : cells) {
            var line = new StringBuilder();
            for (int c = 0; c < columns; c++) {
                line.append(" ".repeat((c == 0 ? 0 : 3) + widths[c] - row.get(c).length()));
                line.append(row.get(c));
            }
            lines.add(line.toString());
        }
        return lines;
    }

    /** The result of {@code tune --json}. */
    public Map<String, Object> result() {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("search", plan.search().name());
        result.put("complete", complete);
        result.put("trials", ranked().stream().map(this::result).toList());
        result.put("best", best().map(this::result).orElse(null));
        result.put("command", command().orElse(null));
        return result;
    }

    private Map<String, Object> result(Outcome outcome) {
        Map<String, String> options = new LinkedHashMap<>();
        trial(outcome).values().forEach((option, value) -> options.put(option.substring(2), value));
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("trial", outcome.trial());
        result.put("options", options);
        result.put("seed", trial(outcome).settings().seed());
        result.put("validation_accuracy", number(outcome.validationAccuracy()));
        result.put("validation_loss", number(outcome.validationLoss()));
        result.put("diverged", outcome.diverged());
        result.put("rung", outcome.rung());
        result.put("steps", outcome.steps());
        result.put("seconds", outcome.seconds());
        return result;
    }

    /** JSON has no NaN. */
    private static @Nullable Double number(double value) {
        return Double.isFinite(value) ? value : null;
    }

    /** All curves as CSV; no times, so that the same search gives the same file. */
    String curves() {
        var text = new StringBuilder("trial,seed");
        plan.choices().forEach(choice -> text.append(',').append(choice.option().substring(2)));
        text.append(",step,epoch,train_loss,train_accuracy,validation_loss,validation_accuracy,learning_rate\n");
        for (var trial : trials) {
            var outcome = outcomes.get(trial.number());
            if (outcome != null) {
                outcome.curve().forEach(entry -> text.append(row(trial, entry)));
            }
        }
        return text.toString();
    }

    private static String row(Trial trial, History.Entry entry) {
        String values = trial.values().values().stream()
                .map(value -> value.contains(",") ? '"' + value + '"' : value)
                .collect(Collectors.joining(","));
        return trial.number() + "," + trial.settings().seed() + "," + values + "," + entry.step() + "," + entry.epoch()
                + "," + entry.trainLoss() + "," + entry.trainAccuracy() + "," + entry.validationLoss() + ","
                + entry.validationAccuracy() + "," + entry.learningRate() + "\n";
    }
}
