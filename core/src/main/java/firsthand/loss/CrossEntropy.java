package firsthand.loss;

import firsthand.kernel.Kernels;
import firsthand.tensor.Tensor;
import java.util.Optional;

/**
 * Categorical cross-entropy over logits: the loss of classification.
 *
 * <p>It owns its softmax. With p = softmax(z), the loss of an example is -sum over j of t[j] log p[j], which for a
 * one-hot target is log(sum over j of e^z[j]) - z[label]; and the derivatives of logarithm and softmax cancel to dL/dz
 * = (p - t) / m. Computed this way there is no logarithm of a probability that rounded to zero. Target rows sum to 1.
 * (Goodfellow, Bengio and Courville, 2016, section 6.2.2.3.)
 */
public record CrossEntropy() implements Loss {

    @Override
    public String name() {
        return "cross-entropy";
    }

    @Override
    public void evaluate(
            Tensor output, Tensor target, Tensor gradient, double[] losses, int examples, int from, int to) {
        Kernels.get()
                .softmaxCrossEntropy(
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
        Kernels.get().softmax(output.values(), output.values(), output.stride(), from, to);
    }

    @Override
    public Optional<String> refusal(String lastLayer) {
        return lastLayer.equals("softmax")
                ? Optional.of(
                        "cross-entropy applies softmax itself: end the network with its last dense layer, or use the"
                                + " loss log-likelihood")
                : Optional.empty();
    }
}
