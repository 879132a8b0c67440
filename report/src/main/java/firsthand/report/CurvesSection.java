package firsthand.report;

import firsthand.training.History;
import java.util.stream.Collectors;

/** How training went: loss and accuracy, report by report. */
final class CurvesSection implements Section {
    /** Longer tables are left to history.csv. */
    private static final int MOST_ROWS = 300;

    @Override
    public String id() {
        return "curves";
    }

    @Override
    public String title() {
        return "Training";
    }

    @Override
    public String body(RunReport report, SpriteSheet sprites) {
        var history = report.history();
        if (history.entries().isEmpty()) {
            return "";
        }
        return """
                <div class="columns">
                <figure>%s</figure>
                <figure>%s</figure>
                </div>
                <p class="muted small">Training: the mean over the batches since the last point, each measured just before
                it was learned from.%s</p>
                %s""".formatted(
                        TrainingCurves.loss(history).html(),
                        TrainingCurves.accuracy(history).html(),
                        history.last().hasValidation() ? " Validation: the examples held back." : "",
                        table(history));
    }

    private static String table(History history) {
        if (history.entries().size() > MOST_ROWS) {
            return "";
        }
        String rows = history.entries().stream().map(CurvesSection::row).collect(Collectors.joining());
        return """
                <details><summary>The same in numbers</summary>
                <div class="wide"><table id="history">
                <tr><th>epoch</th><th>step</th><th>loss</th><th>accuracy</th><th>validation loss</th>\
                <th>validation accuracy</th><th>learning rate</th><th>seconds</th></tr>
                %s</table></div></details>
                """.formatted(rows);
    }

    private static String row(History.Entry entry) {
        return "<tr><td>%d</td><td>%s</td><td>%s</td><td>%s</td><td>%s</td><td>%s</td><td>%s</td><td>%s</td></tr>\n"
                .formatted(
                        entry.epoch(),
                        Numbers.count(entry.step()),
                        Numbers.shortened(entry.trainLoss()),
                        Numbers.percent(entry.trainAccuracy()),
                        Numbers.shortened(entry.validationLoss()),
                        Numbers.percent(entry.validationAccuracy()),
                        Numbers.shortened(entry.learningRate()),
                        Numbers.format("%.1f", entry.seconds()));
    }
}
