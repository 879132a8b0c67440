package firsthand.report.chart;

import firsthand.report.chart.TextStyle.Anchor;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/**
 * Curves over an axis, with a title, labelled axes and a legend.
 *
 * <pre>{@code
 * LineChart.of("Accuracy", Axis.whole("step"), Axis.percent("accuracy"))
 *     .with(Series.of("mean of 5 seeds", steps, means).withBand(low, high))
 *     .with(Series.of("best", steps, best))
 *     .write(Path.of("accuracy.png"), Theme.LIGHT);
 * }</pre>
 *
 * @param title what there is to see; may be empty
 * @param x the axis to the right
 * @param y the axis upwards
 * @param series the curves, the last on top
 * @param width in pixels, 240 or more
 * @param height in pixels, 160 or more
 */
public record LineChart(String title, Axis x, Axis y, List<Series> series, double width, double height)
        implements Picture {
    private static final double WIDTH = 640;
    private static final double HEIGHT = 400;

    /** @throws IllegalArgumentException if it is too small for axes and words */
    public LineChart {
        series = List.copyOf(series);
        if (!(width >= 240 && height >= 160)) {
            throw new IllegalArgumentException(
                    "line chart: expected 240 x 160 pixels or more, received " + width + " x " + height);
        }
    }

    /** A chart of 640 x 400 pixels without curves yet. */
    public static LineChart of(String title, Axis x, Axis y) {
        return new LineChart(title, x, y, List.of(), WIDTH, HEIGHT);
    }

    /** The same chart with one more curve. */
    public LineChart with(Series added) {
        return with(List.of(added));
    }

    /** The same chart with more curves. */
    public LineChart with(List<Series> added) {
        return new LineChart(
                title, x, y, Stream.concat(series.stream(), added.stream()).toList(), width, height);
    }

    /** The same chart in another size. */
    public LineChart sized(double width, double height) {
        return new LineChart(title, x, y, series, width, height);
    }

    @Override
    public String description() {
        String curves = series.stream().map(Series::name).collect(Collectors.joining(", "));
        return (title.isEmpty() ? "" : title + ": ") + y.label() + " against " + x.label()
                + (curves.isEmpty() ? "" : "; " + curves);
    }

    @Override
    public void draw(Canvas canvas) {
        var xTicks = Ticks.of(x, numbers(Series::x), false);
        var yTicks = Ticks.of(
                y,
                DoubleStream.concat(
                        numbers(Series::y), DoubleStream.concat(numbers(Series::low), numbers(Series::high))),
                true);
        var curves = curves();
        var legend = Legend.of(curves, width - 32);
        var frame = PlotFrame.of(this, legend.height(), xTicks, yTicks);
        if (!title.isEmpty()) {
            var style = TextStyle.of(16).heavy();
            canvas.text(style.fitted(title, width - 32), 16, 26, style, Palette.TEXT);
        }
        legend.draw(canvas, 16, title.isEmpty() ? 12 : 38);
        frame.draw(canvas);
        curves.forEach(curve -> curve.drawBand(canvas, frame));
        curves.forEach(curve -> curve.drawLine(canvas, frame));
    }

    private DoubleStream numbers(Function<Series, List<Double>> part) {
        return series.stream().flatMap(one -> part.apply(one).stream()).mapToDouble(Double::doubleValue);
    }

    private List<Curve> curves() {
        List<Curve> curves = new ArrayList<>();
        int next = 0;
        for (var one : series) {
            curves.add(
                    switch (one.style()) {
                        case Series.Style.Next() -> Curve.of(one, Palette.series(next), Palette.isRepeated(next++));
                        case Series.Style.Chosen(var ink, var dashed) -> Curve.of(one, ink, dashed);
                    });
        }
        return curves;
    }

    /** How wide the words beside an axis are, at most. */
    static double widest(Ticks ticks, TextStyle style) {
        return ticks.values().stream()
                .mapToDouble(tick -> style.width(ticks.text(tick)))
                .max()
                .orElse(0);
    }

    /** Words beside the marks. */
    static TextStyle tickStyle(Anchor anchor) {
        return TextStyle.of(12).at(anchor);
    }
}
