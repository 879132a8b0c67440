package firsthand.report;

import java.util.Locale;

/** Numbers as they are written in the report. */
final class Numbers {
    private Numbers() {}

    static String format(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }

    /** A share of 0 to 1 in per cent, to two places. */
    static String percent(double share) {
        return Double.isNaN(share) ? "–" : format("%.2f %%", 100 * share);
    }

    /** With some four digits that count, however large or small. */
    static String shortened(double value) {
        double size = Math.abs(value);
        if (Double.isNaN(value)) {
            return "–";
        }
        return format(size == 0 || (size >= 1e-3 && size < 1e4) ? "%.4f" : "%.2e", value);
    }

    static String count(long count) {
        return format("%,d", count);
    }

    /** "1 example", "2 examples". */
    static String count(long count, String what) {
        return count(count) + " " + what + (count == 1 ? "" : "s");
    }
}
