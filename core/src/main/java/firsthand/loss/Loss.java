package firsthand.loss;

import firsthand.tensor.Tensor;
import java.util.Optional;

/**
 * How wrong a network's output is, and in which direction it should move.
 *
 * <p>Outputs z and targets t have one row an example, of the same width; for a classification the target row is
 * one-hot. The loss of a batch is the mean over its examples, so that gradients do not grow with the batch.
 */
public interface Loss {

    /** The name in summaries and model files: "cross-entropy". */
    String name();

    /**
     * For examples {@code from} to {@code to}: writes the loss of each to {@code losses}, and the gradient of the mean
     * over {@code examples} examples to {@code gradient}, dL/dz. Value and gradient come together since they share most
     * of their arithmetic.
     */
    void evaluate(Tensor output, Tensor target, Tensor gradient, double[] losses, int examples, int from, int to);

    /**
     * Turns outputs into what a person is shown, in place, for examples {@code from} to {@code to}: probabilities,
     * where the loss knows how to read them. By default, the outputs as they are.
     */
    default void toProbabilities(Tensor output, int from, int to) {}

    /**
     * Why this loss cannot follow a network that ends in the given type of layer; empty if it can.
     *
     * @param lastLayer a {@link firsthand.layer.Layer#type()}
     */
    default Optional<String> refusal(String lastLayer) {
        return Optional.empty();
    }

    /** The mean loss over all rows; dL/dz goes to {@code gradient}. For those who write their own loop. */
    default double evaluate(Tensor output, Tensor target, Tensor gradient) {
        int examples = output.shape().extent(0);
        var losses = new double[examples];
        evaluate(output, target, gradient, losses, examples, 0, examples);
        double sum = 0;
        for (double loss : losses) {
            sum += loss;
        }
        return sum / examples;
    }
}
