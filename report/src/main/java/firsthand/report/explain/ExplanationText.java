package firsthand.report.explain;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** An explanation as lines of text, one step after the other. */
public final class ExplanationText {
    private static final String BOLD = "\u001b[1m";
    private static final String DIM = "\u001b[2m";
    private static final String RESET = "\u001b[0m";

    /** An equation of up to so many characters has a line to itself, a longer one three. */
    private static final int SHORT = 100;

    private final boolean color;
    private final List<String> lines = new ArrayList<>();

    private ExplanationText(boolean color) {
        this.color = color;
    }

    /** The lines; headings stand out if {@code color}. */
    public static List<String> lines(Explanation explanation, boolean color) {
        var text = new ExplanationText(color);
        text.heading("FORWARD  the numbers with the largest share in the answer, layer by layer");
        explanation.layers().forEach(step -> text.layer(step, step.forward(), step.input() + " -> " + step.output()));
        text.loss(explanation);
        text.heading("BACKWARD  dy is short for dL/dy, how the loss changes with y; dx and dw likewise");
        explanation
                .layers()
                .reversed()
                .forEach(step -> text.layer(step, step.backward(), step.output() + " -> " + step.input()));
        explanation.weight().ifPresent(text::weight);
        return List.copyOf(text.lines);
    }

    private void heading(String text) {
        lines.add(styled(BOLD, text));
        lines.add("");
    }

    private String styled(String style, String text) {
        return color ? style + text + RESET : text;
    }

    private void layer(LayerStep step, Half half, String shapes) {
        lines.add(styled(BOLD, "layer " + step.index() + "  " + step.type()) + "  " + shapes);
        half(half, half.equals(step.forward()) ? "y" : "dx");
    }

    private void half(Half half, String name) {
        half.formulas().forEach(formula -> lines.add("  " + formula));
        half.sources().forEach(source -> lines.add("  " + styled(DIM, source + " (" + source.method() + ")")));
        lines.add("  " + styled(DIM, name + ": " + half.statistics()));
        half.equations().forEach(this::equation);
        lines.add("");
    }

    private void equation(Equation equation) {
        String line = "    " + equation.left() + " = " + equation.symbols();
        String end = " = " + equation.value() + (equation.note().isEmpty() ? "" : "   " + equation.note());
        String middle = equation.isNumber() ? "" : " = " + equation.numbers();
        if (line.length() + middle.length() + end.length() <= SHORT) {
            lines.add(line + middle + end);
            return;
        }
        String indent = " ".repeat(equation.left().length() + 4);
        lines.add(line);
        if (!middle.isEmpty()) {
            lines.add(indent + middle);
        }
        lines.add(indent + end);
    }

    private void loss(Explanation explanation) {
        var loss = explanation.loss();
        String target = explanation.classNames().get(explanation.target());
        heading("LOSS  " + loss.name() + ", measured against "
                + (explanation.subject().actual().isPresent()
                        ? "the actual class, " + target
                        : target + ", what it is taken for, since nobody has said what it is"));
        half(loss.forward(), "z");
        half(loss.backward(), "dz");
    }

    private void weight(WeightCheck check) {
        heading("GRADIENT CHECK  layer " + check.index().layer() + ", " + check.name() + " = "
                + Figures.of(check.value()));
        lines.add("  by the backward pass:");
        equation(check.backward());
        lines.add("  by differences of the forward pass, with h = "
                + Figures.of(check.difference().step()) + ":");
        lines.add("    (8 (L(w + h) - L(w - h)) - (L(w + 2 h) - L(w - 2 h))) / (12 h)");
        lines.add("      = (8 (" + loss(check.difference().above()) + " - "
                + loss(check.difference().below())
                + ") - (" + loss(check.difference().farAbove()) + " - "
                + loss(check.difference().farBelow())
                + ")) / (12 * " + Figures.of(check.difference().step()) + ")");
        lines.add("      = " + Figures.of(check.difference().slope()));
        lines.add("  relative error: " + String.format(Locale.ROOT, "%.1e", check.relativeError())
                + (check.jumps() ? "; the slope jumps near by, where the two need not agree" : ""));
        lines.add("");
    }

    /** Of losses it is the difference that matters. */
    static String loss(double loss) {
        return String.format(Locale.ROOT, "%.9f", loss);
    }
}
