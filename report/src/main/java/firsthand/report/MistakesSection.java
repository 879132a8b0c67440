package firsthand.report;

import firsthand.report.html.Html;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The mistakes that cost most, with what the model thought. */
final class MistakesSection implements Section {
    /** So many classes of each, the likeliest first. */
    private static final int THOUGHTS = 3;

    @Override
    public String id() {
        return "mistakes";
    }

    @Override
    public String title() {
        return "Worst mistakes";
    }

    @Override
    public String body(RunReport report, SpriteSheet sprites) {
        if (report.mistakes().isEmpty()) {
            return "<p>There are none: every example was predicted right.</p>\n";
        }
        List<String> names = report.confusion().classNames();
        long wrong = report.result().examples() - report.result().correct();
        int shown = report.mistakes().size();
        String intro = "<p>%s, the largest loss first. The bars are the classes that the model found likeliest; that of"
                        .formatted(
                                wrong > shown
                                        ? "The %d worst of %s".formatted(shown, Numbers.count(wrong, "mistake"))
                                        : "All " + Numbers.count(wrong, "mistake"))
                + " the example's own class is blue.</p>\n";
        String mistakes = report.mistakes().stream()
                .map(example -> mistake(example, names, sprites))
                .collect(Collectors.joining());
        return intro + "<div class=\"mistakes\">\n" + mistakes + "</div>\n";
    }

    private static String mistake(Example example, List<String> names, SpriteSheet sprites) {
        String picture = example.image()
                .map(image -> sprites.show(example.index(), image, ConfusionSection.describe(example, names)))
                .orElse("");
        return """
                <figure class="mistake" data-example="%d">%s<figcaption>
                <b>%s</b>, taken for <b>%s</b>
                %s<span class="muted">no. %d, loss %s</span></figcaption></figure>
                """.formatted(
                        example.index(),
                        picture,
                        Html.escape(names.get(example.actual())),
                        Html.escape(names.get(example.predicted())),
                        thoughts(example, names),
                        example.index(),
                        Numbers.shortened(example.loss()));
    }

    private static String thoughts(Example example, List<String> names) {
        var likeliest = IntStream.range(0, names.size())
                .boxed()
                .sorted(Comparator.comparingDouble(
                        (Integer c) -> -example.probabilities().get(c)))
                .limit(THOUGHTS)
                .map(c -> thought(example, names, c))
                .toList();
        return String.join("", likeliest);
    }

    private static String thought(Example example, List<String> names, int c) {
        double probability = example.probabilities().get(c);
        return """
                <span class="thought%s" style="--share:%s"><span>%s</span> <span>%s</span></span>
                """.formatted(
                        c == example.actual() ? " own" : "",
                        Numbers.format("%.1f%%", 100 * Math.clamp(probability, 0, 1)),
                        Html.escape(names.get(c)),
                        Numbers.format("%.4f", probability));
    }
}
