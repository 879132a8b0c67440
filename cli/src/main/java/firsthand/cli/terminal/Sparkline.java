package firsthand.cli.terminal;

import java.util.List;

/** A curve in one line of text, a character for each number, or for some neighbours. */
public final class Sparkline {
    private static final String HEIGHTS = "▁▂▃▄▅▆▇█";

    private Sparkline() {}

    /**
     * The curve of these numbers, from the smallest of them to the largest.
     *
     * @param width how many characters at most; of more numbers, each character shows the mean of some
     */
    public static String of(List<Double> numbers, int width) {
        int characters = Math.min(width, numbers.size());
        var means = new double[characters];
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (int c = 0; c < characters; c++) {
            int from = (int) ((long) numbers.size() * c / characters);
            int to = (int) ((long) numbers.size() * (c + 1) / characters);
            means[c] = numbers.subList(from, to).stream()
                    .mapToDouble(Double::doubleValue)
                    .average()
                    .orElseThrow();
            low = Math.min(low, means[c]);
            high = Math.max(high, means[c]);
        }
        var line = new StringBuilder();
        for (double mean : means) {
            line.append(character(mean, low, high));
        }
        return line.toString();
    }

    private static char character(double number, double low, double high) {
        if (!Double.isFinite(number)) {
            return '?';
        }
        double share = high > low ? (number - low) / (high - low) : 0;
        return HEIGHTS.charAt((int) Math.min(HEIGHTS.length() - 1, share * HEIGHTS.length()));
    }
}
