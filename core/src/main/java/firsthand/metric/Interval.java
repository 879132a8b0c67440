package firsthand.metric;

/**
 * Where a share probably lies that has been measured on some examples only.
 *
 * @param low the lower end, 0 to 1
 * @param high the upper end, 0 to 1
 */
public record Interval(double low, double high) {
    /** The standard normal distribution's 97.5 % point: 95 % of it lie between this and its negative. */
    private static final double Z = 1.959963984540054;

    /**
     * The 95 % interval of Wilson for {@code successes} of {@code trials}: with p = successes / trials, n = trials and
     * z = 1.96,
     *
     * <pre>
     *     (p + z^2 / 2n -+ z sqrt(p (1 - p) / n + z^2 / 4n^2)) / (1 + z^2 / n)
     * </pre>
     *
     * <p>Unlike p -+ z sqrt(p (1 - p) / n), it stays within 0 and 1, and says something where all succeed (Wilson,
     * "Probable inference, the law of succession, and statistical inference", 1927; Brown, Cai and DasGupta, "Interval
     * estimation for a binomial proportion", 2001).
     *
     * @throws IllegalArgumentException unless there are trials, and no more successes than trials
     */
    public static Interval wilson(long successes, long trials) {
        if (trials < 1 || successes < 0 || successes > trials) {
            throw new IllegalArgumentException(
                    "interval: expected 0 to n successes of 1 trial or more, received " + successes + " of " + trials);
        }
        double p = successes / (double) trials;
        double centre = p + Z * Z / (2 * trials);
        double reach = Z * Math.sqrt(p * (1 - p) / trials + Z * Z / (4.0 * trials * trials));
        double scale = 1 + Z * Z / trials;
        double low = successes == 0 ? 0 : (centre - reach) / scale;
        double high = successes == trials ? 1 : (centre + reach) / scale;
        return new Interval(low, high);
    }
}
