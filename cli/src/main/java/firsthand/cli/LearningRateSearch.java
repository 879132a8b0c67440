package firsthand.cli;

import firsthand.cli.terminal.Bars;
import firsthand.cli.terminal.Output;
import firsthand.training.LearningRateFinder.Curve;
import firsthand.training.LearningRateFinder.Point;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What {@code train --lr-find} has to say: the loss over the learning rate, drawn sideways, and the rate to begin with.
 *
 * @param curve what was measured
 */
record LearningRateSearch(Curve curve) {
    private static final int BAR_WIDTH = 50;
    private static final int POINTS_A_LINE = 5;

    void print(Output output) {
        var shown = shown();
        double largest = shown.stream().mapToDouble(Point::smoothedLoss).max().orElse(1);
        output.print("%-13s %10s", "learning rate", "loss");
        for (var point : shown) {
            output.print(
                    "%13.1e %10s  %s%s",
                    point.learningRate(),
                    Output.number(point.smoothedLoss()),
                    Bars.bar(point.smoothedLoss() / largest, BAR_WIDTH),
                    isSuggested(point) ? " <" : "");
        }
        output.print("");
        output.print(
                "%s",
                suggested()
                        .map("suggestion  --learning-rate %s, where the loss falls most steeply"::formatted)
                        .orElse("suggestion  none: the loss falls at no rate"));
    }

    /** Every fifth point, beginning so that the one suggested is among them. */
    private List<Point> shown() {
        int suggested = Math.max(
                0,
                IntStream.range(0, curve.points().size())
                        .filter(i -> isSuggested(curve.points().get(i)))
                        .findFirst()
                        .orElse(0));
        return IntStream.range(0, curve.points().size())
                .filter(i -> i % POINTS_A_LINE == suggested % POINTS_A_LINE)
                .mapToObj(curve.points()::get)
                .toList();
    }

    private boolean isSuggested(Point point) {
        return curve.suggestion().filter(rate -> rate == point.learningRate()).isPresent();
    }

    /** With two digits: more would promise too much. */
    private Optional<String> suggested() {
        return curve.suggestion().map(rate -> String.format(Locale.ROOT, "%.1e", rate));
    }

    /** The result of {@code train --lr-find --json}. */
    Map<String, Object> result() {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("suggested_learning_rate", suggested().map(Double::valueOf).orElse(null));
        result.put(
                "curve", curve.points().stream().map(LearningRateSearch::result).toList());
        return result;
    }

    private static Map<String, Object> result(Point point) {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("learning_rate", point.learningRate());
        result.put("loss", point.loss());
        result.put("smoothed_loss", point.smoothedLoss());
        return result;
    }
}
