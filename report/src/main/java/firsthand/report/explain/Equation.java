package firsthand.report.explain;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A number and the sum that it is, first in symbols, then in numbers: {@code z[3] = b[3] + x[0] w[0,3] + ... = 0.0312 +
 * 0.5020 * -0.1130 + (127 more: 0.3130) = 1.284}.
 *
 * @param left what is computed
 * @param terms the summands that are shown
 * @param more how many are not
 * @param rest the sum of those
 * @param result what the network computed, in {@code float}
 * @param note what there is to say about it, or nothing
 */
public record Equation(String left, List<Term> terms, int more, double rest, double result, String note) {
    private static final int SHOWN = 3;

    /** Keeps a copy of the terms. */
    public Equation {
        terms = List.copyOf(terms);
    }

    /** A number that is no sum. */
    static Equation of(String left, Term term, double result) {
        return new Equation(left, List.of(term), 0, 0, result, "");
    }

    /** A sum whose largest terms are shown, the very first of them even if it is small. */
    static Equation sum(String left, Term first, Stream<Term> others, double result) {
        var sum = sum(left, others, result);
        var terms = Stream.concat(Stream.of(first), sum.terms.stream()).toList();
        return new Equation(left, terms, sum.more, sum.rest, result, "");
    }

    /** A sum whose largest terms are shown. */
    static Equation sum(String left, Stream<Term> terms, double result) {
        List<Term> largestFirst = new ArrayList<>(terms.toList());
        largestFirst.sort(Comparator.comparingDouble(term -> -Math.abs(term.value())));
        int shown = largestFirst.size() <= SHOWN + 1 ? largestFirst.size() : SHOWN;
        double rest = largestFirst.stream().skip(shown).mapToDouble(Term::value).sum();
        return new Equation(left, largestFirst.subList(0, shown), largestFirst.size() - shown, rest, result, "");
    }

    /** With one more summand. */
    Equation plus(Term term) {
        return new Equation(left, Stream.concat(terms.stream(), Stream.of(term)).toList(), more, rest, result, note);
    }

    /** With something said about it. */
    Equation noting(String note) {
        return new Equation(left, terms, more, rest, result, note);
    }

    /** The right side in symbols. */
    public String symbols() {
        return terms.isEmpty() ? "0" : joined(terms.stream().map(Term::symbols), more == 0 ? "" : "...");
    }

    /** The right side in numbers. */
    public String numbers() {
        return terms.isEmpty()
                ? "0"
                : joined(
                        terms.stream().map(Term::numbers),
                        more == 0 ? "" : "(" + more + " more: " + Figures.of(rest) + ")");
    }

    /** Whether nothing is put in: the result is all that the numbers say. */
    public boolean isNumber() {
        return numbers().equals(value()) || numbers().equals(symbols());
    }

    /** The result in figures. */
    public String value() {
        return Figures.of(result);
    }

    private static String joined(Stream<String> terms, String end) {
        return Stream.concat(terms, Stream.of(end))
                .filter(term -> !term.isEmpty())
                .collect(Collectors.joining(" + "));
    }
}
