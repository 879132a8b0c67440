package firsthand.optimizer;

import firsthand.kernel.Kernels;
import firsthand.schedule.Schedule;

/**
 * Gradient descent: w = w - rate dw. Called stochastic when the gradient is that of a mini-batch (Robbins and Monro,
 * 1951).
 *
 * @param learningRate the rate of each step
 */
public record Sgd(Schedule learningRate) implements Optimizer {

    /** With a constant rate. */
    public static Sgd of(double learningRate) {
        return new Sgd(Schedule.constant(learningRate));
    }

    @Override
    public String name() {
        return "sgd";
    }

    @Override
    public int states() {
        return 0;
    }

    @Override
    public void update(float[] w, float[] dw, float[][] state, double rate, long step, int from, int to) {
        Kernels.get().sgd(w, dw, (float) rate, from, to);
    }
}
