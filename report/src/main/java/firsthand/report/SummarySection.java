package firsthand.report;

import firsthand.report.html.Html;

/** What comes first: how good it is, in a few large numbers. */
final class SummarySection implements Section {
    @Override
    public String id() {
        return "result";
    }

    @Override
    public String title() {
        return "Result";
    }

    @Override
    public String body(RunReport report, SpriteSheet sprites) {
        var result = report.result();
        var cards = new StringBuilder();
        card(
                cards,
                "accuracy",
                Numbers.percent(result.accuracy()),
                "accuracy",
                "%s to %s with 95 %% confidence: %s of %s"
                        .formatted(
                                Numbers.percent(result.interval().low()),
                                Numbers.percent(result.interval().high()),
                                Numbers.count(result.correct()),
                                Numbers.count(result.examples(), "example")));
        card(cards, "loss", Numbers.shortened(result.loss()), "loss", "the mean over the same examples");
        if (!report.layers().isEmpty()) {
            int parameters = report.layers().stream()
                    .mapToInt(RunReport.LayerRow::parameters)
                    .sum();
            card(
                    cards,
                    "parameters",
                    Numbers.count(parameters),
                    "parameters",
                    "in " + Numbers.count(report.layers().size(), "layer"));
        }
        if (!report.history().entries().isEmpty()) {
            var last = report.history().last();
            card(
                    cards,
                    "seconds",
                    Numbers.format("%.1f s", last.seconds()),
                    "of training",
                    Numbers.count(last.epoch(), "epoch") + ", " + Numbers.count(last.step(), "step"));
        }
        return "<p>Measured on the <b>%s</b> part: %s.</p>\n<div class=\"cards\">\n%s</div>\n"
                .formatted(Html.escape(result.split()), Html.escape(result.data()), cards);
    }

    private static void card(StringBuilder cards, String id, String number, String what, String more) {
        cards.append("<div><b id=\"%s\">%s</b> <span>%s</span><p class=\"muted small\">%s</p></div>\n"
                .formatted(id, number, what, more));
    }
}
