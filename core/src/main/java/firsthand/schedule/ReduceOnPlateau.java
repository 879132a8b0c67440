package firsthand.schedule;

import java.util.Map;

/**
 * A rate that falls when the loss no longer does: it is multiplied by {@code factor} whenever {@code patience} losses in
 * a row have not been below the lowest so far (performance scheduling in Senior et al., 2013; by hand in Krizhevsky,
 * Sutskever and Hinton, 2012, section 5).
 *
 * <p>Unlike other schedules it remembers, and so belongs to one training: make a new one for each. It is told of losses
 * between steps, by {@link #observe}, never while one is under way.
 */
public final class ReduceOnPlateau implements Schedule {
    private final double factor;
    private final int patience;
    private double rate;
    private double lowest = Double.POSITIVE_INFINITY;
    private int since;

    /**
     * Starts at {@code rate}.
     *
     * @param factor what the rate is multiplied by, above 0 and below 1
     * @param patience how many losses without progress it takes, 1 or more
     * @throws IllegalArgumentException if a number is out of its range
     */
    public ReduceOnPlateau(double rate, double factor, int patience) {
        Ranges.checkRate(rate);
        Ranges.checkFactor("reduce on plateau", factor);
        if (patience < 1) {
            throw new IllegalArgumentException(
                    "reduce on plateau: expected a patience of 1 or more, received " + patience);
        }
        this.rate = rate;
        this.factor = factor;
        this.patience = patience;
    }

    /** What the losses have left of the rate; the number of the step plays no part. */
    @Override
    public double rate(long step, long steps) {
        return rate;
    }

    @Override
    public void observe(double loss) {
        if (Double.isNaN(loss)) {
            throw new IllegalArgumentException("reduce on plateau: expected a loss, received NaN");
        }
        if (loss < lowest) {
            lowest = loss;
            since = 0;
            return;
        }
        since++;
        if (since == patience) {
            rate *= factor;
            since = 0;
        }
    }

    /** "rate", which it has come down to, "lowest", the lowest loss, and "since", how many losses ago that was. */
    @Override
    public Map<String, Double> memory() {
        return Map.of("rate", rate, "lowest", lowest, "since", (double) since);
    }

    @Override
    public void remember(Map<String, Double> memory) {
        double rate = memory.getOrDefault("rate", Double.NaN);
        double lowest = memory.getOrDefault("lowest", Double.NaN);
        double since = memory.getOrDefault("since", Double.NaN);
        Ranges.checkRate(rate);
        if (Double.isNaN(lowest) || !(since >= 0 && since < patience)) {
            throw new IllegalArgumentException("reduce on plateau: expected a lowest loss, and fewer than " + patience
                    + " losses since, received " + lowest + " and " + since);
        }
        this.rate = rate;
        this.lowest = lowest;
        this.since = (int) since;
    }
}
