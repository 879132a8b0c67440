package firsthand.regularizer;

import firsthand.layer.Parameter;

/**
 * A limit to the norm of the whole gradient, of weights and biases together: where |g| exceeds the limit, g = g limit /
 * |g|. The gradient keeps its direction (Pascanu, Mikolov and Bengio, "On the difficulty of training recurrent neural
 * networks", 2013, algorithm 1).
 *
 * <p>The norm is that of the loss's own gradient. Listed before penalties, it limits that gradient alone; listed after
 * them, it scales their share by the same factor.
 *
 * @param limit the largest norm, above 0
 */
public record ClipNorm(double limit) implements Regularizer {

    /** @throws IllegalArgumentException unless the limit is finite and above 0 */
    public ClipNorm {
        Ranges.checkLimit("clip norm", limit);
    }

    @Override
    public String name() {
        return "clip-norm";
    }

    @Override
    public boolean concerns(Parameter parameter) {
        return true;
    }

    @Override
    public boolean wantsGradientNorm() {
        return true;
    }

    @Override
    public void beforeStep(Parameter parameter, double rate, double gradientNorm, int from, int to) {
        if (gradientNorm > limit) {
            float[] dw = parameter.gradient().values();
            float factor = (float) (limit / gradientNorm);
            for (int i = from; i < to; i++) {
                dw[i] *= factor;
            }
        }
    }
}
