package firsthand.report.explain;

import firsthand.layer.LayerNorm;
import java.util.List;
import java.util.Optional;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/** One number through a layer normalisation: by the mean and variance of its own example. */
record LayerNormLesson(LayerNorm layer, Flow flow) implements Lesson {
    private static final String LAYER = "firsthand.layer.LayerNorm";

    private double mean(IntToDoubleFunction value) {
        return IntStream.range(0, layer.size()).mapToDouble(value).sum() / layer.size();
    }

    private double mu() {
        return mean(i -> flow.x()[i]);
    }

    private double variance() {
        double mu = mu();
        return mean(i -> (flow.x()[i] - mu) * (flow.x()[i] - mu));
    }

    private double gamma(int i) {
        return layer.parameters().get(0).value().at(i);
    }

    private static String at(String name, int i) {
        return name + "[" + i + "]";
    }

    private double normalized(int i) {
        return (flow.x()[i] - mu()) / Math.sqrt(variance() + layer.epsilon());
    }

    private Equation shares(String left, String name, IntToDoubleFunction value, double result) {
        var shares = IntStream.range(0, layer.size())
                .mapToObj(i -> Term.form("{x} / " + layer.size())
                        .with("x", at(name, i), value.applyAsDouble(i))
                        .is(value.applyAsDouble(i) / layer.size()));
        return Equation.sum(left, shares, result);
    }

    @Override
    public String formula() {
        return "y = gamma xhat + beta with xhat = (x - mu) / sqrt(v + epsilon), mu and v the mean and variance of the"
                + " example";
    }

    @Override
    public SourceReference source() {
        return SourceReference.of(LAYER, "forward");
    }

    @Override
    public List<Equation> forward(int i) {
        double mu = mu();
        var squares = IntStream.range(0, layer.size())
                .mapToObj(k -> Term.form("({x} - {mu})^2 / " + layer.size())
                        .with("x", at("x", k), flow.x()[k])
                        .with("mu", "mu", mu)
                        .is((flow.x()[k] - mu) * (flow.x()[k] - mu) / layer.size()));
        var xhat = Term.form("({x} - {mu}) / sqrt({v} + {e})")
                .with("x", at("x", i), flow.x()[i])
                .with("mu", "mu", mu)
                .with("v", "v", variance())
                .with("e", "epsilon", layer.epsilon())
                .is(normalized(i));
        return List.of(
                shares("mu", "x", k -> flow.x()[k], mu),
                Equation.sum("v", squares, variance()),
                Equation.of(at("xhat", i), xhat, normalized(i)),
                Equation.of(
                                at("y", i),
                                Term.product(at("gamma", i), gamma(i), at("xhat", i), normalized(i)),
                                flow.y()[i])
                        .plus(Term.of(
                                at("beta", i), layer.parameters().get(1).value().at(i))));
    }

    @Override
    public int mainInput(int i) {
        return i;
    }

    @Override
    public List<String> gradientFormulas() {
        return List.of(
                "dx = (g - mean of g - xhat mean of (g xhat)) / sqrt(v + epsilon) with g = gamma dy",
                "dgamma[j] = dy[j] xhat[j]",
                "dbeta[j] = dy[j]");
    }

    @Override
    public List<SourceReference> gradientSources() {
        return List.of(SourceReference.of(LAYER, "backward"), SourceReference.of(LAYER, "gradients"));
    }

    private double g(int i) {
        return gamma(i) * flow.dy()[i];
    }

    @Override
    public List<Equation> beforeInputGradient(int i) {
        var product = Term.product(at("gamma", i), gamma(i), at("dy", i), flow.dy()[i]);
        return List.of(
                Equation.of(at("g", i), product, g(i)),
                shares("mean of g", "g", this::g, mean(this::g)),
                shares("mean of (g xhat)", "g xhat", k -> g(k) * normalized(k), mean(k -> g(k) * normalized(k))));
    }

    @Override
    public Equation inputGradient(int i) {
        var term = Term.form("({g} - {mean} - {xhat} * {product}) / sqrt({v} + {e})")
                .with("g", at("g", i), g(i))
                .with("mean", "mean of g", mean(this::g))
                .with("xhat", at("xhat", i), normalized(i))
                .with("product", "mean of (g xhat)", mean(k -> g(k) * normalized(k)))
                .with("v", "v", variance())
                .with("e", "epsilon", layer.epsilon())
                .is(flow.dx()[i]);
        return Equation.of(at("dx", i), term, flow.dx()[i]);
    }

    @Override
    public Optional<Equation> weightGradient(int i) {
        var product = Term.product(at("dy", i), flow.dy()[i], at("xhat", i), normalized(i));
        return Optional.of(Equation.of(
                at("dgamma", i), product, layer.parameters().get(0).gradient().at(i)));
    }

    @Override
    public List<Equation> parameterGradients(int input, int i) {
        return List.of(
                weightGradient(i).orElseThrow(),
                Equation.of(
                        at("dbeta", i),
                        Term.of(at("dy", i), flow.dy()[i]),
                        layer.parameters().get(1).gradient().at(i)));
    }
}
