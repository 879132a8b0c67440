package firsthand.layer;

import firsthand.kernel.Kernels;
import firsthand.tensor.Shape;
import java.util.Optional;

/**
 * A function applied to each number by itself.
 *
 * <p>The chain rule through it is dL/dx = dL/dy f'(x), number by number. Most derivatives can be told from the output
 * y, some need the input x.
 */
public final class Activation implements Layer {
    private final String type;
    private final Optional<Double> parameter;
    private final Function function;
    private final Derivative derivative;

    private Activation(String type, Function function, Derivative derivative) {
        this(type, Optional.empty(), function, derivative);
    }

    private Activation(String type, Optional<Double> parameter, Function function, Derivative derivative) {
        this.type = type;
        this.parameter = parameter;
        this.function = function;
        this.derivative = derivative;
    }

    /** Rectified linear: y = max(x, 0), y' = 1 where y is above 0, else 0 (Nair and Hinton, 2010). */
    public static Activation relu() {
        return new Activation(
                "relu", Kernels::relu, (kernels, x, y, dy, dx, from, to) -> kernels.reluGradient(y, dy, dx, from, to));
    }

    /** {@link #leakyRelu(double)} with slope 0.01. */
    public static Activation leakyRelu() {
        return leakyRelu(0.01);
    }

    /**
     * Leaky rectified linear: y = x where x is above 0, else slope x; y' = 1 there, else slope, so that no unit stops
     * learning for good (Maas, Hannun and Ng, "Rectifier nonlinearities improve neural network acoustic models", 2013).
     *
     * @param slope from 0, which is {@link #relu()}, to 1, which is {@link #identity()}
     * @throws IllegalArgumentException if it is anything else
     */
    public static Activation leakyRelu(double slope) {
        if (!(slope >= 0 && slope <= 1)) {
            throw new IllegalArgumentException("leaky-relu: expected a slope from 0 to 1, received " + slope);
        }
        float rounded = (float) slope;
        return new Activation(
                "leaky-relu",
                Optional.of(slope),
                (kernels, x, y, from, to) -> kernels.leakyRelu(x, y, rounded, from, to),
                (kernels, x, y, dy, dx, from, to) -> kernels.leakyReluGradient(y, dy, dx, rounded, from, to));
    }

    /** {@link #elu(double)} with alpha 1, whose derivative has no jump. */
    public static Activation elu() {
        return elu(1);
    }

    /**
     * Exponential linear: y = x where x is above 0, else alpha (e^x - 1), above -alpha; y' = 1 there, else alpha e^x =
     * y + alpha (Clevert, Unterthiner and Hochreiter, "Fast and accurate deep network learning by exponential linear
     * units", 2016, section 3).
     *
     * @param alpha above 0
     * @throws IllegalArgumentException unless alpha is a finite number above 0, also as a {@code float}
     */
    public static Activation elu(double alpha) {
        float rounded = (float) alpha;
        if (!(rounded > 0) || Float.isInfinite(rounded)) {
            throw new IllegalArgumentException("elu: expected a finite alpha above 0, received " + alpha);
        }
        return new Activation(
                "elu",
                Optional.of(alpha),
                (kernels, x, y, from, to) -> kernels.elu(x, y, rounded, from, to),
                (kernels, x, y, dy, dx, from, to) -> kernels.eluGradient(y, dy, dx, rounded, from, to));
    }

    /**
     * Gaussian error linear, in its tanh form: y = 0.5 x (1 + tanh(u)) with u = sqrt(2 / pi) (x + 0.044715 x^3), which
     * is x s with s = 1 / (1 + e^-2u); y' = s + 2 x s (1 - s) u'. Within 5e-4 of x times the normal distribution
     * function of x, which it stands for (Hendrycks and Gimpel, "Gaussian error linear units", 2016, section 2).
     */
    public static Activation gelu() {
        return new Activation(
                "gelu", Kernels::gelu, (kernels, x, y, dy, dx, from, to) -> kernels.geluGradient(x, dy, dx, from, to));
    }

    /**
     * Sigmoid-weighted linear, also called swish: y = x s with s = 1 / (1 + e^-x); y' = s + x s (1 - s) (Elfwing,
     * Uchibe and Doya, "Sigmoid-weighted linear units for neural network function approximation in reinforcement
     * learning", 2018, section 2).
     */
    public static Activation silu() {
        return new Activation(
                "silu", Kernels::silu, (kernels, x, y, dy, dx, from, to) -> kernels.siluGradient(x, dy, dx, from, to));
    }

    /**
     * Softplus, a ReLU without the bend: y = log(1 + e^x), computed as max(x, 0) + log(1 + e^-|x|); y' = 1 / (1 + e^-x)
     * (Dugas, Bengio, Belisle, Nadeau and Garcia, "Incorporating second-order functional knowledge for better option
     * pricing", 2001).
     */
    public static Activation softplus() {
        return new Activation(
                "softplus",
                Kernels::softplus,
                (kernels, x, y, dy, dx, from, to) -> kernels.softplusGradient(x, dy, dx, from, to));
    }

    /** Nothing at all: y = x, y' = 1 (a linear unit; Goodfellow, Bengio and Courville, 2016, section 6.2.2.1). */
    public static Activation identity() {
        return new Activation(
                "identity",
                (kernels, x, y, from, to) -> System.arraycopy(x, from, y, from, to - from),
                (kernels, x, y, dy, dx, from, to) -> System.arraycopy(dy, from, dx, from, to - from));
    }

    /**
     * Logistic: y = 1 / (1 + e^-x), in (0, 1); y' = y (1 - y) (Rumelhart, Hinton and Williams, "Learning
     * representations by back-propagating errors", 1986, equation 2).
     */
    public static Activation sigmoid() {
        return new Activation(
                "sigmoid",
                Kernels::sigmoid,
                (kernels, x, y, dy, dx, from, to) -> kernels.sigmoidGradient(y, dy, dx, from, to));
    }

    /**
     * Hyperbolic tangent: y = (e^x - e^-x) / (e^x + e^-x), in (-1, 1); y' = 1 - y^2 (LeCun, Bottou, Orr and Müller,
     * "Efficient backprop", 1998, section 4.4, which prefers it to the logistic function because its mean is near 0).
     */
    public static Activation tanh() {
        return new Activation(
                "tanh", Kernels::tanh, (kernels, x, y, dy, dx, from, to) -> kernels.tanhGradient(y, dy, dx, from, to));
    }

    @Override
    public String type() {
        return type;
    }

    /** The slope of "leaky-relu", the alpha of "elu", as it was given; empty for all others. */
    public Optional<Double> parameter() {
        return parameter;
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
                Kernels.get(),
                pass.x().values(),
                pass.y().values(),
                pass.dy().values(),
                pass.dx().values(),
                from * width,
                to * width);
    }

    private interface Function {
        void apply(Kernels kernels, float[] x, float[] y, int from, int to);
    }

    private interface Derivative {
        void apply(Kernels kernels, float[] x, float[] y, float[] dy, float[] dx, int from, int to);
    }
}
