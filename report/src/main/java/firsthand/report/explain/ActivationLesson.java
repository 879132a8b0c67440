package firsthand.report.explain;

import firsthand.layer.Activation;
import firsthand.layer.Pass;
import firsthand.tensor.Shape;
import firsthand.tensor.Tensor;
import java.util.List;

/** One number through an activation: f(x) and f'(x). */
record ActivationLesson(Activation layer, Flow flow) implements Lesson {
    private static final String KERNELS = "firsthand.kernel.ScalarKernels";
    private static final double GELU_FACTOR = StrictMath.sqrt(2 / Math.PI);
    private static final double GELU_CUBE = 0.044715;

    /**
     * A function and its derivative, in general and for the branch that one x takes; with {x} and {y} where the numbers
     * go, and {s} for 1 / (1 + e^-x) or what stands in its place.
     */
    private record Curve(String formula, String branch, String slopeFormula, String slopeBranch, String kernel) {}

    private Curve curve(double x) {
        boolean above = x > 0;
        return switch (layer.type()) {
            case "relu" -> new Curve("max(x, 0)", "max({x}, 0)", "1 where x > 0, else 0", above ? "1" : "0", "relu");
            case "leaky-relu" -> {
                String slope = Figures.of(layer.parameter().orElseThrow());
                yield new Curve(
                        "x where x > 0, else " + slope + " x",
                        above ? "{x}" : slope + " * {x}",
                        "1 where x > 0, else " + slope,
                        above ? "1" : slope,
                        "leakyRelu");
            }
            case "elu" -> {
                String alpha = Figures.of(layer.parameter().orElseThrow());
                yield new Curve(
                        "x where x > 0, else " + alpha + " (e^x - 1)",
                        above ? "{x}" : alpha + " * (e^{x} - 1)",
                        "1 where x > 0, else y + " + alpha,
                        above ? "1" : "{y} + " + alpha,
                        "elu");
            }
            case "gelu" ->
                new Curve(
                        "x s with s = 1 / (1 + e^-2u) and u = sqrt(2 / pi) (x + 0.044715 x^3)",
                        "{x} * {s}",
                        "s + 2 x s (1 - s) u'",
                        "{s} + 2 * {x} * {s} * (1 - {s}) * {du}",
                        "gelu");
            case "silu" ->
                new Curve(
                        "x s with s = 1 / (1 + e^-x)",
                        "{x} / (1 + e^{-x})",
                        "s + x s (1 - s)",
                        "{s} + {x} * {s} * (1 - {s})",
                        "silu");
            case "softplus" ->
                new Curve("log(1 + e^x)", "log(1 + e^{x})", "1 / (1 + e^-x)", "1 / (1 + e^{-x})", "softplus");
            case "identity" -> new Curve("x", "{x}", "1", "1", "");
            case "sigmoid" ->
                new Curve("1 / (1 + e^-x)", "1 / (1 + e^{-x})", "y (1 - y)", "{y} * (1 - {y})", "sigmoid");
            case "tanh" -> new Curve("tanh(x)", "tanh({x})", "1 - y^2", "1 - {y}^2", "tanh");
            default ->
                throw new IllegalArgumentException(
                        "explain: expected an activation that is explained, received " + layer.type());
        };
    }

    private Term filled(String branch, int i, double value) {
        double x = flow.x()[i];
        boolean gelu = layer.type().equals("gelu");
        double u = GELU_FACTOR * (x + GELU_CUBE * x * x * x);
        return Term.form(branch)
                .with("x", name("x", i), x)
                .with("y", name("y", i), flow.y()[i])
                .with("s", "s", 1 / (1 + StrictMath.exp(gelu ? -2 * u : -x)))
                .with("du", "u'", GELU_FACTOR * (1 + 3 * GELU_CUBE * x * x))
                .is(value);
    }

    private String name(String tensor, int i) {
        return Grid.name(tensor, flow.in(), i);
    }

    @Override
    public String formula() {
        return "y = f(x) = " + curve(0).formula;
    }

    @Override
    public SourceReference source() {
        String kernel = curve(0).kernel;
        return kernel.isEmpty()
                ? SourceReference.of("firsthand.layer.Activation", "identity")
                : SourceReference.of(KERNELS, kernel);
    }

    @Override
    public List<Equation> forward(int i) {
        return List.of(Equation.of(name("y", i), filled(curve(flow.x()[i]).branch, i, flow.y()[i]), flow.y()[i]));
    }

    @Override
    public int mainInput(int i) {
        return i;
    }

    @Override
    public List<String> gradientFormulas() {
        return List.of("dx = dy f'(x), f'(x) = " + curve(0).slopeFormula);
    }

    @Override
    public List<SourceReference> gradientSources() {
        String kernel = curve(0).kernel;
        return List.of(
                kernel.isEmpty()
                        ? SourceReference.of("firsthand.layer.Activation", "identity")
                        : SourceReference.of(KERNELS, kernel + "Gradient"));
    }

    @Override
    public Equation inputGradient(int i) {
        return Equation.of(
                name("dx", i),
                Term.product(name("dy", i), flow.dy()[i], "f'(" + name("x", i) + ")", slope(i)),
                flow.dx()[i]);
    }

    @Override
    public List<Equation> beforeInputGradient(int i) {
        return List.of(
                Equation.of("f'(" + name("x", i) + ")", filled(curve(flow.x()[i]).slopeBranch, i, slope(i)), slope(i)));
    }

    /** f'(x): what the layer makes of a gradient of 1. */
    private float slope(int i) {
        var one = Shape.of(1, 1);
        var slope = Tensor.zeros(one);
        var pass = new Pass(
                layer,
                Tensor.of(one, flow.x()[i]),
                Tensor.of(one, flow.y()[i]),
                slope,
                Tensor.of(one, 1),
                null,
                null,
                true);
        pass.examples(1);
        layer.backward(pass, 0, 1);
        return slope.values()[0];
    }
}
