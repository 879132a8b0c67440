package firsthand.schedule;

import java.util.Map;
import java.util.function.LongUnaryOperator;

/**
 * Another schedule with a linear rise before it comes into its own; see {@link Schedule#warmUp}.
 *
 * @param schedule the rate without the warm-up
 * @param length how many steps the rise takes, given the number of all
 */
record WarmUp(Schedule schedule, LongUnaryOperator length) implements Schedule {

    /** The first step moves already: hence step + 1. */
    @Override
    public double rate(long step, long steps) {
        double rate = schedule.rate(step, steps);
        long rise = length.applyAsLong(steps);
        return step + 1 < rise ? rate * (step + 1) / rise : rate;
    }

    @Override
    public void observe(double loss) {
        schedule.observe(loss);
    }

    @Override
    public Map<String, Double> memory() {
        return schedule.memory();
    }

    @Override
    public void remember(Map<String, Double> memory) {
        schedule.remember(memory);
    }
}
