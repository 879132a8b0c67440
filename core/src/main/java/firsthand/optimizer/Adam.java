package firsthand.optimizer;

import firsthand.kernel.Kernels;
import firsthand.schedule.Schedule;

/**
 * Adam: each weight gets a step of its own size, the mean of its recent gradients divided by their root mean square.
 *
 * <pre>
 *     m = beta1 m + (1 - beta1) dw            mean of gradients
 *     v = beta2 v + (1 - beta2) dw^2          mean of their squares
 *     w = w - rate m' / (sqrt(v') + epsilon)  with m' = m / (1 - beta1^t), v' = v / (1 - beta2^t)
 * </pre>
 *
 * <p>The corrections m' and v' make up for the zeros that m and v start from; t counts steps from 1. (Kingma and Ba,
 * 2015, algorithm 1, which also gives the defaults 0.9, 0.999 and 1e-8.)
 *
 * @param learningRate the rate of each step; 1e-3 is usual
 * @param beta1 how much of m lasts, 0 to below 1
 * @param beta2 how much of v lasts, 0 to below 1
 * @param epsilon keeps the division finite where gradients are zero; above 0
 */
public record Adam(Schedule learningRate, double beta1, double beta2, double epsilon) implements Optimizer {

    /** @throws IllegalArgumentException if a number is out of its range */
    public Adam {
        Moments.check("Adam", beta1, beta2, epsilon);
    }

    /** With the given rates, and the paper's defaults for the rest. */
    public static Adam of(Schedule learningRate) {
        return new Adam(learningRate, 0.9, 0.999, 1e-8);
    }

    /** With a constant rate, and the paper's defaults for the rest. */
    public static Adam of(double learningRate) {
        return of(Schedule.constant(learningRate));
    }

    @Override
    public String name() {
        return "adam";
    }

    @Override
    public int states() {
        return 2;
    }

    @Override
    public void update(float[] w, float[] dw, float[][] state, double rate, long step, int from, int to) {
        float corrected = (float) (rate / (1 - StrictMath.pow(beta1, step)));
        float scale = (float) (1 / StrictMath.sqrt(1 - StrictMath.pow(beta2, step)));
        Kernels.get()
                .adam(
                        w,
                        dw,
                        state[0],
                        state[1],
                        corrected,
                        scale,
                        (float) beta1,
                        (float) beta2,
                        (float) epsilon,
                        from,
                        to);
    }
}
