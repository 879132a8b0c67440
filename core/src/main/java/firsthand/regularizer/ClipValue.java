package firsthand.regularizer;

import firsthand.layer.Parameter;

/**
 * A limit to each number of the gradient, of weights and biases alike: dw = min(max(dw, -limit), limit). The gradient
 * may turn by it (Mikolov, 2012; Goodfellow, Bengio and Courville, 2016, section 10.11.1).
 *
 * @param limit the largest size, above 0
 */
public record ClipValue(double limit) implements Regularizer {

    /** @throws IllegalArgumentException unless the limit is finite and above 0 */
    public ClipValue {
        Ranges.checkLimit("clip value", limit);
    }

    @Override
    public String name() {
        return "clip-value";
    }

    @Override
    public boolean concerns(Parameter parameter) {
        return true;
    }

    @Override
    public void beforeStep(Parameter parameter, double rate, double gradientNorm, int from, int to) {
        float[] dw = parameter.gradient().values();
        float highest = (float) limit;
        for (int i = from; i < to; i++) {
            dw[i] = Math.min(Math.max(dw[i], -highest), highest);
        }
    }
}
