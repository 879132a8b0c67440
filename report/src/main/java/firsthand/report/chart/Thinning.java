package firsthand.report.chart;

import java.util.Arrays;

/**
 * A line with fewer points that looks the same: of those that share a column of pixels it keeps the first, the lowest,
 * the highest and the last.
 *
 * @param x in pixels, rising
 * @param y in pixels
 */
record Thinning(double[] x, double[] y) {
    private static final int FEW = 1000;

    /** The points given, where they are few or do not rise; else those that make a difference. */
    static Thinning of(double[] x, double[] y) {
        if (x.length <= FEW || !rises(x)) {
            return new Thinning(x, y);
        }
        var keep = new boolean[x.length];
        for (int first = 0; first < x.length; ) {
            int end = first;
            int lowest = first;
            int highest = first;
            while (end < x.length && Math.floor(x[end]) == Math.floor(x[first])) {
                lowest = y[end] > y[lowest] ? end : lowest;
                highest = y[end] < y[highest] ? end : highest;
                end++;
            }
            keep[first] = true;
            keep[lowest] = true;
            keep[highest] = true;
            keep[end - 1] = true;
            first = end;
        }
        return new Thinning(kept(x, keep), kept(y, keep));
    }

    private static boolean rises(double[] x) {
        for (int i = 1; i < x.length; i++) {
            if (x[i] < x[i - 1]) {
                return false;
            }
        }
        return true;
    }

    private static double[] kept(double[] values, boolean[] keep) {
        var kept = new double[values.length];
        int count = 0;
        for (int i = 0; i < values.length; i++) {
            if (keep[i]) {
                kept[count++] = values[i];
            }
        }
        return Arrays.copyOf(kept, count);
    }
}
