package firsthand.regularizer;

import firsthand.layer.Parameter;

/**
 * A penalty on the sizes of weights, lambda sum |w|, whose gradient joins that of the loss: dw = dw + lambda sign(w).
 * The pull does not grow with the weight, so that many weights end at or about zero (Tibshirani, "Regression shrinkage
 * and selection via the lasso", 1996; Goodfellow, Bengio and Courville, 2016, section 7.1.2).
 *
 * @param lambda the strength, 0 or more
 */
public record L1(double lambda) implements Regularizer {

    /** @throws IllegalArgumentException unless lambda is finite and at least 0 */
    public L1 {
        Ranges.checkLambda("L1", lambda);
    }

    @Override
    public String name() {
        return "l1";
    }

    @Override
    public void beforeStep(Parameter parameter, double rate, double gradientNorm, int from, int to) {
        float[] w = parameter.value().values();
        float[] dw = parameter.gradient().values();
        float pull = (float) lambda;
        for (int i = from; i < to; i++) {
            dw[i] = Math.fma(pull, Math.signum(w[i]), dw[i]);
        }
    }
}
