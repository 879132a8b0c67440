package firsthand.report;

import firsthand.metric.Calibration;
import firsthand.report.chart.Axis;
import firsthand.report.chart.LineChart;
import firsthand.report.chart.Palette;
import firsthand.report.chart.Series;
import java.util.List;
import java.util.stream.Collectors;

/** Whether the model is right as often as it says. */
final class CalibrationSection implements Section {
    @Override
    public String id() {
        return "calibration";
    }

    @Override
    public String title() {
        return "Does it know what it knows?";
    }

    @Override
    public String body(RunReport report, SpriteSheet sprites) {
        return report.calibration().map(CalibrationSection::body).orElse("");
    }

    private static String body(Calibration calibration) {
        String rows = calibration.bins().stream()
                .filter(bin -> bin.count() > 0)
                .map(CalibrationSection::row)
                .collect(Collectors.joining());
        return """
                <p>Of all predictions made with 80 %% confidence, 80 %% should be right. Below the dashed line the model is too
                sure of itself, above it too modest. Expected calibration error: <b id="calibration-error">%s</b>.</p>
                <div class="columns">
                <figure>%s</figure>
                <div class="wide"><table id="bins">
                <tr><th>confidence</th><th>examples</th><th>mean confidence</th><th>right</th></tr>
                %s</table></div>
                </div>
                """.formatted(
                Numbers.percent(calibration.expectedError()), chart(calibration).html(), rows);
    }

    static LineChart chart(Calibration calibration) {
        var bins = calibration.bins().stream().filter(bin -> bin.count() > 0).toList();
        return LineChart.of(
                        "",
                        Axis.percent("confidence").covering(0, 1),
                        Axis.percent("right").covering(0, 1))
                .sized(480, 360)
                .with(Series.of("as sure as right", List.of(0.0, 1.0), List.of(0.0, 1.0))
                        .drawn(Palette.MUTED, true))
                .with(Series.of(
                        "this model",
                        bins.stream().map(Calibration.Bin::confidence).toList(),
                        bins.stream().map(Calibration.Bin::accuracy).toList()));
    }

    private static String row(Calibration.Bin bin) {
        return "<tr><td>%s</td><td>%s</td><td>%s</td><td>%s</td></tr>\n"
                .formatted(
                        Numbers.format("%.0f–%.0f %%", 100 * bin.low(), 100 * bin.high()),
                        Numbers.count(bin.count()),
                        Numbers.percent(bin.confidence()),
                        Numbers.percent(bin.accuracy()));
    }
}
