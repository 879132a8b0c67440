package firsthand.cli.tune;

import firsthand.random.RandomStream;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The values that one option of {@code train} is tried with.
 *
 * <pre>{@code
 * Choice.parse("learning-rate=0.1,0.01")         // these two
 * Choice.parse("hidden=64/128/128,64")           // three; with slashes, since a value has a comma itself
 * Choice.parse("learning-rate=1e-4..1e-1:log")   // any between, each power of ten as likely as the next
 * Choice.parse("early-stopping=2..8")            // any whole number from 2 to 8
 * Choice.parse("no-shuffle=true,false")          // with the flag, and without it
 * }</pre>
 */
public sealed interface Choice {

    /** Which option, with its two dashes. */
    String option();

    /** A value at random. */
    String draw(RandomStream random);

    /** The text that {@link #parse} makes the same choice of. */
    String text();

    /**
     * The choice that a text stands for.
     *
     * @throws IllegalArgumentException if it stands for none
     */
    static Choice parse(String text) {
        String[] parts = text.split("=", 2);
        if (parts.length < 2 || parts[0].isBlank() || parts[1].isBlank()) {
            throw new IllegalArgumentException(
                    "--try: expected OPTION=VALUE,VALUE,... or OPTION=LOW..HIGH[:log], received " + text);
        }
        String option = parts[0].startsWith("--") ? parts[0] : "--" + parts[0];
        TrainOptions.checkTriable(option);
        var range = Range.TEXT.matcher(parts[1]);
        if (range.matches()) {
            return new Range(option, range.group(1), range.group(2), range.group(3) != null);
        }
        String separator = parts[1].contains("/") ? "/" : ",";
        return new Listed(option, List.of(parts[1].split(separator, -1)));
    }

    /**
     * One of several values, each as likely as the next.
     *
     * @param option which option, with its two dashes
     * @param values as they would be given
     */
    record Listed(String option, List<String> values) implements Choice {

        /** @throws IllegalArgumentException if a value is empty, there twice, or, of a flag, neither true nor false */
        public Listed {
            values = List.copyOf(values);
            for (String value : values) {
                boolean fits = !TrainOptions.isFlag(option) || value.equals("true") || value.equals("false");
                if (value.isBlank() || !fits) {
                    throw new IllegalArgumentException("--try " + option.substring(2) + ": expected "
                            + (fits ? "values" : "true or false") + " with a comma between, received "
                            + String.join(",", values));
                }
            }
            if (values.stream().distinct().count() < values.size()) {
                throw new IllegalArgumentException("--try " + option.substring(2)
                        + ": expected every value once, received " + String.join(",", values));
            }
        }

        @Override
        public String draw(RandomStream random) {
            return values.get(random.nextInt(values.size()));
        }

        @Override
        public String text() {
            boolean commas = values.stream().anyMatch(value -> value.contains(","));
            return option.substring(2) + "=" + String.join(commas ? "/" : ",", values);
        }
    }

    /**
     * Any number of a range, bounds included; a whole one if both bounds are, unless the option takes fractions.
     *
     * <p>On a logarithmic scale, v = exp(ln low + u (ln high - ln low)), u uniform in [0, 1): from 0.001 to 0.1, half of
     * all draws are below 0.01 (Bergstra and Bengio, "Random search for hyper-parameter optimization", JMLR 2012, section
     * 2.4). Drawn numbers are rounded to three digits, which are all that a person will want to type.
     *
     * @param option which option, with its two dashes
     * @param low the lower bound, as it was written
     * @param high the upper bound, as it was written
     * @param logarithmic whether each factor is as likely as the next, not each difference
     */
    record Range(String option, String low, String high, boolean logarithmic) implements Choice {
        static final Pattern TEXT = Pattern.compile("(.+?)\\.\\.([^:]+)(:log)?");
        private static final Pattern WHOLE = Pattern.compile("\\d+");
        private static final MathContext DIGITS = new MathContext(3);

        /** @throws IllegalArgumentException unless the bounds are numbers in order, above 0 on a logarithmic scale */
        public Range {
            double least = number(low);
            double most = number(high);
            if (!(least < most) || !Double.isFinite(most - least) || (logarithmic && !(least > 0))) {
                throw new IllegalArgumentException("--try " + option.substring(2) + ": expected LOW..HIGH with "
                        + (logarithmic ? "0 < LOW < HIGH" : "LOW < HIGH") + ", received " + low + ".." + high);
            }
        }

        private static double number(String text) {
            try {
                return Double.parseDouble(text);
            } catch (NumberFormatException notANumber) {
                return Double.NaN;
            }
        }

        @Override
        public String draw(RandomStream random) {
            double u = random.nextDouble();
            boolean whole = isWhole();
            if (whole && !logarithmic) {
                long least = Long.parseLong(low);
                return Long.toString(least + (long) (u * (Long.parseLong(high) - least + 1)));
            }
            double value = between(u);
            if (whole) {
                return Long.toString(Math.round(value));
            }
            var rounded = new BigDecimal(value).round(DIGITS);
            boolean within = rounded.doubleValue() >= number(low) && rounded.doubleValue() <= number(high);
            return within ? plain(rounded) : Double.toString(value);
        }

        /** As a person would write it: 0.043, 1.2E-7, and 100, not 1E+2. */
        private static String plain(BigDecimal number) {
            var stripped = number.stripTrailingZeros();
            return stripped.scale() < 0 ? stripped.toPlainString() : stripped.toString();
        }

        private boolean isWhole() {
            return WHOLE.matcher(low).matches()
                    && WHOLE.matcher(high).matches()
                    && !TrainOptions.takesFractions(option);
        }

        private double between(double u) {
            double least = number(low);
            double most = number(high);
            if (!logarithmic) {
                return least + u * (most - least);
            }
            double ln = StrictMath.log(least);
            return StrictMath.exp(ln + u * (StrictMath.log(most) - ln));
        }

        @Override
        public String text() {
            return option.substring(2) + "=" + low + ".." + high + (logarithmic ? ":log" : "");
        }
    }
}
