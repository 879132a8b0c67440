package firsthand.regularizer;

import firsthand.layer.Parameter;

/**
 * A penalty on the squares of weights, lambda / 2 sum w^2, whose gradient joins that of the loss: dw = dw + lambda w
 * (Krogh and Hertz, "A simple weight decay can improve generalization", 1992; Goodfellow, Bengio and Courville, 2016,
 * section 7.1.1).
 *
 * <p>Under plain gradient descent this is {@link WeightDecay}; rules that divide by the gradient's size, as Adam does,
 * divide the penalty's share too, and then the two differ.
 *
 * @param lambda the strength, 0 or more
 */
public record L2(double lambda) implements Regularizer {

    /** @throws IllegalArgumentException unless lambda is finite and at least 0 */
    public L2 {
        Ranges.checkLambda("L2", lambda);
    }

    @Override
    public String name() {
        return "l2";
    }

    @Override
    public void beforeStep(Parameter parameter, double rate, double gradientNorm, int from, int to) {
        float[] w = parameter.value().values();
        float[] dw = parameter.gradient().values();
        float pull = (float) lambda;
        for (int i = from; i < to; i++) {
            dw[i] = Math.fma(pull, w[i], dw[i]);
        }
    }
}
