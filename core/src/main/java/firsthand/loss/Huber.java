package firsthand.loss;

import firsthand.tensor.Tensor;

/**
 * Huber's loss: squared where an output is nearly right, absolute where it is far off, so that a few wild targets do
 * not decide everything.
 *
 * <p>With d = z[j] - t[j] and n outputs, the loss of an example is the sum over j of d^2 / 2 where |d| is at most
 * delta, else delta (|d| - delta / 2), divided by n; and dL/dz[j] = d / n / m, with d cut off at -delta and delta.
 * (Huber, "Robust estimation of a location parameter", 1964.)
 *
 * @param delta where the square ends, above 0; 1 is usual
 */
public record Huber(double delta) implements Loss {

    /** @throws IllegalArgumentException unless delta is a finite number above 0 */
    public Huber {
        if (!(delta > 0) || Double.isInfinite(delta)) {
            throw new IllegalArgumentException("huber: expected a finite delta above 0, received " + delta);
        }
    }

    /** With delta 1. */
    public Huber() {
        this(1);
    }

    @Override
    public String name() {
        return "huber";
    }

    @Override
    public void evaluate(
            Tensor output, Tensor target, Tensor gradient, double[] losses, int examples, int from, int to) {
        int width = output.stride();
        for (int i = from; i < to; i++) {
            double loss = 0;
            for (int j = i * width; j < (i + 1) * width; j++) {
                double d = (double) output.values()[j] - target.values()[j];
                double cut = Math.max(-delta, Math.min(d, delta));
                loss += cut * (d - cut / 2);
                gradient.values()[j] = (float) (cut / width / examples);
            }
            losses[i] = loss / width;
        }
    }
}
