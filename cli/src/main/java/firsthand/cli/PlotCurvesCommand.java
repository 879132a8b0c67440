package firsthand.cli;

import firsthand.report.TrainingCurves;
import firsthand.report.chart.Axis;
import firsthand.report.chart.LineChart;
import firsthand.report.chart.Palette;
import firsthand.report.chart.Row;
import firsthand.report.chart.Series;
import firsthand.training.History;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code firsthand plot curves}: how training went, of one run or several. */
@Command(
        name = "curves",
        sortOptions = false,
        abbreviateSynopsis = true,
        description = "Draw loss and accuracy of one run or several; runs over seeds as mean and standard deviation.")
final class PlotCurvesCommand implements Callable<Integer> {
    private static final double WIDTH = 560;
    private static final double HEIGHT = 400;

    @Parameters(paramLabel = "RUN", arity = "1..*", description = "the folder of a run")
    private List<Path> folders = List.of();

    @Option(names = "--log", description = "draw the loss on a logarithmic axis")
    private boolean logarithmic;

    @Mixin
    private PlotOptions plot = new PlotOptions();

    @Mixin
    private CommonOptions common = new CommonOptions();

    @Override
    public Integer call() throws IOException {
        plot.check();
        List<RunCurves> runs = new ArrayList<>();
        for (Path folder : folders) {
            runs.add(RunCurves.read(folder));
        }
        boolean byEpoch = runs.stream().flatMap(run -> run.histories().stream()).allMatch(TrainingCurves::isByEpoch);
        List<Series> losses = new ArrayList<>();
        List<Series> accuracies = new ArrayList<>();
        for (int i = 0; i < runs.size(); i++) {
            addTo(losses, runs.get(i), i, byEpoch, History.Entry::trainLoss, History.Entry::validationLoss);
            addTo(accuracies, runs.get(i), i, byEpoch, History.Entry::trainAccuracy, History.Entry::validationAccuracy);
        }
        var time = Axis.whole(byEpoch ? "epoch" : "step");
        var loss = logarithmic ? Axis.logarithmic("loss") : Axis.linear("loss");
        var picture = new Row(List.of(
                LineChart.of("Loss", time, loss).sized(WIDTH, HEIGHT).with(losses),
                LineChart.of("Accuracy", time, Axis.percent("accuracy"))
                        .sized(WIDTH, HEIGHT)
                        .with(accuracies)));
        Map<String, Object> numbers = new LinkedHashMap<>();
        numbers.put("axis", time.label());
        numbers.put("loss", losses.stream().map(PlotCurvesCommand::number).toList());
        numbers.put(
                "accuracy", accuracies.stream().map(PlotCurvesCommand::number).toList());
        plot.write(picture, "curves", numbers, common.output());
        return 0;
    }

    /** Validation as a full line, training dashed where there is validation; of one run alone, each in its colour. */
    private void addTo(
            List<Series> chart,
            RunCurves run,
            int number,
            boolean byEpoch,
            ToDoubleFunction<History.Entry> train,
            ToDoubleFunction<History.Entry> validation) {
        boolean alone = folders.size() == 1;
        var training = series(run, alone ? "training" : run.name() + ", training", byEpoch, train);
        boolean both = run.hasValidation();
        chart.add(training.drawn(Palette.series(number), both && !alone));
        if (both) {
            var validating = series(run, alone ? "validation" : run.name() + ", validation", byEpoch, validation);
            chart.add(validating.drawn(Palette.series(alone ? 1 : number), false));
        }
    }

    private static Series series(RunCurves run, String name, boolean byEpoch, ToDoubleFunction<History.Entry> number) {
        var x = run.means(entry -> byEpoch ? entry.epoch() : entry.step());
        var means = run.means(number);
        int seeds = run.histories().size();
        if (seeds == 1) {
            return Series.of(name, x, means);
        }
        var deviations = run.deviations(number);
        return Series.of(name + ", " + seeds + " seeds ± sd", x, means)
                .withBand(sums(means, deviations, -1), sums(means, deviations, 1));
    }

    private static List<Double> sums(List<Double> means, List<Double> deviations, int sign) {
        return IntStream.range(0, means.size())
                .mapToObj(i -> means.get(i) + sign * deviations.get(i))
                .toList();
    }

    private static Map<String, Object> number(Series series) {
        Map<String, Object> number = new LinkedHashMap<>();
        number.put("name", series.name());
        number.put("x", series.x());
        number.put("y", series.y());
        if (series.hasBand()) {
            number.put("low", series.low());
            number.put("high", series.high());
        }
        return number;
    }
}
