package firsthand.layer;

import firsthand.kernel.Kernels;
import firsthand.tensor.Shape;

/**
 * Turns each example's numbers into probabilities: y[j] = e^x[j] / sum over l of e^x[l].
 *
 * <p>The largest x is taken from all first, which changes nothing but keeps e^x from overflowing. Every output depends
 * on every input, so that the chain rule has a sum in it: dL/dx[j] = y[j] (dL/dy[j] - sum over l of dL/dy[l] y[l]).
 * (Bridle, "Probabilistic interpretation of feedforward classification network outputs", 1990.)
 *
 * <p>For classification, leave this layer out and use {@code CrossEntropy}, which owns its softmax and is both simpler
 * and more exact.
 */
public final class Softmax implements Layer {

    /** A softmax over all the numbers of an example. */
    public Softmax() {}

    @Override
    public String type() {
        return "softmax";
    }

    @Override
    public Shape outputShape(Shape input) {
        return input;
    }

    @Override
    public void forward(Pass pass, int from, int to) {
        Kernels.get().softmax(pass.x().values(), pass.y().values(), pass.x().stride(), from, to);
    }

    @Override
    public void backward(Pass pass, int from, int to) {
        Kernels.get()
                .softmaxGradient(
                        pass.y().values(),
                        pass.dy().values(),
                        pass.dx().values(),
                        pass.x().stride(),
                        from,
                        to);
    }
}
