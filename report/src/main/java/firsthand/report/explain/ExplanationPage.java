package firsthand.report.explain;

import static firsthand.report.html.Html.escape;

import firsthand.report.html.Html;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** An explanation as a page in one file, whose steps fold and unfold. */
public final class ExplanationPage {
    /** How many pixels wide a picture of many numbers may be, and how large one number at most. */
    private static final int WIDEST = 560;

    private static final int LARGEST_NUMBER = 16;
    private static final int PICTURE = 168;

    /** An equation of up to so many characters has a line to itself. */
    private static final int SHORT = 60;

    private final Explanation explanation;

    private ExplanationPage(Explanation explanation) {
        this.explanation = explanation;
    }

    /**
     * The page.
     *
     * @param command how to make it again
     */
    public static String of(Explanation explanation, String command) {
        var page = new ExplanationPage(explanation);
        return Html.page(
                "Explained: " + explanation.verdict(),
                Html.resource(ExplanationPage.class, "explain.css"),
                page.head(command)
                        + page.way()
                        + page.forward()
                        + page.loss()
                        + page.backward()
                        + page.weight()
                        + page.evidence());
    }

    private String head(String command) {
        int predicted = explanation.prediction().classIndex();
        var part = explanation.evidence().parts().get(predicted);
        String name = explanation.classNames().get(predicted);
        return """
                <header>
                <p class="muted small">One example, walked through a network forward and backward</p>
                <h1>%s</h1>
                <pre>%s</pre>
                </header>
                <section class="answer">
                <div class="pictures">
                %s%s%s</div>
                %s</section>
                """.formatted(
                        escape(explanation.verdict()),
                        escape(command),
                        figure(Heatmap.ofInput(explanation.input()), PICTURE, "the input"),
                        figure(
                                Heatmap.ofStrength(explanation.saliency()),
                                PICTURE,
                                "where the loss looks: |dL/dx|, the bluer the more"),
                        figure(
                                Heatmap.ofSign(part),
                                PICTURE,
                                "what speaks <span class=\"for\">for</span> " + escape(name)
                                        + " and <span class=\"against\">against</span>"),
                        probabilities());
    }

    private String probabilities() {
        return IntStream.range(0, explanation.classNames().size())
                .mapToObj(this::probability)
                .collect(Collectors.joining("", """
                        <table class="probabilities">
                        <thead><tr><th>class</th><th class="words" colspan="2">probability</th><th>score</th></tr></thead>
                        <tbody>
                        """, "</tbody>\n</table>\n"));
    }

    private String probability(int c) {
        double share = 100 * explanation.prediction().probabilities().get(c);
        boolean chosen = c == explanation.prediction().classIndex();
        boolean wrong = chosen && c != explanation.target();
        String kind = wrong ? " class=\"wrong\"" : chosen ? " class=\"right\"" : "";
        String mark = explanation.subject().actual().isPresent() && c == explanation.target() ? " (actual)" : "";
        return String.format(
                Locale.ROOT,
                "<tr%s><td>%s%s</td><td class=\"bar\"><div style=\"width: %.2f%%\"></div></td><td>%.2f %%</td>"
                        + "<td>%s</td></tr>%n",
                kind,
                escape(explanation.classNames().get(c)),
                mark,
                share,
                share,
                explanation.score(c));
    }

    /** The whole way in one line, each station a link. */
    private String way() {
        var layers = explanation.layers().stream()
                .map(step -> station("forward-" + step.index(), step.index() + " " + step.type(), step.output() + ""));
        var ends = station("loss", "loss", Figures.of(explanation.loss().value()));
        var start = "<li><span>input</span><span class=\"muted\">"
                + explanation.layers().getFirst().input() + "</span></li>\n";
        return Stream.concat(Stream.concat(Stream.of(start), layers), Stream.of(ends))
                .collect(Collectors.joining("", "<nav aria-label=\"the way\"><ol class=\"way\">\n", "</ol></nav>\n"));
    }

    private static String station(String id, String name, String result) {
        return "<li><a href=\"#" + id + "\">" + escape(name) + "</a><span class=\"muted\">" + escape(result)
                + "</span></li>\n";
    }

    private String forward() {
        return section(
                "Forward",
                "Layer by layer, the number that has the largest share in the answer. The x of one layer is the y of"
                        + " the one before.",
                explanation.layers().stream()
                        .map(step -> layer(step, step.forward(), "forward", step.input() + " → " + step.output())));
    }

    private String backward() {
        return section(
                "Backward",
                "The chain rule, from the loss to the input, along the same thread. dy is short for dL/dy: how the loss"
                        + " changes with y.",
                explanation.layers().reversed().stream()
                        .map(step -> layer(step, step.backward(), "backward", step.output() + " → " + step.input())));
    }

    private static String section(String title, String words, Stream<String> parts) {
        return parts.collect(
                Collectors.joining("", "<h2>" + title + "</h2>\n<p class=\"muted\">" + words + "</p>\n", ""));
    }

    private String layer(LayerStep step, Half half, String direction, String shapes) {
        boolean outermost =
                step.index() == 0 || step.index() == explanation.layers().size() - 1;
        return """
                <details id="%s-%d"%s>
                <summary><span class="number">%d</span> <b>%s</b> <span class="shapes">%s</span>\
                <code>%s</code></summary>
                %s</details>
                """.formatted(
                        direction,
                        step.index(),
                        outermost ? " open" : "",
                        step.index(),
                        escape(step.type()),
                        shapes,
                        symbols(half.formulas().getFirst()),
                        half(half, direction.equals("forward") ? "y" : "dx"));
    }

    private String half(Half half, String name) {
        String formulas = half.formulas().stream()
                .skip(1) // which is in the summary
                .map(formula -> "<p class=\"formula\"><code>" + symbols(formula) + "</code></p>\n")
                .collect(Collectors.joining());
        String equations =
                half.equations().stream().map(ExplanationPage::equation).collect(Collectors.joining());
        String sources = half.sources().stream()
                .map(source -> "<code>" + escape(source.toString()) + "</code> " + escape(source.method()))
                .collect(Collectors.joining("<br>\n"));
        var picture = Heatmap.ofSign(half.values());
        return """
                <div class="step">
                %s%s%s<p class="small muted source">%s</p>
                </div>
                """.formatted(
                formulas, equations, figure(picture, width(picture), escape(name + ": " + half.statistics())), sources);
    }

    private static int width(Heatmap picture) {
        return Math.min(
                Math.min(WIDEST, LARGEST_NUMBER * picture.width()), PICTURE * picture.width() / picture.height());
    }

    private static String figure(Heatmap picture, int width, String caption) {
        return """
                <figure><img src="%s" alt="" width="%d" height="%d"><figcaption>%s</figcaption></figure>
                """.formatted(Html.dataUri(picture.png(1)), width, width * picture.height() / picture.width(), caption);
    }

    /** Formulas are written with an asterisk where there are numbers; a page has a better sign. */
    private static String symbols(String formula) {
        return escape(formula.replace(" * ", " × "));
    }

    private static String equation(Equation equation) {
        String symbols = terms(equation.terms().stream().map(Term::symbols), equation.more() == 0 ? "" : "…");
        String numbers = terms(
                equation.terms().stream().map(Term::numbers),
                equation.more() == 0 ? "" : "(" + equation.more() + " more: " + Figures.of(equation.rest()) + ")");
        boolean isShort = equation.symbols().length() + equation.numbers().length() <= SHORT;
        return """
                <div class="equation%s"><code>%s</code><div>
                <code>= %s</code>
                %s<code>= <b>%s</b></code> <span class="muted small">%s</span>
                </div></div>
                """.formatted(
                        isShort ? " short" : "",
                        escape(equation.left()),
                        symbols,
                        equation.isNumber() ? "" : "<code>= " + numbers + "</code>\n",
                        equation.value(),
                        escape(equation.note()));
    }

    /** Terms that stay whole when a line breaks. */
    private static String terms(Stream<String> terms, String rest) {
        var shown = terms.map(term -> "<span>" + symbols(term) + "</span>").toList();
        String all = shown.isEmpty() ? "0" : String.join(" + ", shown);
        return rest.isEmpty() ? all : all + " + <span class=\"muted\">" + rest + "</span>";
    }

    private String loss() {
        var loss = explanation.loss();
        String target = explanation.classNames().get(explanation.target());
        String against = explanation.subject().actual().isPresent()
                ? "the actual class, " + target
                : target + ", what it is taken for, since nobody has said what it is";
        return """
                <h2>Loss</h2>
                <p class="muted">How wrong the answer is, measured against %s; and the gradient from which the way back\
                 begins.</p>
                <details id="loss" open>
                <summary><b>%s</b> <code>%s</code></summary>
                %s</details>
                <details id="loss-gradient" open>
                <summary><b>its gradient</b> <code>%s</code></summary>
                %s</details>
                """.formatted(
                        escape(against),
                        escape(loss.name()),
                        symbols(loss.forward().formulas().getFirst()),
                        half(loss.forward(), "z"),
                        symbols(loss.backward().formulas().getFirst()),
                        half(loss.backward(), "dz"));
    }

    private String weight() {
        return explanation.weight().map(ExplanationPage::weight).orElse("");
    }

    private static String weight(WeightCheck check) {
        var difference = check.difference();
        return """
                <h2>Gradient check</h2>
                <p class="muted">Layer %d, <code>%s</code> = %s: the gradient that the backward pass has found, beside what\
                 the loss does when the weight is moved a little.</p>
                %s<table>
                <thead><tr><th>the weight is moved by</th><th>L</th></tr></thead>
                <tbody>
                %s</tbody>
                </table>
                <div class="equation"><code>dL/dw</code><div>
                <code>≈ (8 (L(w + h) - L(w - h)) - (L(w + 2 h) - L(w - 2 h))) / (12 h)</code>
                <code>= <b>%s</b></code>
                </div></div>
                <p>Relative error <b>%s</b>%s</p>
                """.formatted(
                        check.index().layer(),
                        escape(check.name()),
                        Figures.of(check.value()),
                        equation(check.backward()),
                        moved(check),
                        Figures.of(difference.slope()),
                        String.format(Locale.ROOT, "%.1e", check.relativeError()),
                        check.jumps() ? ": the slope jumps near by, where the two need not agree." : ".");
    }

    private static String moved(WeightCheck check) {
        var difference = check.difference();
        double h = difference.step();
        return Stream.of(
                        row(-2 * h, difference.farBelow()),
                        row(-h, difference.below()),
                        row(h, difference.above()),
                        row(2 * h, difference.farAbove()))
                .collect(Collectors.joining());
    }

    private static String row(double distance, double loss) {
        return "<tr><td>" + Figures.of(distance) + "</td><td>" + ExplanationText.loss(loss) + "</td></tr>\n";
    }

    private String evidence() {
        var evidence = explanation.evidence();
        double largest = evidence.largest();
        List<String> figures = IntStream.range(0, explanation.classNames().size())
                .mapToObj(c -> figure(
                        new Heatmap(evidence.parts().get(c), Heatmap.Colours.SIGN, largest),
                        PICTURE,
                        "<b>" + escape(explanation.classNames().get(c)) + "</b> score " + explanation.score(c)
                                + ", of which " + Figures.of(evidence.sum(c)) + " is here"))
                .toList();
        return """
                <h2>What speaks for each class</h2>
                <p class="muted">Gradient times input: <code>x[k] dz[c]/dx[k]</code>, with z[c] the score of the class.\
                 Blue speaks <span class="for">for</span> it, vermillion <span class="against">against</span>, the same\
                 strength the same colour everywhere. It says how the score begins to change when a pixel fades, no more;\
                 in a network of ReLUs what is missing to the score comes from the biases.</p>
                <div class="pictures">
                %s</div>
                """.formatted(String.join("", figures));
    }
}
