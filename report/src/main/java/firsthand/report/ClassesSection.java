package firsthand.report;

import firsthand.metric.ClassScore;
import firsthand.report.html.Html;
import java.util.stream.Collectors;

/** Precision, recall and F1 of every class. */
final class ClassesSection implements Section {
    @Override
    public String id() {
        return "classes";
    }

    @Override
    public String title() {
        return "Class by class";
    }

    @Override
    public String body(RunReport report, SpriteSheet sprites) {
        String rows =
                report.confusion().scores().stream().map(ClassesSection::row).collect(Collectors.joining());
        return """
                <p><b>Precision</b>: of what was taken for the class, the share that is. <b>Recall</b>: of the class, the
                share that was found. <b>F1</b>: their harmonic mean.</p>
                <div class="wide"><table id="scores">
                <tr><th>class</th><th>precision</th><th>recall</th><th>F1</th><th>examples</th></tr>
                %s</table></div>
                """.formatted(rows);
    }

    private static String row(ClassScore score) {
        return "<tr><td>%s</td>%s%s%s<td>%s</td></tr>\n"
                .formatted(
                        Html.escape(score.label()),
                        bar(score.precision()),
                        bar(score.recall()),
                        bar(score.f1()),
                        Numbers.count(score.support()));
    }

    private static String bar(double share) {
        return "<td class=\"bar\" style=\"--share:%s\">%s</td>"
                .formatted(Numbers.format("%.1f%%", 100 * share), Numbers.format("%.4f", share));
    }
}
