package firsthand.report;

import firsthand.report.html.Html;
import java.util.stream.Collectors;

/** What was run, and how to run it again. */
final class RepeatSection implements Section {
    @Override
    public String id() {
        return "repeat";
    }

    @Override
    public String title() {
        return "How to repeat it";
    }

    @Override
    public String body(RunReport report, SpriteSheet sprites) {
        var subject = report.subject();
        String facts = subject.facts().stream()
                .map(fact -> "<tr><th scope=\"row\">%s</th><td class=\"words\">%s</td></tr>\n"
                        .formatted(Html.escape(fact.name()), Html.escape(fact.value())))
                .collect(Collectors.joining());
        return """
                <pre><code>%s</code></pre>
                <div class="wide"><table class="facts">
                %s</table></div>
                """.formatted(Html.escape(subject.command()), facts);
    }
}
