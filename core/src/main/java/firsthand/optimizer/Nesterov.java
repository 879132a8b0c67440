package firsthand.optimizer;

import firsthand.schedule.Schedule;

/**
 * Momentum that looks ahead: the gradient is taken where the velocity is about to lead (Nesterov, 1983; Sutskever et
 * al., "On the importance of initialization and momentum in deep learning", 2013).
 *
 * <pre>
 *     v = momentum v + dw
 *     w = w - rate (dw + momentum v)
 * </pre>
 *
 * <p>In this form w is the point looked at, so that the gradient is the one that backpropagation gives (Bengio,
 * Boulanger-Lewandowski and Pascanu, "Advances in optimizing recurrent networks", 2013, section 3.5).
 *
 * @param learningRate the rate of each step
 * @param momentum the share of the velocity that lasts, 0 to below 1; 0.9 is usual
 */
public record Nesterov(Schedule learningRate, double momentum) implements Optimizer {

    /** @throws IllegalArgumentException unless momentum is at least 0 and below 1 */
    public Nesterov {
        if (!(momentum >= 0 && momentum < 1)) {
            throw new IllegalArgumentException("momentum: expected a number from 0 to below 1, received " + momentum);
        }
    }

    /** With the given rates, and momentum 0.9. */
    public static Nesterov of(Schedule learningRate) {
        return new Nesterov(learningRate, 0.9);
    }

    /** With a constant rate, and momentum 0.9. */
    public static Nesterov of(double learningRate) {
        return of(Schedule.constant(learningRate));
    }

    @Override
    public String name() {
        return "nesterov";
    }

    @Override
    public int states() {
        return 1;
    }

    @Override
    public void update(float[] w, float[] dw, float[][] state, double rate, long step, int from, int to) {
        float[] v = state[0];
        float mu = (float) momentum;
        float size = (float) rate;
        for (int i = from; i < to; i++) {
            v[i] = Math.fma(mu, v[i], dw[i]);
            w[i] = Math.fma(-size, Math.fma(mu, v[i], dw[i]), w[i]);
        }
    }
}
