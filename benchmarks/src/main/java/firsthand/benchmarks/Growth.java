package firsthand.benchmarks;

import firsthand.cli.bench.Times;
import firsthand.cli.bench.TrainingWorkload;
import firsthand.cli.bench.Work;
import firsthand.data.Dataset;
import firsthand.datasets.Mnist;
import java.awt.Color;
import java.awt.Font;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.BitmapEncoder.BitmapFormat;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.CategorySeries.CategorySeriesRenderStyle;
import org.knowm.xchart.style.Styler.ChartTheme;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * How the time of an epoch of W2 (784-128-10, batches of 64, 60,000 examples) grows when one thing changes at a time:
 * the hidden width, the batch size, the threads, the number of examples.
 */
final class Growth {
    private static final int ROUNDS = 3;
    private static final int THREADS = Runtime.getRuntime().availableProcessors();

    private final Dataset train;
    private final List<CategoryChart> charts = new ArrayList<>();

    private Growth(Dataset train) {
        this.train = train;
    }

    /** Argument: the picture to write. */
    public static void main(String[] arguments) throws IOException {
        var growth = new Growth(Mnist.load().train());
        growth.measure(128, 64, THREADS, 60_000); // warm
        growth.curve("hidden units", powers(32, 4_096), n -> growth.measure(n, 64, THREADS, 60_000));
        growth.curve("examples a batch", powers(1, 4_096), n -> growth.measure(128, n, THREADS, 60_000));
        growth.curve("threads", powers(1, 8), n -> growth.measure(128, 64, n, 60_000));
        growth.curve(
                "training examples",
                List.of(1_875, 3_750, 7_500, 15_000, 30_000, 60_000),
                n -> growth.measure(128, 64, THREADS, n));
        BitmapEncoder.saveBitmap(growth.charts, 2, 2, Path.of(arguments[0]).toString(), BitmapFormat.PNG);
    }

    private static List<Integer> powers(int first, int last) {
        return IntStream.iterate(first, n -> n <= last, n -> 2 * n).boxed().toList();
    }

    private interface Measurement {
        double seconds(int n);
    }

    private void curve(String what, List<Integer> numbers, Measurement measurement) {
        System.out.printf("%n| %s | seconds an epoch | beside the line above |%n|--:|--:|--:|%n", what);
        List<Double> seconds = new ArrayList<>();
        for (int n : numbers) {
            seconds.add(measurement.seconds(n));
            double factor = seconds.size() < 2 ? Double.NaN : seconds.getLast() / seconds.get(seconds.size() - 2);
            System.out.printf(
                    Locale.ROOT,
                    "| %,d | %.4f | %s |%n",
                    n,
                    seconds.getLast(),
                    Double.isNaN(factor) ? "" : String.format(Locale.ROOT, "x %.2f", factor));
        }
        charts.add(chart(what, numbers, seconds));
    }

    /** Both axes logarithmic: the numbers double, and the seconds are marked by their powers of ten. */
    private static CategoryChart chart(String what, List<Integer> numbers, List<Double> seconds) {
        var chart = new CategoryChartBuilder()
                .width(640)
                .height(380)
                .theme(ChartTheme.Matlab)
                .xAxisTitle(what)
                .yAxisTitle("seconds an epoch")
                .build();
        var font = new Font(Font.SANS_SERIF, Font.PLAIN, 14);
        var styler = chart.getStyler();
        styler.setDefaultSeriesRenderStyle(CategorySeriesRenderStyle.Line);
        styler.setLegendVisible(false);
        styler.setChartBackgroundColor(Color.WHITE);
        styler.setPlotGridLinesColor(new Color(225, 225, 225));
        styler.setYAxisLogarithmic(true);
        styler.setYAxisMin(Math.pow(10, Math.floor(Math.log10(Collections.min(seconds)))));
        styler.setYAxisMax(Math.pow(10, Math.ceil(Math.log10(Collections.max(seconds)))));
        styler.setAxisTitleFont(font);
        styler.setAxisTickLabelsFont(font);
        var blue = new Color(0, 114, 178);
        var labels = numbers.stream().map(String::valueOf).toList();
        var series = chart.addSeries(what, labels, seconds);
        series.setMarker(SeriesMarkers.CIRCLE);
        series.setMarkerColor(blue);
        series.setLineColor(blue);
        return chart;
    }

    /** The median of a few epochs, after one that does not count. */
    private double measure(int width, int batchSize, int threads, int examples) {
        var workload = new TrainingWorkload(
                "growth",
                List.of(784, width, 10),
                "sigmoid",
                examples,
                batchSize,
                Math.ceilDiv(examples, batchSize),
                "sgd",
                0.1);
        List<Double> seconds = new ArrayList<>();
        try (Work work = workload.prepare(train, threads)) {
            work.time();
            for (int round = 0; round < ROUNDS; round++) {
                seconds.add(work.time());
            }
        }
        return Times.of(seconds).median();
    }
}
