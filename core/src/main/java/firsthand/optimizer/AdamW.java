package firsthand.optimizer;

import firsthand.layer.Parameter;
import firsthand.regularizer.WeightDecay;
import firsthand.schedule.Schedule;

/**
 * AdamW: {@link Adam} on weights that shrink a little at each step.
 *
 * <pre>
 *     w = w - rate (m' / (sqrt(v') + epsilon) + lambda w)    with m' and v' as in Adam
 * </pre>
 *
 * <p>The decay is not divided by the gradient's size, as that of an {@link firsthand.regularizer.L2} penalty would be.
 * What the decay does not concern, such as a bias, moves by Adam alone. (Loshchilov and Hutter, "Decoupled weight decay
 * regularization", 2019, algorithm 2.)
 *
 * @param adam the rule without the decay
 * @param decay how much the weights shrink, and which
 */
public record AdamW(Adam adam, WeightDecay decay) implements Optimizer {

    /** With the given rates, decay lambda, and Adam's defaults. */
    public static AdamW of(Schedule learningRate, double lambda) {
        return new AdamW(Adam.of(learningRate), new WeightDecay(lambda));
    }

    /** With the given rates, lambda 0.01, and Adam's defaults. */
    public static AdamW of(Schedule learningRate) {
        return of(learningRate, 0.01);
    }

    /** With a constant rate, lambda 0.01, and Adam's defaults. */
    public static AdamW of(double learningRate) {
        return of(Schedule.constant(learningRate));
    }

    @Override
    public String name() {
        return "adamw";
    }

    @Override
    public Schedule learningRate() {
        return adam.learningRate();
    }

    @Override
    public int states() {
        return adam.states();
    }

    @Override
    public Optimizer forParameter(Parameter parameter) {
        return decay.concerns(parameter) ? this : adam;
    }

    @Override
    public void update(float[] w, float[] dw, float[][] state, double rate, long step, int from, int to) {
        decay.shrink(w, rate, from, to);
        adam.update(w, dw, state, rate, step, from, to);
    }
}
