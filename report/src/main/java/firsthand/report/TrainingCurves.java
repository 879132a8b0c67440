package firsthand.report;

import firsthand.report.chart.Axis;
import firsthand.report.chart.LineChart;
import firsthand.report.chart.Series;
import firsthand.training.History;
import firsthand.training.LayerStatistics;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** The charts of a training. */
public final class TrainingCurves {
    private static final double WIDTH = 480;
    private static final double HEIGHT = 320;

    private TrainingCurves() {}

    /** Whether a history has one entry for each epoch, so that its curves go over epochs rather than steps. */
    public static boolean isByEpoch(History history) {
        return IntStream.range(0, history.entries().size())
                .allMatch(i -> history.entries().get(i).epoch() == i + 1);
    }

    /** The axis that a history's curves go over. */
    public static Axis time(History history) {
        return Axis.whole(isByEpoch(history) ? "epoch" : "step");
    }

    /** Where the entries of a history lie on that axis. */
    public static List<Double> times(History history) {
        boolean byEpoch = isByEpoch(history);
        return numbers(history, entry -> byEpoch ? entry.epoch() : entry.step());
    }

    /** Loss of training, and of validation if there was any. */
    public static LineChart loss(History history) {
        return chart("Loss", Axis.linear("loss"), history, History.Entry::trainLoss, History.Entry::validationLoss);
    }

    /** Accuracy of training, and of validation if there was any. */
    public static LineChart accuracy(History history) {
        return chart(
                "Accuracy",
                Axis.percent("accuracy"),
                history,
                History.Entry::trainAccuracy,
                History.Entry::validationAccuracy);
    }

    private static LineChart chart(
            String title,
            Axis y,
            History history,
            ToDoubleFunction<History.Entry> train,
            ToDoubleFunction<History.Entry> validation) {
        var x = times(history);
        var chart = LineChart.of(title, time(history), y)
                .sized(WIDTH, HEIGHT)
                .with(Series.of("training", x, numbers(history, train)));
        return history.last().hasValidation()
                ? chart.with(Series.of("validation", x, numbers(history, validation)))
                : chart;
    }

    private static List<Double> numbers(History history, ToDoubleFunction<History.Entry> number) {
        return history.entries().stream().map(number::applyAsDouble).toList();
    }

    /** The gradient's norm of every layer that learns, over the steps. */
    static LineChart gradients(List<LayerStatistics.Entry> looks) {
        return ofLayers(
                "Gradient", Axis.logarithmic("norm of the gradient"), looks, LayerStatistics.Entry::gradientNorm);
    }

    /** The outputs' standard deviation of every layer that learns, over the steps. */
    static LineChart outputs(List<LayerStatistics.Entry> looks) {
        return ofLayers("Outputs", Axis.linear("standard deviation"), looks, LayerStatistics.Entry::deviation);
    }

    private static LineChart ofLayers(
            String title, Axis y, List<LayerStatistics.Entry> looks, ToDoubleFunction<LayerStatistics.Entry> number) {
        var chart = LineChart.of(title, Axis.whole("step"), y).sized(WIDTH, HEIGHT);
        int layers = looks.stream().mapToInt(LayerStatistics.Entry::layer).max().orElse(-1) + 1;
        for (int layer = 0; layer < layers; layer++) {
            int wanted = layer;
            var own = looks.stream().filter(look -> look.layer() == wanted).toList();
            if (own.stream().anyMatch(look -> look.gradientNorm() > 0)) {
                chart = chart.with(Series.of(
                        layer + " " + own.getFirst().type(),
                        own.stream().map(look -> (double) look.step()).toList(),
                        own.stream().map(number::applyAsDouble).toList()));
            }
        }
        return chart;
    }
}
