package firsthand.optimizer;

import firsthand.kernel.Kernels;
import firsthand.schedule.Schedule;

/**
 * Gradient descent with momentum: v = momentum v + dw, w = w - rate v. The velocity v is a fading sum of past
 * gradients: it grows where they agree, and stays small where they cancel (Polyak, 1964; in the form of Sutskever et
 * al., 2013, with the rate outside the velocity).
 *
 * @param learningRate the rate of each step
 * @param momentum the share of the velocity that lasts, 0 to below 1; 0.9 is usual
 */
public record Momentum(Schedule learningRate, double momentum) implements Optimizer {

    /** @throws IllegalArgumentException unless momentum is at least 0 and below 1 */
    public Momentum {
        if (!(momentum >= 0 && momentum < 1)) {
            throw new IllegalArgumentException("momentum: expected a number from 0 to below 1, received " + momentum);
        }
    }

    /** With a constant rate, and momentum 0.9. */
    public static Momentum of(double learningRate) {
        return new Momentum(Schedule.constant(learningRate), 0.9);
    }

    @Override
    public String name() {
        return "momentum";
    }

    @Override
    public int states() {
        return 1;
    }

    @Override
    public void update(float[] w, float[] dw, float[][] state, double rate, long step, int from, int to) {
        Kernels.get().momentum(w, dw, state[0], (float) rate, (float) momentum, from, to);
    }
}
