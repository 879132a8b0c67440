package firsthand.loss;

import firsthand.kernel.Kernels;
import firsthand.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Categorical cross-entropy over logits: the loss of classification.
 *
 * <p>It owns its softmax. With p = softmax(z), the loss of an example is -sum over j of t[j] log p[j], which for a
 * one-hot target is log(sum over j of e^z[j]) - z[label]; and the derivatives of logarithm and softmax cancel to dL/dz
 * = (p - t) / m. Computed this way there is no logarithm of a probability that rounded to zero. Target rows sum to 1.
 * (Goodfellow, Bengio and Courville, 2016, section 6.2.2.3.) After a log-softmax layer it is the negative
 * log-likelihood: the softmax of the logarithms of probabilities is these probabilities.
 *
 * <p>Smoothing by s takes t' = (1 - s) t + s / n in the place of t, with n classes: a network that is never asked for
 * certainty keeps its logits small (Szegedy et al., "Rethinking the inception architecture for computer vision", 2016,
 * section 7).
 *
 * <p>Class weights multiply the loss and the gradient of an example of class c by w[c]; of a target that is spread over
 * several classes, by the sum over j of t[j] w[j]. The mean is still over the number of examples, not over the sum of
 * their weights: the weight of one example does not depend on what else is in its batch, and a batch may be split as
 * one likes. Weights w[c] = examples / (n examples of class c) give every class the same say, and leave the loss on its
 * usual scale, since their mean over all examples is 1.
 *
 * @param smoothing the share s of a target that is spread over all classes, 0 to below 1; 0.1 is usual
 * @param classWeights the weight of each class, or empty where all are 1
 */
public record CrossEntropy(double smoothing, List<Double> classWeights) implements Loss {

    /**
     * @throws IllegalArgumentException unless smoothing is at least 0 and below 1, and every weight is a finite number
     *     of 0 or more
     */
    public CrossEntropy {
        if (!(smoothing >= 0 && smoothing < 1)) {
            throw new IllegalArgumentException(
                    "cross-entropy: expected a smoothing from 0 to below 1, received " + smoothing);
        }
        classWeights = List.copyOf(classWeights);
        if (!classWeights.stream().allMatch(weight -> weight >= 0 && Double.isFinite(weight))) {
            throw new IllegalArgumentException(
                    "cross-entropy: expected finite class weights of 0 or more, received " + classWeights);
        }
    }

    /** Without smoothing, and with the same weight for all classes. */
    public CrossEntropy() {
        this(0, List.of());
    }

    /**
     * With a share of each target spread over all classes.
     *
     * @throws IllegalArgumentException unless that is at least 0 and below 1
     */
    public static CrossEntropy smoothed(double smoothing) {
        return new CrossEntropy(smoothing, List.of());
    }

    /**
     * The same with a weight for each class.
     *
     * @throws IllegalArgumentException if a weight is below 0 or not finite
     */
    public CrossEntropy withClassWeights(double... weights) {
        return new CrossEntropy(smoothing, Arrays.stream(weights).boxed().toList());
    }

    @Override
    public String name() {
        return "cross-entropy";
    }

    /** @throws IllegalArgumentException if there are class weights, but not one for each output */
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
        if (smoothing > 0) {
            smooth(output, target, gradient, losses, examples, from, to);
        }
        if (!classWeights.isEmpty()) {
            weigh(target, gradient, losses, from, to);
        }
    }

    /** Both loss and gradient are linear in the target: what t' - t = s (1 / n - t) adds to either. */
    private void smooth(
            Tensor output, Tensor target, Tensor gradient, double[] losses, int examples, int from, int to) {
        int width = output.stride();
        for (int i = from; i < to; i++) {
            double added = 0;
            for (int j = i * width; j < (i + 1) * width; j++) {
                double change = smoothing * (1.0 / width - target.values()[j]);
                added -= change * output.values()[j];
                gradient.values()[j] -= (float) (change / examples);
            }
            losses[i] += added;
        }
    }

    private void weigh(Tensor target, Tensor gradient, double[] losses, int from, int to) {
        int width = target.stride();
        if (classWeights.size() != width) {
            throw new IllegalArgumentException("cross-entropy: expected a class weight for each of " + width
                    + " outputs, received " + classWeights);
        }
        for (int i = from; i < to; i++) {
            int row = i * width;
            double weight = 0;
            for (int j = 0; j < width; j++) {
                weight += target.values()[row + j] * classWeights.get(j);
            }
            losses[i] *= weight;
            for (int j = row; j < row + width; j++) {
                gradient.values()[j] *= (float) weight;
            }
        }
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
