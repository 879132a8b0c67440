package firsthand.layer;

import firsthand.kernel.Kernels;
import firsthand.tensor.Shape;

/**
 * Leaves out a random share of its input in training, so that no unit can rely on another: y = x mask / (1 - rate),
 * with mask 0 at the given rate and else 1; dL/dx = dL/dy mask / (1 - rate). In prediction y = x, which dividing by
 * what is left has prepared for. (Srivastava, Hinton, Krizhevsky, Sutskever and Salakhutdinov, 2014, section 4; divided
 * in training, as in their section 10.)
 *
 * <p>Which values are left out is decided by the batch's seed and their place in the batch, and by nothing else.
 */
public final class Dropout implements Layer {
    private final double rate;

    /**
     * A layer that leaves out values with probability {@code rate}.
     *
     * @throws IllegalArgumentException unless it is from 0 to below 1
     */
    public Dropout(double rate) {
        if (!(rate >= 0 && rate < 1)) {
            throw new IllegalArgumentException("dropout: expected a rate from 0 to below 1, received " + rate);
        }
        this.rate = rate;
    }

    @Override
    public String type() {
        return "dropout";
    }

    /** The probability that a value is left out. */
    public double rate() {
        return rate;
    }

    @Override
    public Shape outputShape(Shape input) {
        return input;
    }

    @Override
    public void forward(Pass pass, int from, int to) {
        int width = pass.x().stride();
        float[] x = pass.x().values();
        float[] y = pass.y().values();
        if (pass.isTraining()) {
            Kernels.get().dropout(x, y, key(pass), (float) rate, from * width, to * width);
        } else {
            System.arraycopy(x, from * width, y, from * width, (to - from) * width);
        }
    }

    @Override
    public void backward(Pass pass, int from, int to) {
        int width = pass.x().stride();
        Kernels.get()
                .dropout(pass.dy().values(), pass.dx().values(), key(pass), (float) rate, from * width, to * width);
    }

    private static int key(Pass pass) {
        return Long.hashCode(pass.seed());
    }
}
