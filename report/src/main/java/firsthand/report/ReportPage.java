package firsthand.report;

import firsthand.report.html.Html;
import java.util.List;

/** A {@link RunReport} as a page of its own: it fetches nothing, prints well, and is light or dark as its reader's screen. */
public final class ReportPage {
    private static final List<Section> SECTIONS = List.of(
            new SummarySection(),
            new CurvesSection(),
            new ConfusionSection(),
            new MistakesSection(),
            new ClassesSection(),
            new CalibrationSection(),
            new LayersSection(),
            new WeightsSection(),
            new RepeatSection());

    private ReportPage() {}

    /** The whole page. */
    public static String html(RunReport report) {
        var sprites = new SpriteSheet("digit");
        var links = new StringBuilder();
        var sections = new StringBuilder();
        for (var section : SECTIONS) {
            String body = section.body(report, sprites);
            if (!body.isEmpty()) {
                links.append("<a href=\"#%s\">%s</a>\n".formatted(section.id(), section.title()));
                sections.append("<section id=\"%s\">\n<h2>%s</h2>\n%s</section>\n"
                        .formatted(section.id(), section.title(), body));
            }
        }
        String title = report.subject().title();
        String body =
                "<header>\n<h1>%s</h1>\n<nav>\n%s</nav>\n</header>\n%s".formatted(Html.escape(title), links, sections);
        return Html.page(title, Html.resource(ReportPage.class, "report.css") + sprites.style(), body);
    }
}
