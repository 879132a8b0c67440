package firsthand.layer;

import firsthand.kernel.Kernels;
import firsthand.tensor.Shape;

/**
 * Turns each example's numbers into logarithms of probabilities: y[j] = x[j] - log(sum over l of e^x[l]).
 *
 * <p>The largest x is taken from all first, as in {@link Softmax}. Since the derivative of the sum's logarithm is the
 * softmax, dL/dx[j] = dL/dy[j] - e^y[j] (sum over l of dL/dy[l]). No output is above 0, and none is minus infinity only
 * because its probability would round to zero. (Goodfellow, Bengio and Courville, 2016, section 6.2.2.3.)
 *
 * <p>The loss that goes with it is {@code CrossEntropy}, whose own softmax turns such outputs into their
 * probabilities.
 */
public final class LogSoftmax implements Layer {

    /** A log-softmax over all the numbers of an example. */
    public LogSoftmax() {}

    @Override
    public String type() {
        return "log-softmax";
    }

    @Override
    public Shape outputShape(Shape input) {
        return input;
    }

    @Override
    public void forward(Pass pass, int from, int to) {
        Kernels.get().logSoftmax(pass.x().values(), pass.y().values(), pass.x().stride(), from, to);
    }

    @Override
    public void backward(Pass pass, int from, int to) {
        Kernels.get()
                .logSoftmaxGradient(
                        pass.y().values(),
                        pass.dy().values(),
                        pass.dx().values(),
                        pass.x().stride(),
                        from,
                        to);
    }
}
