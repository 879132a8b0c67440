package firsthand.optimizer;

import firsthand.schedule.Schedule;

/**
 * AMSGrad: {@link Adam} that divides by the largest mean of squares so far, so that a rare large gradient is not
 * forgotten.
 *
 * <pre>
 *     m = beta1 m + (1 - beta1) dw
 *     v = beta2 v + (1 - beta2) dw^2
 *     u = max(u, v)
 *     w = w - rate m' / (sqrt(u') + epsilon)  with m' = m / (1 - beta1^t), u' = u / (1 - beta2^t)
 * </pre>
 *
 * <p>t counts steps from 1. (Reddi, Kale and Kumar, "On the convergence of Adam and beyond", 2018, algorithm 2; m' and
 * u', which the paper leaves out for simplicity, are Adam's corrections, and so are the defaults Adam's.)
 *
 * @param learningRate the rate of each step; 1e-3 is usual
 * @param beta1 how much of m lasts, 0 to below 1
 * @param beta2 how much of v lasts, 0 to below 1
 * @param epsilon keeps the division finite where gradients are zero; above 0
 */
public record AmsGrad(Schedule learningRate, double beta1, double beta2, double epsilon) implements Optimizer {

    /** @throws IllegalArgumentException if a number is out of its range */
    public AmsGrad {
        Moments.check("AMSGrad", beta1, beta2, epsilon);
    }

    /** With the given rates, and 0.9, 0.999 and 1e-8 for the rest. */
    public static AmsGrad of(Schedule learningRate) {
        return new AmsGrad(learningRate, 0.9, 0.999, 1e-8);
    }

    /** With a constant rate, and 0.9, 0.999 and 1e-8 for the rest. */
    public static AmsGrad of(double learningRate) {
        return of(Schedule.constant(learningRate));
    }

    @Override
    public String name() {
        return "amsgrad";
    }

    @Override
    public int states() {
        return 3;
    }

    @Override
    public void update(float[] w, float[] dw, float[][] state, double rate, long step, int from, int to) {
        float[] m = state[0];
        float[] v = state[1];
        float[] u = state[2];
        float corrected = (float) (rate / (1 - StrictMath.pow(beta1, step)));
        float scale = (float) (1 / StrictMath.sqrt(1 - StrictMath.pow(beta2, step)));
        float lasting1 = (float) beta1;
        float lasting2 = (float) beta2;
        float fresh1 = (float) (1 - beta1);
        float fresh2 = (float) (1 - beta2);
        float least = (float) epsilon;
        for (int i = from; i < to; i++) {
            m[i] = Math.fma(lasting1, m[i], fresh1 * dw[i]);
            v[i] = Math.fma(lasting2, v[i], fresh2 * dw[i] * dw[i]);
            u[i] = Math.max(u[i], v[i]);
            float root = (float) Math.sqrt(u[i]);
            w[i] = w[i] - corrected * m[i] / Math.fma(scale, root, least);
        }
    }
}
