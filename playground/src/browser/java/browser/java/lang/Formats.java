package browser.java.lang;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;

/** {@code String.format} with the scientific notation that TeaVM's lacks. */
public final class Formats {
    private Formats() {}

    /** {@code String.format(pattern, values)} of the root locale: a page has the browser's, which nobody chose. */
    public static String format(String pattern, Object... values) {
        return format(Locale.ROOT, pattern, values);
    }

    /** {@code String.format(locale, pattern, values)}; beside {@code %.3e} no values by number. */
    public static String format(Locale locale, String pattern, Object... values) {
        if (!pattern.matches("(?s).*%[.0-9]*e.*")) {
            return String.format(locale, pattern, values);
        }
        var text = new StringBuilder();
        int value = 0;
        int from = 0;
        for (int at = pattern.indexOf('%'); at >= 0; at = pattern.indexOf('%', from)) {
            text.append(pattern, from, at);
            from = endOf(pattern, at);
            String conversion = pattern.substring(at, from);
            text.append(
                    conversion.endsWith("%") || conversion.endsWith("n")
                            ? String.format(locale, conversion)
                            : one(locale, conversion, values[value++]));
        }
        return text.append(pattern, from, pattern.length()).toString();
    }

    /** Where a conversion ends: after its letter. */
    private static int endOf(String pattern, int percent) {
        int end = percent + 1;
        while (!Character.isLetter(pattern.charAt(end)) && pattern.charAt(end) != '%') {
            end++;
        }
        return end + 1;
    }

    private static String one(Locale locale, String conversion, Object value) {
        if (!conversion.endsWith("e")) {
            return String.format(locale, conversion, value);
        }
        int point = conversion.indexOf('.');
        int decimals = point < 0 ? 6 : Integer.parseInt(conversion.substring(point + 1, conversion.length() - 1));
        return scientific(((Number) value).doubleValue(), decimals);
    }

    /** Rounded half up from the shortest figures that tell a number from its neighbours, as the JDK does. */
    static String scientific(double value, int decimals) {
        if (!Double.isFinite(value)) {
            return Double.toString(value);
        }
        var rounded = new BigDecimal(Double.toString(Math.abs(value)))
                .round(new MathContext(decimals + 1, RoundingMode.HALF_UP));
        String figures = rounded.unscaledValue().toString();
        int exponent = rounded.signum() == 0 ? 0 : figures.length() - 1 - rounded.scale();
        figures += "0".repeat(Math.max(0, decimals + 1 - figures.length()));
        return (Double.doubleToRawLongBits(value) < 0 ? "-" : "")
                + figures.charAt(0)
                + (decimals == 0 ? "" : "." + figures.substring(1, decimals + 1))
                + (exponent < 0 ? "e-" : "e+")
                + (Math.abs(exponent) < 10 ? "0" : "")
                + Math.abs(exponent);
    }
}
