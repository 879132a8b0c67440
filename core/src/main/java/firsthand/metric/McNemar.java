package firsthand.metric;

/**
 * Whether two classifiers that were tried on the same examples differ by more than chance: McNemar's test, exact.
 *
 * <p>Examples that both get right, or both wrong, say nothing. Of the n = onlyFirst + onlySecond others, each would be as
 * likely to go either way if neither classifier were better, and so the smaller of the two counts, k, is no larger with
 * probability p = 2 (C(n, 0) + ... + C(n, k)) / 2^n, at most 1. (McNemar, "Note on the sampling error of the difference
 * between correlated proportions", 1947; exact as in Fagerland, Lydersen and Laake, "The McNemar test for binary
 * matched-pairs data", 2013, section "The McNemar exact conditional test".)
 *
 * @param onlyFirst how many examples only the first gets right
 * @param onlySecond how many examples only the second gets right
 */
public record McNemar(long onlyFirst, long onlySecond) {

    /** @throws IllegalArgumentException if a count is below 0 */
    public McNemar {
        if (onlyFirst < 0 || onlySecond < 0) {
            throw new IllegalArgumentException(
                    "McNemar: expected counts of 0 or more, received " + onlyFirst + " and " + onlySecond);
        }
    }

    /** The probability, 0 to 1, of a difference as large as this one or larger if there were none. */
    public double p() {
        long n = onlyFirst + onlySecond;
        long k = Math.min(onlyFirst, onlySecond);
        double logOfTerm = -n * StrictMath.log(2);
        double sum = 0;
        for (long i = 0; i <= k; i++) {
            sum += StrictMath.exp(logOfTerm);
            logOfTerm += StrictMath.log((double) (n - i) / (i + 1));
        }
        return Math.min(1, 2 * sum);
    }
}
