package firsthand.loss;

import firsthand.tensor.Tensor;

/**
 * The hinge loss of support vector machines, for several classes: the output of the right class should stand above
 * every other by 1 at least, and whatever does so costs nothing.
 *
 * <p>With c the class where t is largest, the loss of an example is the sum over j other than c of max(0, 1 + z[j] -
 * z[c]); dL/dz[j] = 1 / m for each j that comes too near, and dL/dz[c] = minus their sum. (Weston and Watkins,
 * "Support vector machines for multi-class pattern recognition", 1999.) All that are too near are pushed away, not only
 * the nearest, as with Crammer and Singer (2001).
 *
 * <p>Outputs are no logits: they have an order, but no probabilities.
 */
public record Hinge() implements Loss {

    @Override
    public String name() {
        return "hinge";
    }

    @Override
    public void evaluate(
            Tensor output, Tensor target, Tensor gradient, double[] losses, int examples, int from, int to) {
        float[] z = output.values();
        int width = output.stride();
        for (int i = from; i < to; i++) {
            int right = i * width + target.argMax(i);
            double loss = 0;
            int tooNear = 0;
            for (int j = i * width; j < (i + 1) * width; j++) {
                double excess = 1.0 + z[j] - z[right];
                boolean counts = j != right && !(excess <= 0);
                loss += counts ? excess : 0;
                tooNear += counts ? 1 : 0;
                gradient.values()[j] = counts ? 1f / examples : 0;
            }
            gradient.values()[right] = -tooNear / (float) examples;
            losses[i] = loss;
        }
    }
}
