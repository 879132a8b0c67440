package firsthand.regularizer;

import firsthand.layer.Parameter;

/**
 * Decoupled weight decay: w = w - rate lambda w, apart from what the optimiser makes of the gradient (Loshchilov and
 * Hutter, "Decoupled weight decay regularization", 2019, equation 1 and algorithm 2).
 *
 * <p>The weights shrink before they move, which is the paper's formula: both terms see the weights of the step before.
 * The rate is the whole learning rate, as is usual; the paper sets the schedule's share of it apart.
 *
 * @param lambda the strength, 0 or more
 */
public record WeightDecay(double lambda) implements Regularizer {

    /** @throws IllegalArgumentException unless lambda is finite and at least 0 */
    public WeightDecay {
        Ranges.checkLambda("weight decay", lambda);
    }

    @Override
    public String name() {
        return "weight-decay";
    }

    @Override
    public void beforeStep(Parameter parameter, double rate, double gradientNorm, int from, int to) {
        shrink(parameter.value().values(), rate, from, to);
    }

    /** Shrinks weights {@code from} to {@code to} of one parameter. */
    public void shrink(float[] w, double rate, int from, int to) {
        float share = (float) (rate * lambda);
        for (int i = from; i < to; i++) {
            w[i] = Math.fma(-share, w[i], w[i]);
        }
    }
}
