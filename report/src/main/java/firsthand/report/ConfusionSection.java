package firsthand.report;

import firsthand.report.html.Html;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** The confusion matrix as a map of heat, where a cell opens the examples behind it. */
final class ConfusionSection implements Section {
    /** With more classes than this, cells are small, and what they open lies below. */
    private static final int FEW_CLASSES = 16;

    /** With more classes than this, cells are too small for numbers. */
    private static final int MANY_CLASSES = 40;

    /** So many of the most frequent mistakes. */
    private static final int FREQUENT = 8;

    @Override
    public String id() {
        return "confusion";
    }

    @Override
    public String title() {
        return "What was taken for what";
    }

    @Override
    public String body(RunReport report, SpriteSheet sprites) {
        int classes = report.confusion().classNames().size();
        boolean few = classes <= FEW_CLASSES;
        String size = few ? "" : classes <= MANY_CLASSES ? " many" : " many tiny";
        String panels = report.cells().stream()
                .map(cell -> panel(cell, report, sprites))
                .collect(Collectors.joining());
        return """
                <p>A row for each class that examples are of, a column for each that they were taken for. Right answers are
                blue, the deeper the more of their class; wrong ones are orange, the deeper the more of them. Choose a cell
                to see what is in it.</p>
                <div class="%s">
                <div class="wide"><table class="confusion%s">
                %s</table></div>
                <div class="panels">%s%s</div>
                </div>
                """.formatted(few ? "beside" : "below", size, table(report), frequent(report), panels);
    }

    private static String table(RunReport report) {
        List<String> names = report.confusion().classNames();
        var table = new StringBuilder("<tr><th>actual</th>");
        names.forEach(name -> table.append("<th scope=\"col\"><span>%s</span></th>".formatted(Html.escape(name))));
        table.append("</tr>\n");
        long[][] counts = report.confusion().counts();
        long worst = worst(counts);
        var scores = report.confusion().scores();
        for (int actual = 0; actual < names.size(); actual++) {
            table.append("<tr><th scope=\"row\">%s</th>".formatted(Html.escape(names.get(actual))));
            double recall = scores.get(actual).recall();
            for (int predicted = 0; predicted < names.size(); predicted++) {
                long count = counts[actual][predicted];
                double heat = actual == predicted ? 0.9 * recall : 0.1 + 0.6 * count / worst;
                table.append(count == 0 ? zero(actual == predicted) : cell(actual, predicted, count, heat, names));
            }
            table.append("</tr>\n");
        }
        return table.toString();
    }

    /** How often the most frequent mistake was made. */
    private static long worst(long[][] counts) {
        long worst = 1;
        for (int actual = 0; actual < counts.length; actual++) {
            for (int predicted = 0; predicted < counts.length; predicted++) {
                worst = Math.max(worst, actual == predicted ? 1 : counts[actual][predicted]);
            }
        }
        return worst;
    }

    private static String zero(boolean right) {
        return right ? "<td class=\"right\">0</td>" : "<td></td>";
    }

    private static String cell(int actual, int predicted, long count, double heat, List<String> names) {
        String what = Numbers.format("%s, taken for %s: %d", names.get(actual), names.get(predicted), count);
        return "<td class=\"%s\" style=\"--heat:%s\"><a title=\"%s\" href=\"#cell-%d-%d\">%d</a></td>"
                .formatted(
                        (actual == predicted ? "right" : "wrong") + (heat > 0.75 ? " deep" : ""),
                        Numbers.format("%.0f%%", 100 * heat),
                        Html.escape(what),
                        actual,
                        predicted,
                        count);
    }

    /** What to choose first, until a cell is chosen. */
    private static String frequent(RunReport report) {
        List<String> names = report.confusion().classNames();
        String links = report.cells().stream()
                .filter(cell -> cell.actual() != cell.predicted())
                .sorted(Comparator.comparingLong(cell -> -cell.count()))
                .limit(FREQUENT)
                .map(cell -> "<li><a href=\"#cell-%d-%d\">%s, taken for %s</a> <span class=\"muted\">%s</span></li>\n"
                        .formatted(
                                cell.actual(),
                                cell.predicted(),
                                Html.escape(names.get(cell.actual())),
                                Html.escape(names.get(cell.predicted())),
                                Numbers.count(cell.count())))
                .collect(Collectors.joining());
        return links.isEmpty()
                ? ""
                : "<div class=\"hint\"><h3>Most frequent mistakes</h3>\n<ol>\n" + links + "</ol></div>\n";
    }

    private static String panel(RunReport.Cell cell, RunReport report, SpriteSheet sprites) {
        List<String> names = report.confusion().classNames();
        String actual = Html.escape(names.get(cell.actual()));
        String predicted = Html.escape(names.get(cell.predicted()));
        String examples = cell.examples().stream()
                .map(example -> show(example, names, sprites))
                .collect(Collectors.joining(cell.examples().getFirst().image().isPresent() ? "\n" : ", "));
        long more = cell.count() - cell.examples().size();
        return """
                <section class="panel" id="cell-%d-%d">
                <h3>%s <a class="close" href="#confusion">close</a></h3>
                <p class="muted small">%s%s</p>
                <div class="digits">%s</div>
                </section>
                """.formatted(
                        cell.actual(),
                        cell.predicted(),
                        cell.actual() == cell.predicted()
                                ? "<b>%s</b>, and recognised".formatted(actual)
                                : "<b>%s</b>, taken for <b>%s</b>".formatted(actual, predicted),
                        Numbers.count(cell.count(), "example"),
                        more > 0 ? ", the first " + cell.examples().size() + " of which are" : "",
                        examples);
    }

    private static String show(Example example, List<String> names, SpriteSheet sprites) {
        return example.image()
                .map(image -> sprites.show(example.index(), image, describe(example, names)))
                .orElseGet(() -> "<span title=\"%s\">%d</span>"
                        .formatted(Html.escape(describe(example, names)), example.index()));
    }

    /** "example 18: 3, taken for 8 (0.9312)". */
    static String describe(Example example, List<String> names) {
        return Numbers.format(
                "example %d: %s, taken for %s (%.4f)",
                example.index(), names.get(example.actual()), names.get(example.predicted()), example.confidence());
    }
}
