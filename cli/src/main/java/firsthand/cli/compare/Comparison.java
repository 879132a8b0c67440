package firsthand.cli.compare;

import firsthand.cli.terminal.DigitArt;
import firsthand.cli.terminal.Output;
import firsthand.cli.terminal.Sparkline;
import firsthand.metric.Interval;
import firsthand.report.chart.Axis;
import firsthand.report.chart.LineChart;
import firsthand.report.chart.Series;
import firsthand.training.History;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/**
 * Runs beside each other: what was set otherwise, how they went, and on which examples they disagree.
 *
 * @param runs two or more, on the same examples
 */
public record Comparison(List<ComparedRun> runs) {
    private static final int CURVE_WIDTH = 40;
    private static final double MEANINGFUL = 0.05;

    /** @throws IllegalArgumentException if there are fewer than two */
    public Comparison {
        if (runs.size() < 2) {
            throw new IllegalArgumentException("compare: expected two runs or more, received " + runs.size());
        }
        runs = List.copyOf(runs);
    }

    List<Pair> pairs() {
        List<Pair> pairs = new ArrayList<>();
        for (int i = 0; i < runs.size(); i++) {
            for (int j = i + 1; j < runs.size(); j++) {
                pairs.add(Pair.of(runs.get(i), runs.get(j)));
            }
        }
        return pairs;
    }

    /**
     * Says it all in text.
     *
     * @param examples how many pictures of each kind to draw
     */
    public void print(int examples, Output output) {
        printSettings(output);
        printResults(output);
        printCurves(output);
        for (var pair : pairs()) {
            print(pair, examples, output);
        }
    }

    private void printSettings(Output output) {
        var differences = Differences.of(runs);
        if (differences.isEmpty()) {
            output.print("settings      the same in all runs, as far as they are known");
            return;
        }
        int first = differences.keySet().stream().mapToInt(String::length).max().orElse(0) + 2;
        int width = width(differences);
        output.print(
                "%-" + first + "s%s",
                "settings",
                row(runs.stream().map(ComparedRun::name).toList(), width));
        differences.forEach((name, values) -> output.print(
                "%-" + first + "s%s",
                name,
                row(values.stream().map(value -> value.isEmpty() ? "-" : value).toList(), width)));
        output.print("");
    }

    private int width(Map<String, List<String>> differences) {
        var words = new ArrayList<>(runs.stream().map(ComparedRun::name).toList());
        differences.values().forEach(words::addAll);
        return words.stream().mapToInt(String::length).max().orElse(0) + 2;
    }

    private static String row(List<String> words, int width) {
        return words.stream()
                .map(word -> String.format("%-" + width + "s", word))
                .collect(Collectors.joining());
    }

    private void printResults(Output output) {
        int width = nameWidth();
        output.print("%-" + width + "s %9s  %-18s %9s %12s", "run", "accuracy", "95 % interval", "loss", "parameters");
        for (var run : runs) {
            var evaluation = run.predictions().evaluation();
            var interval = Interval.wilson(evaluation.correct(), evaluation.examples());
            output.print(
                    "%-" + width + "s %7.2f %%  %-18s %9s %,12d",
                    run.name(),
                    100 * evaluation.accuracy(),
                    String.format("%.2f to %.2f %%", 100 * interval.low(), 100 * interval.high()),
                    Output.number(evaluation.loss()),
                    run.model().classifier().network().parameterCount());
        }
        output.print("");
    }

    private int nameWidth() {
        return runs.stream().mapToInt(run -> run.name().length()).max().orElse(0) + 2;
    }

    private void printCurves(Output output) {
        if (runs.stream().allMatch(run -> run.history().size() < 2)) {
            return;
        }
        int width = nameWidth();
        output.print("%-" + width + "s %s", "run", "training loss");
        for (var run : runs) {
            var losses = run.history().stream().map(History.Entry::trainLoss).toList();
            output.print(
                    "%-" + width + "s %s",
                    run.name(),
                    losses.isEmpty()
                            ? "not known: it is no run folder"
                            : Sparkline.of(losses, CURVE_WIDTH) + "  " + Output.number(losses.getFirst()) + " to "
                                    + Output.number(losses.getLast()));
        }
        output.print("");
    }

    private static void print(Pair pair, int examples, Output output) {
        String first = pair.first().name();
        String second = pair.second().name();
        double p = pair.test().p();
        output.print("%s and %s", first, second);
        output.print(
                "both right %,d, both wrong %,d, only %s right %,d, only %s right %,d",
                pair.bothRight(),
                pair.bothWrong(),
                first,
                pair.onlyFirst().size(),
                second,
                pair.onlySecond().size());
        output.print(
                "McNemar's test: p = %.3g: %s",
                p,
                p < MEANINGFUL
                        ? "two equally good models would hardly differ so much by chance"
                        : "two equally good models may well differ so much by chance");
        draw("only " + first + " right", pair, pair.onlyFirst(), examples, output);
        draw("only " + second + " right", pair, pair.onlySecond(), examples, output);
        output.print("");
    }

    /** The first few of some examples side by side, with what each run takes them for. */
    private static void draw(String title, Pair pair, List<Integer> indices, int examples, Output output) {
        var shown = indices.subList(0, Math.min(examples, indices.size()));
        if (shown.isEmpty()) {
            return;
        }
        var data = pair.first().predictions().data();
        var art = new DigitArt(output.hasColor());
        var drawings = shown.stream().map(i -> art.lines(data.example(i))).toList();
        int width = DigitArt.width(data.example(shown.getFirst()));
        output.print("");
        output.print(
                "%s (example: its class, what %s and %s take it for)",
                title, pair.first().name(), pair.second().name());
        output.print(
                "%s",
                shown.stream()
                        .map(i -> cell(
                                String.format(
                                        "%d: %s, %s/%s",
                                        i,
                                        label(pair, data.label(i)),
                                        label(
                                                pair,
                                                pair.first()
                                                        .predictions()
                                                        .evaluation()
                                                        .predicted(i)),
                                        label(
                                                pair,
                                                pair.second()
                                                        .predictions()
                                                        .evaluation()
                                                        .predicted(i))),
                                width))
                        .collect(Collectors.joining(" ")));
        for (int line = 0; line < drawings.getFirst().size(); line++) {
            int l = line;
            output.print("%s", drawings.stream().map(drawing -> drawing.get(l)).collect(Collectors.joining(" ")));
        }
    }

    private static String label(Pair pair, int label) {
        return pair.first().predictions().data().classNames().get(label);
    }

    private static String cell(String text, int width) {
        String shortened = text.length() <= width ? text : text.substring(0, width);
        return String.format("%-" + width + "s", shortened);
    }

    /** Accuracy against steps: on validation examples where all runs have them, else on training batches. */
    public LineChart chart() {
        boolean validated =
                runs.stream().allMatch(run -> run.history().stream().allMatch(History.Entry::hasValidation));
        String what = validated ? "validation accuracy" : "training accuracy";
        ToDoubleFunction<History.Entry> accuracy =
                validated ? History.Entry::validationAccuracy : History.Entry::trainAccuracy;
        var chart = LineChart.of("", Axis.whole("step"), Axis.percent(what));
        for (var run : runs) {
            if (!run.history().isEmpty()) {
                chart = chart.with(Series.of(
                        run.name(),
                        run.history().stream()
                                .map(entry -> (double) entry.step())
                                .toList(),
                        run.history().stream().map(accuracy::applyAsDouble).toList()));
            }
        }
        return chart;
    }

    /** All of it for programs. */
    public Map<String, Object> result() {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("runs", runs.stream().map(Comparison::result).toList());
        result.put("differences", Differences.of(runs));
        result.put("pairs", pairs().stream().map(Comparison::result).toList());
        return result;
    }

    private static Map<String, Object> result(ComparedRun run) {
        var evaluation = run.predictions().evaluation();
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("name", run.name());
        result.put("options", run.options());
        result.put("examples", evaluation.examples());
        result.put("correct", evaluation.correct());
        result.put("accuracy", evaluation.accuracy());
        result.put("loss", evaluation.loss());
        result.put("parameters", run.model().classifier().network().parameterCount());
        return result;
    }

    private static Map<String, Object> result(Pair pair) {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("first", pair.first().name());
        result.put("second", pair.second().name());
        result.put("both_right", pair.bothRight());
        result.put("both_wrong", pair.bothWrong());
        result.put("only_first", pair.onlyFirst());
        result.put("only_second", pair.onlySecond());
        result.put("mcnemar_p", pair.test().p());
        return result;
    }
}
