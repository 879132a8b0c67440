package firsthand.optimizer;

import firsthand.schedule.Schedule;

/**
 * Adagrad: the more a weight has been moved by its gradients, the smaller its steps become.
 *
 * <pre>
 *     s = s + dw^2                          sum of squared gradients
 *     w = w - rate dw / (sqrt(s) + epsilon)
 * </pre>
 *
 * <p>Rare features keep large steps; in a long training all steps fade. (Duchi, Hazan and Singer, "Adaptive subgradient
 * methods", 2011, figure 1 with diagonal matrices; the paper leaves epsilon, its delta, to the user.)
 *
 * @param learningRate the rate of each step; 1e-2 is usual
 * @param epsilon keeps the division finite where gradients are zero; above 0
 */
public record Adagrad(Schedule learningRate, double epsilon) implements Optimizer {

    /** @throws IllegalArgumentException unless epsilon is above 0 */
    public Adagrad {
        if (!(epsilon > 0)) {
            throw new IllegalArgumentException("Adagrad: expected epsilon above 0, received " + epsilon);
        }
    }

    /** With the given rates, and epsilon 1e-10. */
    public static Adagrad of(Schedule learningRate) {
        return new Adagrad(learningRate, 1e-10);
    }

    /** With a constant rate, and epsilon 1e-10. */
    public static Adagrad of(double learningRate) {
        return of(Schedule.constant(learningRate));
    }

    @Override
    public String name() {
        return "adagrad";
    }

    @Override
    public int states() {
        return 1;
    }

    @Override
    public void update(float[] w, float[] dw, float[][] state, double rate, long step, int from, int to) {
        float[] s = state[0];
        float size = (float) rate;
        float least = (float) epsilon;
        for (int i = from; i < to; i++) {
            s[i] = Math.fma(dw[i], dw[i], s[i]);
            w[i] = w[i] - size * dw[i] / ((float) Math.sqrt(s[i]) + least);
        }
    }
}
