package firsthand.metric;

import java.util.ArrayList;
import java.util.List;

/**
 * Whether a classifier is right as often as it says: of all predictions made with 80 % confidence, are 80 % right?
 *
 * <p>Confidence, the probability of the class predicted, is divided into bins of equal width (Guo, Pleiss, Sun and
 * Weinberger, "On calibration of modern neural networks", 2017, section 2).
 *
 * @param bins from the least confident to the most
 */
public record Calibration(List<Bin> bins) {

    /** Bins that will not change. */
    public Calibration {
        bins = List.copyOf(bins);
    }

    /**
     * The predictions with a confidence in one range.
     *
     * @param low above this, or, in the first bin, from this on
     * @param high up to this
     * @param count how many there are
     * @param confidence their mean confidence; NaN if there are none
     * @param accuracy the share of them that are right, 0 to 1; NaN if there are none
     */
    public record Bin(double low, double high, long count, double confidence, double accuracy) {}

    /**
     * Sorts predictions into bins.
     *
     * @param confidences the probability of the class predicted, 0 to 1, of each
     * @param right whether each was right
     * @throws IllegalArgumentException unless there are as many of both, confidences are from 0 to 1, and bins 1 or more
     */
    public static Calibration of(double[] confidences, boolean[] right, int bins) {
        if (confidences.length != right.length || bins < 1) {
            throw new IllegalArgumentException(
                    "calibration: expected as many confidences as results, and bins, received " + confidences.length
                            + ", " + right.length + " and " + bins);
        }
        var counts = new long[bins];
        var sums = new double[bins];
        var hits = new long[bins];
        for (int i = 0; i < right.length; i++) {
            int bin = bin(confidences[i], bins);
            counts[bin]++;
            sums[bin] += confidences[i];
            hits[bin] += right[i] ? 1 : 0;
        }
        List<Bin> made = new ArrayList<>();
        for (int b = 0; b < bins; b++) {
            made.add(new Bin(
                    b / (double) bins,
                    (b + 1) / (double) bins,
                    counts[b],
                    sums[b] / counts[b],
                    hits[b] / (double) counts[b]));
        }
        return new Calibration(made);
    }

    private static int bin(double confidence, int bins) {
        if (!(confidence >= 0 && confidence <= 1)) {
            throw new IllegalArgumentException("calibration: expected confidences from 0 to 1, received " + confidence);
        }
        int bin = Math.clamp((int) Math.ceil(confidence * bins) - 1, 0, bins - 1);
        boolean belowByRounding = bin > 0 && confidence <= bin / (double) bins;
        return belowByRounding ? bin - 1 : bin;
    }

    /** The number of predictions. */
    public long total() {
        return bins.stream().mapToLong(Bin::count).sum();
    }

    /**
     * The expected calibration error, 0 to 1: over the bins B that are not empty, of n predictions in all,
     *
     * <pre>
     *     sum of |B| / n  |accuracy(B) - confidence(B)|
     * </pre>
     *
     * <p>(Guo et al. 2017, equation 3.) NaN if there are no predictions.
     */
    public double expectedError() {
        double sum = 0;
        for (var bin : bins) {
            sum += bin.count() == 0 ? 0 : bin.count() * Math.abs(bin.accuracy() - bin.confidence());
        }
        return sum / total();
    }
}
