package firsthand.loss;

import firsthand.tensor.Tensor;

/**
 * Mean squared error: with n outputs, the loss of an example is (sum over j of (z[j] - t[j])^2) / n, and dL/dz[j] = 2
 * (z[j] - t[j]) / n / m. (Rumelhart, Hinton and Williams, "Learning representations by back-propagating errors", 1986,
 * equation 3, there with half the sum in place of the mean.)
 */
public record MeanSquaredError() implements Loss {

    @Override
    public String name() {
        return "mean-squared-error";
    }

    @Override
    public void evaluate(
            Tensor output, Tensor target, Tensor gradient, double[] losses, int examples, int from, int to) {
        int width = output.stride();
        for (int i = from; i < to; i++) {
            double loss = 0;
            for (int j = i * width; j < (i + 1) * width; j++) {
                float difference = output.values()[j] - target.values()[j];
                loss += (double) difference * difference;
                gradient.values()[j] = 2 * difference / width / examples;
            }
            losses[i] = loss / width;
        }
    }
}
