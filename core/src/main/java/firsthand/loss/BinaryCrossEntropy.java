package firsthand.loss;

import firsthand.tensor.Tensor;
import java.util.Optional;

/**
 * Binary cross-entropy over probabilities: each output is a yes-or-no question of its own. With n outputs, the loss of
 * an example is -(sum over j of t[j] log p[j] + (1 - t[j]) log(1 - p[j])) / n, and dL/dp[j] = (p[j] - t[j]) / (p[j] (1
 * - p[j])) / n / m (Bishop, "Neural networks for pattern recognition", 1995, section 6.8).
 *
 * <p>Probabilities are kept at least 1e-7 away from 0 and 1 so that the logarithms stay finite.
 */
public record BinaryCrossEntropy() implements Loss {
    private static final float CLOSEST = 1e-7f;

    @Override
    public String name() {
        return "binary-cross-entropy";
    }

    @Override
    public void evaluate(
            Tensor output, Tensor target, Tensor gradient, double[] losses, int examples, int from, int to) {
        int width = output.stride();
        for (int i = from; i < to; i++) {
            double loss = 0;
            for (int j = i * width; j < (i + 1) * width; j++) {
                float p = output.values()[j];
                float t = target.values()[j];
                float kept = p < CLOSEST ? CLOSEST : p > 1 - CLOSEST ? 1 - CLOSEST : p;
                loss -= t * StrictMath.log(kept) + (1 - t) * StrictMath.log(1 - kept);
                gradient.values()[j] = (kept - t) / (kept * (1 - kept)) / width / examples;
            }
            losses[i] = loss / width;
        }
    }

    @Override
    public Optional<String> refusal(String lastLayer) {
        return switch (lastLayer) {
            case "softmax", "sigmoid" -> Optional.empty();
            case "log-softmax" ->
                Optional.of(
                        "binary-cross-entropy takes the logarithm itself, but the network ends in log-softmax: end it"
                                + " with sigmoid or softmax");
            default ->
                Optional.of("binary-cross-entropy needs probabilities, but the network ends in " + lastLayer
                        + ": add a sigmoid or softmax layer");
        };
    }
}
