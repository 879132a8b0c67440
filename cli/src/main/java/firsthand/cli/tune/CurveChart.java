package firsthand.cli.tune;

import firsthand.report.chart.Axis;
import firsthand.report.chart.LineChart;
import firsthand.report.chart.Palette;
import firsthand.report.chart.Series;
import firsthand.training.History;
import java.util.ArrayList;
import java.util.List;

/**
 * The validation accuracy of every trial as it was trained. The best few have a colour and a name each; behind them, all
 * others are one shade.
 */
final class CurveChart {
    /** As many as there are colours that can be told apart. */
    private static final int MOST_NAMED = 7;

    private final Standings standings;

    CurveChart(Standings standings) {
        this.standings = standings;
    }

    LineChart chart() {
        var choices = standings.plan().choices();
        boolean single = choices.size() == 1;
        String title = single
                ? "Validation accuracy by "
                        + choices.getFirst().option().substring(2).replace('-', ' ')
                : "Validation accuracy";
        return LineChart.of(
                        title, Axis.whole("iteration").covering(0, 1), Axis.percent("accuracy on examples held back"))
                .with(series(single))
                .sized(800, 480);
    }

    private List<Series> series(boolean valuesOnly) {
        var ranked = standings.ranked();
        int named = Math.min(MOST_NAMED, ranked.size());
        List<Series> series = new ArrayList<>();
        if (named < ranked.size()) {
            series.add(others(ranked.subList(named, ranked.size())));
        }
        for (var outcome : ranked.subList(0, named)) {
            var trial = standings.trial(outcome);
            String name = valuesOnly ? String.join(", ", trial.values().values()) : trial.label();
            series.add(
                    Series.of(outcome.diverged() ? name + " (diverged)" : name, steps(outcome), accuracies(outcome)));
        }
        return series;
    }

    /** One series with a gap after each curve. */
    private static Series others(List<Outcome> outcomes) {
        List<Double> steps = new ArrayList<>();
        List<Double> accuracies = new ArrayList<>();
        for (var outcome : outcomes) {
            steps.addAll(steps(outcome));
            accuracies.addAll(accuracies(outcome));
            steps.add(Double.NaN);
            accuracies.add(Double.NaN);
        }
        String name = outcomes.size() == 1 ? "one more" : outcomes.size() + " more";
        return Series.of(name, steps, accuracies).drawn(Palette.GRID.towards(Palette.MUTED, 0.4), false);
    }

    private static List<Double> steps(Outcome outcome) {
        return outcome.curve().stream().map(entry -> (double) entry.step()).toList();
    }

    private static List<Double> accuracies(Outcome outcome) {
        return outcome.curve().stream().map(History.Entry::validationAccuracy).toList();
    }
}
