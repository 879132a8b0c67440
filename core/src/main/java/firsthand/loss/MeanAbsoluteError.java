package firsthand.loss;

import firsthand.tensor.Tensor;

/**
 * Mean absolute error: with n outputs, the loss of an example is (sum over j of |z[j] - t[j]|) / n, and dL/dz[j] =
 * sign(z[j] - t[j]) / n / m, where the sign of 0 is 0.
 *
 * <p>An output that is far off pulls no harder than one that is nearly right: what it finds is the median of the
 * targets, where {@link MeanSquaredError} finds their mean. (Goodfellow, Bengio and Courville, 2016, section 6.2.1.2.)
 */
public record MeanAbsoluteError() implements Loss {

    @Override
    public String name() {
        return "mean-absolute-error";
    }

    @Override
    public void evaluate(
            Tensor output, Tensor target, Tensor gradient, double[] losses, int examples, int from, int to) {
        int width = output.stride();
        for (int i = from; i < to; i++) {
            double loss = 0;
            for (int j = i * width; j < (i + 1) * width; j++) {
                float difference = output.values()[j] - target.values()[j];
                loss += Math.abs(difference);
                gradient.values()[j] = Math.signum(difference) / width / examples;
            }
            losses[i] = loss / width;
        }
    }
}
