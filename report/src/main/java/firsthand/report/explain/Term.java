package firsthand.report.explain;

/**
 * One summand of an equation.
 *
 * @param symbols as a formula has it: {@code x[0] w[0,3]}
 * @param numbers the same with numbers put in: {@code 0.5020 * -0.1130}
 * @param value what comes of it
 */
public record Term(String symbols, String numbers, double value) {

    /** One number. */
    static Term of(String symbol, double value) {
        return new Term(symbol, Figures.of(value), value);
    }

    /** The product of two. */
    static Term product(String left, double leftValue, String right, double rightValue) {
        return new Term(
                left + " " + right, Figures.of(leftValue) + " * " + Figures.of(rightValue), leftValue * rightValue);
    }

    /** Begins a term of any form: names stand in braces, as in {@code 1 / (1 + e^{-x})}. */
    static Form form(String template) {
        return new Form(template, template);
    }

    /** A term whose names are yet to be filled in. */
    record Form(String symbols, String numbers) {
        /** Fills in {@code {name}}, and {@code {-name}} with the opposite. */
        Form with(String name, String symbol, double value) {
            return new Form(
                    symbols.replace("{" + name + "}", symbol).replace("{-" + name + "}", "-" + symbol),
                    numbers.replace("{" + name + "}", Figures.bracketed(value))
                            .replace("{-" + name + "}", Figures.bracketed(-value)));
        }

        /** Fills in {@code {name}} with a number that is written already. */
        Form withText(String name, String symbol, String number) {
            return new Form(symbols.replace("{" + name + "}", symbol), numbers.replace("{" + name + "}", number));
        }

        Term is(double value) {
            return new Term(symbols, numbers, value);
        }
    }
}
