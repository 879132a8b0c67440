package firsthand.loss;

import firsthand.tensor.Tensor;
import java.util.Optional;

/**
 * Categorical cross-entropy over probabilities, for a network that ends in a softmax or sigmoid layer of its own: -sum
 * over j of t[j] log p[j], with dL/dp[j] = -t[j] / p[j] / m (Bishop, "Neural networks for pattern recognition", 1995,
 * section 6.9).
 *
 * <p>Probabilities are kept at least 1e-7 away from 0 so that the logarithm stays finite; {@link CrossEntropy} needs no
 * such care.
 */
public record LogLikelihood() implements Loss {
    private static final float CLOSEST = 1e-7f;

    @Override
    public String name() {
        return "log-likelihood";
    }

    @Override
    public void evaluate(
            Tensor output, Tensor target, Tensor gradient, double[] losses, int examples, int from, int to) {
        float[] p = output.values();
        float[] t = target.values();
        int width = output.stride();
        for (int i = from; i < to; i++) {
            double loss = 0;
            for (int j = i * width; j < (i + 1) * width; j++) {
                float kept = p[j] < CLOSEST ? CLOSEST : p[j];
                if (t[j] != 0) {
                    loss -= t[j] * StrictMath.log(kept);
                }
                gradient.values()[j] = -t[j] / kept / examples;
            }
            losses[i] = loss;
        }
    }

    @Override
    public Optional<String> refusal(String lastLayer) {
        return switch (lastLayer) {
            case "softmax", "sigmoid" -> Optional.empty();
            case "log-softmax" ->
                Optional.of(
                        "log-likelihood takes the logarithm itself, but the network ends in log-softmax: end it with"
                                + " softmax, or use the loss cross-entropy, which may follow log-softmax");
            default ->
                Optional.of("log-likelihood needs probabilities, but the network ends in " + lastLayer
                        + ": add a softmax or sigmoid layer, or use the loss cross-entropy");
        };
    }
}
