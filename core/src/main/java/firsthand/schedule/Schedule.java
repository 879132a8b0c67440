package firsthand.schedule;

/** The learning rate of each step. */
@FunctionalInterface
public interface Schedule {

    /**
     * The learning rate of a step.
     *
     * @param step 0 for the first
     * @param steps how many there will be in all
     */
    double rate(long step, long steps);

    /**
     * The same rate throughout.
     *
     * @throws IllegalArgumentException unless the rate is above 0 and finite
     */
    static Schedule constant(double rate) {
        checkRate(rate);
        return (step, steps) -> rate;
    }

    /**
     * From {@code rate} down to almost nothing along half a cosine: rate (1 + cos(pi step / steps)) / 2 (Loshchilov and
     * Hutter, "SGDR", 2017, equation 5, without restarts).
     *
     * @throws IllegalArgumentException unless the rate is above 0 and finite
     */
    static Schedule cosine(double rate) {
        checkRate(rate);
        return (step, steps) -> rate * (1 + StrictMath.cos(StrictMath.PI * step / steps)) / 2;
    }

    private static void checkRate(double rate) {
        if (!(rate > 0) || Double.isInfinite(rate)) {
            throw new IllegalArgumentException("learning rate: expected a finite number above 0, received " + rate);
        }
    }
}
