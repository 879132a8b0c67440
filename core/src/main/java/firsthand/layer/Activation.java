package firsthand.layer;

import firsthand.kernel.Kernels;
import firsthand.tensor.Shape;

/**
 * A function applied to each number by itself, whose derivative can be told from its output.
 *
 * <p>The chain rule through it is dL/dx = dL/dy f'(x), number by number.
 */
public final class Activation implements Layer {
    private final String type;
    private final Function function;
    private final Derivative derivative;

    private Activation(String type, Function function, Derivative derivative) {
        this.type = type;
        this.function = function;
        this.derivative = derivative;
    }

    /** Rectified linear: y = max(x, 0), y' = 1 where y is above 0, else 0 (Nair and Hinton, 2010). */
    public static Activation relu() {
        return new Activation("relu", Kernels::relu, Kernels::reluGradient);
    }

    /** Logistic: y = 1 / (1 + e^-x), in (0, 1); y' = y (1 - y). */
    public static Activation sigmoid() {
        return new Activation("sigmoid", Kernels::sigmoid, Kernels::sigmoidGradient);
    }

    /** Hyperbolic tangent: y = (e^x - e^-x) / (e^x + e^-x), in (-1, 1); y' = 1 - y^2. */
    public static Activation tanh() {
        return new Activation("tanh", Kernels::tanh, Kernels::tanhGradient);
    }

    @Override
    public String type() {
        return type;
    }

    @Override
    public Shape outputShape(Shape input) {
        return input;
    }

    @Override
    public void forward(Pass pass, int from, int to) {
        int width = pass.x().stride();
        function.apply(Kernels.get(), pass.x().values(), pass.y().values(), from * width, to * width);
    }

    @Override
    public void backward(Pass pass, int from, int to) {
        int width = pass.x().stride();
        derivative.apply(
                Kernels.get(), pass.y().values(), pass.dy().values(), pass.dx().values(), from * width, to * width);
    }

    private interface Function {
        void apply(Kernels kernels, float[] x, float[] y, int from, int to);
    }

    private interface Derivative {
        void apply(Kernels kernels, float[] y, float[] dy, float[] dx, int from, int to);
    }
}
