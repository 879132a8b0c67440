package firsthand.schedule;

import java.util.Map;

/**
 * The learning rate of each step.
 *
 * <pre>{@code
 * var rate = Schedule.cosine(1e-3).warmUp(0.05);
 * var optimizer = Adam.of(rate);
 * }</pre>
 *
 * <p>Lengths are shares of the whole training, so that a schedule fits a short training as well as a long one. Where
 * nobody knows how long a training will be, every share of it is endless: what falls over the training stays where it
 * begins.
 */
@FunctionalInterface
public interface Schedule {
    /** In place of the number of steps, where that is not known. */
    long UNKNOWN = Long.MAX_VALUE;

    /**
     * The learning rate of a step.
     *
     * @param step 0 for the first
     * @param steps how many there will be in all
     */
    double rate(long step, long steps);

    /**
     * Takes note of a loss, measured between two steps; most schedules know their way without.
     *
     * @throws IllegalArgumentException if the schedule needs the loss and it is not a number
     */
    default void observe(double loss) {}

    /**
     * What the schedule has kept of the losses it was told of, each number under its name, for a checkpoint; most
     * schedules keep nothing. The names are the same throughout. Who overrides {@link #observe} so as to keep something
     * overrides this as well.
     */
    default Map<String, Double> memory() {
        return Map.of();
    }

    /**
     * Goes on from what {@link #memory()} gave, in place of all that was kept before.
     *
     * @param memory a number for each name of {@link #memory()}
     * @throws IllegalArgumentException if a number is out of its range; then nothing has changed
     */
    default void remember(Map<String, Double> memory) {}

    /**
     * This schedule with a linear warm-up over the first share of the training: rate(step) min(1, (step + 1) / (fraction
     * steps)) (Goyal et al., "Accurate, large minibatch SGD", 2017, section 2.2). Of a training of unknown length there
     * is no first share, and no warm-up.
     *
     * @param fraction how much of the training, 0 to 1
     * @throws IllegalArgumentException if it is not
     */
    default Schedule warmUp(double fraction) {
        Ranges.checkFraction("warm-up", fraction);
        return new WarmUp(this, steps -> steps == UNKNOWN ? 0 : Math.round(fraction * steps));
    }

    /**
     * This schedule with a linear warm-up of so many steps, however long the training: rate(step) min(1, (step + 1) /
     * count).
     *
     * @throws IllegalArgumentException if count is below 0
     */
    default Schedule warmUpSteps(long count) {
        if (count < 0) {
            throw new IllegalArgumentException("warm-up: expected 0 steps or more, received " + count);
        }
        return new WarmUp(this, steps -> count);
    }

    /**
     * The same rate throughout.
     *
     * @throws IllegalArgumentException unless the rate is above 0 and finite
     */
    static Schedule constant(double rate) {
        Ranges.checkRate(rate);
        return (step, steps) -> rate;
    }

    /**
     * Down a stair: rate factor^floor(step / (every steps)), the same for a while and then a fraction of it (Ge et al.,
     * "The step decay schedule", 2019, section 3).
     *
     * @param every the length of a stair as a share of the training, above 0 to 1
     * @param factor what the rate is multiplied by from one stair to the next, above 0 and below 1
     * @throws IllegalArgumentException if a number is out of its range
     */
    static Schedule step(double rate, double every, double factor) {
        Ranges.checkRate(rate);
        Ranges.checkPeriod("step schedule", every);
        Ranges.checkFactor("step schedule", factor);
        return (step, steps) -> rate * StrictMath.pow(factor, step / Ranges.length(every, steps));
    }

    /**
     * From {@code rate} to {@code finalRate} by the same factor at every step: rate (finalRate / rate)^(step / steps)
     * (Senior et al., "An empirical study of learning rates in deep neural networks for speech recognition", 2013). With
     * a final rate above the first it searches for the largest rate that a network bears (Smith, "Cyclical learning
     * rates", 2017, section 3.3).
     *
     * @throws IllegalArgumentException unless both rates are above 0 and finite
     */
    static Schedule exponential(double rate, double finalRate) {
        Ranges.checkRate(rate);
        Ranges.checkRate(finalRate);
        return (step, steps) -> rate * StrictMath.pow(finalRate / rate, (double) step / steps);
    }

    /**
     * From {@code rate} down to nothing: rate (1 - step / steps)^power. Power 1 is a straight line, higher ones fall
     * faster at first (Chen et al., "DeepLab", 2018, who take 0.9).
     *
     * @param power above 0
     * @throws IllegalArgumentException if a number is out of its range
     */
    static Schedule polynomial(double rate, double power) {
        Ranges.checkRate(rate);
        if (!(power > 0) || Double.isInfinite(power)) {
            throw new IllegalArgumentException(
                    "polynomial schedule: expected a finite power above 0, received " + power);
        }
        return (step, steps) -> rate * StrictMath.pow(Math.max(0, 1 - (double) step / steps), power);
    }

    /**
     * From {@code rate} down to almost nothing along half a cosine: rate (1 + cos(pi step / steps)) / 2 (Loshchilov and
     * Hutter, "SGDR", 2017, equation 5, without restarts).
     *
     * @throws IllegalArgumentException unless the rate is above 0 and finite
     */
    static Schedule cosine(double rate) {
        Ranges.checkRate(rate);
        return (step, steps) -> rate * (1 + StrictMath.cos(StrictMath.PI * step / steps)) / 2;
    }

    /**
     * Half a cosine again and again, each from {@code rate} down to almost nothing: rate (1 + cos(pi t / T)) / 2, with t
     * the steps since the last restart and T the length of this period (Loshchilov and Hutter, "SGDR", 2017, equation
     * 5).
     *
     * @param period the length of the first period as a share of the training, above 0 to 1
     * @param growth how many times as long each period is as the one before, 1 or more
     * @throws IllegalArgumentException if a number is out of its range
     */
    static Schedule cosineWithRestarts(double rate, double period, double growth) {
        return new Restarts(rate, period, growth);
    }

    /**
     * One cycle with the usual proportions: from a 25th of the peak up to it in the first three tenths of the training,
     * then down to a 10000th.
     *
     * @throws IllegalArgumentException unless the peak is above 0 and finite
     */
    static Schedule oneCycle(double peak) {
        return new OneCycle(peak / 25, peak, peak / 1e4, 0.3);
    }

    /**
     * One cycle: a straight line up from {@code start} to {@code peak}, then half a cosine down to {@code end}. The
     * large rates in the middle keep training from settling early (Smith, "A disciplined approach to neural network
     * hyper-parameters", 2018, section 4.2, with two straight lines).
     *
     * <pre>
     *     start + (peak - start) s / r                           at first, with s = step / steps and r = rise
     *     end + (peak - end) (1 + cos(pi (s - r) / (1 - r))) / 2 from s = r on
     * </pre>
     *
     * @param rise how much of the training goes up, 0 to below 1
     * @throws IllegalArgumentException unless rates are above 0 and finite, and rise is in its range
     */
    static Schedule oneCycle(double start, double peak, double end, double rise) {
        return new OneCycle(start, peak, end, rise);
    }
}
