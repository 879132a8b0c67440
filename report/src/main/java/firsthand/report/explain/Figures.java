package firsthand.report.explain;

import java.util.Locale;

/** Numbers as formulas have them: to four figures, so that a reader can follow the sum. */
final class Figures {
    private static final int FIGURES = 4;
    private static final double SMALLEST_WRITTEN_OUT = 1e-3;
    private static final double LARGEST_WRITTEN_OUT = 1e6;

    private Figures() {}

    /** {@code 0.5020}, {@code -12.30}, {@code 3.120e-05}; whole numbers as they are: {@code 1}. */
    static String of(double value) {
        double size = Math.abs(value);
        if (size == Math.rint(size) && size < LARGEST_WRITTEN_OUT) {
            return Integer.toString((int) value);
        }
        if (size >= SMALLEST_WRITTEN_OUT && size < LARGEST_WRITTEN_OUT) {
            return decimals(value, FIGURES - 1 - magnitude(size));
        }
        return String.format(Locale.ROOT, "%.3e", value);
    }

    /** A probability to four figures of what is left to 0 or to 1, whichever is nearer: {@code 0.9999871}. */
    static String probability(double p) {
        double left = Math.min(p, 1 - p);
        return left < 1e-9 || left > 0.1 ? of(p) : p < 0.5 ? of(p) : decimals(p, FIGURES - 1 - magnitude(left));
    }

    /** In brackets if it is negative, for where a sign would be misread. */
    static String bracketed(double value) {
        String text = of(value);
        return text.startsWith("-") ? "(" + text + ")" : text;
    }

    private static String decimals(double value, int decimals) {
        return String.format(Locale.ROOT, "%." + Math.max(0, decimals) + "f", value);
    }

    /** The power of ten of the first figure. */
    private static int magnitude(double size) {
        return (int) Math.floor(StrictMath.log10(size));
    }
}
