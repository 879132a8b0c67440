package firsthand.optimizer;

import firsthand.schedule.Schedule;

/**
 * NAdam: {@link Adam} that looks ahead as {@link Nesterov} does, by putting the next step's share of the mean in place of
 * this one's.
 *
 * <pre>
 *     m = beta1 m + (1 - beta1) dw
 *     v = beta2 v + (1 - beta2) dw^2
 *     m' = beta1 m / (1 - beta1^(t+1)) + (1 - beta1) dw / (1 - beta1^t)
 *     w = w - rate m' / (sqrt(v') + epsilon)        with v' = v / (1 - beta2^t)
 * </pre>
 *
 * <p>t counts steps from 1. (Dozat, "Incorporating Nesterov momentum into Adam", 2016, algorithm 2, with the same beta1
 * at every step; the defaults are Adam's.)
 *
 * @param learningRate the rate of each step; 1e-3 is usual
 * @param beta1 how much of m lasts, 0 to below 1
 * @param beta2 how much of v lasts, 0 to below 1
 * @param epsilon keeps the division finite where gradients are zero; above 0
 */
public record NAdam(Schedule learningRate, double beta1, double beta2, double epsilon) implements Optimizer {

    /** @throws IllegalArgumentException if a number is out of its range */
    public NAdam {
        Moments.check("NAdam", beta1, beta2, epsilon);
    }

    /** With the given rates, and 0.9, 0.999 and 1e-8 for the rest. */
    public static NAdam of(Schedule learningRate) {
        return new NAdam(learningRate, 0.9, 0.999, 1e-8);
    }

    /** With a constant rate, and 0.9, 0.999 and 1e-8 for the rest. */
    public static NAdam of(double learningRate) {
        return of(Schedule.constant(learningRate));
    }

    @Override
    public String name() {
        return "nadam";
    }

    @Override
    public int states() {
        return 2;
    }

    @Override
    public void update(float[] w, float[] dw, float[][] state, double rate, long step, int from, int to) {
        float[] m = state[0];
        float[] v = state[1];
        float ahead = (float) (rate * beta1 / (1 - StrictMath.pow(beta1, step + 1)));
        float now = (float) (rate * (1 - beta1) / (1 - StrictMath.pow(beta1, step)));
        float scale = (float) (1 / StrictMath.sqrt(1 - StrictMath.pow(beta2, step)));
        float lasting1 = (float) beta1;
        float lasting2 = (float) beta2;
        float fresh1 = (float) (1 - beta1);
        float fresh2 = (float) (1 - beta2);
        float least = (float) epsilon;
        for (int i = from; i < to; i++) {
            m[i] = Math.fma(lasting1, m[i], fresh1 * dw[i]);
            v[i] = Math.fma(lasting2, v[i], fresh2 * dw[i] * dw[i]);
            float root = (float) Math.sqrt(v[i]);
            w[i] = w[i] - Math.fma(ahead, m[i], now * dw[i]) / Math.fma(scale, root, least);
        }
    }
}
