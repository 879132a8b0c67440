package firsthand.optimizer;

import firsthand.schedule.Schedule;

/**
 * RMSProp: the gradient divided by the root mean square of recent ones, so that all weights move at a like pace.
 *
 * <pre>
 *     v = decay v + (1 - decay) dw^2        mean of squared gradients
 *     w = w - rate dw / (sqrt(v) + epsilon)
 * </pre>
 *
 * <p>(Tieleman and Hinton, "Neural networks for machine learning", 2012, lecture 6.5, which gives the default 0.9.)
 *
 * @param learningRate the rate of each step; 1e-3 is usual
 * @param decay how much of v lasts, 0 to below 1
 * @param epsilon keeps the division finite where gradients are zero; above 0
 */
public record RmsProp(Schedule learningRate, double decay, double epsilon) implements Optimizer {

    /** @throws IllegalArgumentException if a number is out of its range */
    public RmsProp {
        if (!(decay >= 0 && decay < 1 && epsilon > 0)) {
            throw new IllegalArgumentException(
                    "RMSProp: expected a decay from 0 to below 1 and epsilon above 0, received " + decay + " and "
                            + epsilon);
        }
    }

    /** With the given rates, the lecture's decay of 0.9, and epsilon 1e-8. */
    public static RmsProp of(Schedule learningRate) {
        return new RmsProp(learningRate, 0.9, 1e-8);
    }

    /** With a constant rate, the lecture's decay of 0.9, and epsilon 1e-8. */
    public static RmsProp of(double learningRate) {
        return of(Schedule.constant(learningRate));
    }

    @Override
    public String name() {
        return "rmsprop";
    }

    @Override
    public int states() {
        return 1;
    }

    @Override
    public void update(float[] w, float[] dw, float[][] state, double rate, long step, int from, int to) {
        float[] v = state[0];
        float size = (float) rate;
        float lasting = (float) decay;
        float fresh = (float) (1 - decay);
        float least = (float) epsilon;
        for (int i = from; i < to; i++) {
            v[i] = Math.fma(lasting, v[i], fresh * dw[i] * dw[i]);
            w[i] = w[i] - size * dw[i] / ((float) Math.sqrt(v[i]) + least);
        }
    }
}
