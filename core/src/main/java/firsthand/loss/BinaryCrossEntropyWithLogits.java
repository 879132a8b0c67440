package firsthand.loss;

import firsthand.kernel.Kernels;
import firsthand.tensor.Tensor;
import java.util.Optional;

/**
 * Binary cross-entropy over logits: each output is a yes-or-no question of its own, and any number of them may be yes.
 *
 * <p>It owns its sigmoid. With p = 1 / (1 + e^-z) and n outputs, the loss of an example is -(sum over j of t[j] log
 * p[j] + (1 - t[j]) log(1 - p[j])) / n. Written as (sum over j of max(z[j], 0) - t[j] z[j] + log(1 + e^-|z[j]|)) / n it
 * has nothing that overflows, and no logarithm of a probability that rounded to zero; dL/dz[j] = (p[j] - t[j]) / n / m.
 * (Goodfellow, Bengio and Courville, 2016, section 6.2.2.2.)
 */
public record BinaryCrossEntropyWithLogits() implements Loss {

    @Override
    public String name() {
        return "binary-cross-entropy-with-logits";
    }

    @Override
    public void evaluate(
            Tensor output, Tensor target, Tensor gradient, double[] losses, int examples, int from, int to) {
        Kernels.get()
                .sigmoidCrossEntropy(
                        output.values(),
                        target.values(),
                        gradient.values(),
                        losses,
                        output.stride(),
                        examples,
                        from,
                        to);
    }

    @Override
    public void toProbabilities(Tensor output, int from, int to) {
        int width = output.stride();
        Kernels.get().sigmoid(output.values(), output.values(), from * width, to * width);
    }

    @Override
    public Optional<String> refusal(String lastLayer) {
        return switch (lastLayer) {
            case "sigmoid", "softmax" ->
                Optional.of("binary-cross-entropy-with-logits applies sigmoid itself, but the network ends in "
                        + lastLayer
                        + ": end it with its last dense layer, or use the loss binary-cross-entropy");
            case "log-softmax" ->
                Optional.of("binary-cross-entropy-with-logits needs logits, but log-softmax gives nothing above 0,"
                        + " which never means yes: end the network with its last dense layer");
            default -> Optional.empty();
        };
    }
}
