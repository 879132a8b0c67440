package firsthand.optimizer;

import firsthand.schedule.Schedule;

/**
 * Lion: every weight takes a step of the same size, in the direction of a mean of its gradients.
 *
 * <pre>
 *     w = w - rate sign(beta1 m + (1 - beta1) dw)
 *     m = beta2 m + (1 - beta2) dw
 * </pre>
 *
 * <p>(Chen et al., "Symbolic discovery of optimization algorithms", 2023, program 1, which also gives the defaults 0.9
 * and 0.99. Its decay of weights is {@link firsthand.regularizer.WeightDecay}.)
 *
 * @param learningRate the rate of each step; 1e-4 is usual, a tenth or less of Adam's
 * @param beta1 how much of m goes into the direction, 0 to below 1
 * @param beta2 how much of m lasts, 0 to below 1
 */
public record Lion(Schedule learningRate, double beta1, double beta2) implements Optimizer {

    /** @throws IllegalArgumentException if a number is out of its range */
    public Lion {
        if (!(beta1 >= 0 && beta1 < 1 && beta2 >= 0 && beta2 < 1)) {
            throw new IllegalArgumentException(
                    "Lion: expected betas from 0 to below 1, received " + beta1 + " and " + beta2);
        }
    }

    /** With the given rates, and the paper's defaults for the rest. */
    public static Lion of(Schedule learningRate) {
        return new Lion(learningRate, 0.9, 0.99);
    }

    /** With a constant rate, and the paper's defaults for the rest. */
    public static Lion of(double learningRate) {
        return of(Schedule.constant(learningRate));
    }

    @Override
    public String name() {
        return "lion";
    }

    @Override
    public int states() {
        return 1;
    }

    @Override
    public void update(float[] w, float[] dw, float[][] state, double rate, long step, int from, int to) {
        float[] m = state[0];
        float size = (float) rate;
        float lasting1 = (float) beta1;
        float lasting2 = (float) beta2;
        float fresh1 = (float) (1 - beta1);
        float fresh2 = (float) (1 - beta2);
        for (int i = from; i < to; i++) {
            float direction = Math.fma(lasting1, m[i], fresh1 * dw[i]);
            w[i] = Math.fma(-size, Math.signum(direction), w[i]);
            m[i] = Math.fma(lasting2, m[i], fresh2 * dw[i]);
        }
    }
}
