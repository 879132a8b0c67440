package firsthand.report.explain;

import firsthand.layer.BatchNorm;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** One number through a batch normalisation that predicts: by the running means, not by those of a batch. */
record BatchNormLesson(BatchNorm layer, Flow flow) implements Lesson {
    private static final String FROZEN = "firsthand.layer.FrozenBatchNorm";

    private int channel(int i) {
        return i % layer.channels();
    }

    private static String at(String name, int c) {
        return name + "[" + c + "]";
    }

    private double parameter(int which, int c) {
        return layer.parameters().get(which).value().at(c);
    }

    private double buffer(int which, int c) {
        return layer.buffers().get(which).value().at(c);
    }

    private double deviation(int c) {
        return Math.sqrt(buffer(1, c) + layer.epsilon());
    }

    private double normalized(int i) {
        return (flow.x()[i] - buffer(0, channel(i))) / deviation(channel(i));
    }

    private Equation xhat(int i) {
        int c = channel(i);
        var term = Term.form("({x} - {mu}) / sqrt({v} + {e})")
                .with("x", Grid.name("x", flow.in(), i), flow.x()[i])
                .with("mu", at("mu", c), buffer(0, c))
                .with("v", at("v", c), buffer(1, c))
                .with("e", "epsilon", layer.epsilon())
                .is(normalized(i));
        return Equation.of(Grid.name("xhat", flow.in(), i), term, normalized(i));
    }

    @Override
    public String formula() {
        return "y = gamma xhat + beta with xhat = (x - mu) / sqrt(v + epsilon), mu and v the running mean and variance"
                + " of the channel";
    }

    @Override
    public SourceReference source() {
        return SourceReference.of("firsthand.layer.BatchNorm", "factors");
    }

    @Override
    public List<Equation> forward(int i) {
        int c = channel(i);
        var scaled = Term.product(at("gamma", c), parameter(0, c), Grid.name("xhat", flow.in(), i), normalized(i));
        return List.of(
                xhat(i),
                Equation.of(Grid.name("y", flow.out(), i), scaled, flow.y()[i])
                        .plus(Term.of(at("beta", c), parameter(1, c))));
    }

    @Override
    public int mainInput(int i) {
        return i;
    }

    @Override
    public List<String> gradientFormulas() {
        return List.of(
                "dx = dy gamma / sqrt(v + epsilon), since mu and v do not depend on x in prediction",
                "dgamma[c] = sum of dy xhat over the channel",
                "dbeta[c] = sum of dy over the channel");
    }

    @Override
    public List<SourceReference> gradientSources() {
        return List.of(SourceReference.of(FROZEN, "backward"), SourceReference.of(FROZEN, "gradients"));
    }

    @Override
    public Equation inputGradient(int i) {
        int c = channel(i);
        var term = Term.form("{dy} * {gamma} / sqrt({v} + {e})")
                .with("dy", Grid.name("dy", flow.out(), i), flow.dy()[i])
                .with("gamma", at("gamma", c), parameter(0, c))
                .with("v", at("v", c), buffer(1, c))
                .with("e", "epsilon", layer.epsilon())
                .is(flow.dy()[i] * parameter(0, c) / deviation(c));
        return Equation.of(Grid.name("dx", flow.in(), i), term, flow.dx()[i]);
    }

    private Stream<Integer> places(int c) {
        return IntStream.range(0, flow.y().length).filter(i -> channel(i) == c).boxed();
    }

    @Override
    public Optional<Equation> weightGradient(int c) {
        var products = places(c)
                .map(i -> Term.product(
                        Grid.name("dy", flow.out(), i), flow.dy()[i], Grid.name("xhat", flow.in(), i), normalized(i)));
        double dgamma = layer.parameters().get(0).gradient().at(c);
        return Optional.of(Equation.sum(at("dgamma", c), products, dgamma));
    }

    @Override
    public List<Equation> parameterGradients(int input, int output) {
        int c = channel(output);
        var gradients = places(c).map(i -> Term.of(Grid.name("dy", flow.out(), i), flow.dy()[i]));
        return List.of(
                weightGradient(c).orElseThrow(),
                Equation.sum(
                        at("dbeta", c),
                        gradients,
                        layer.parameters().get(1).gradient().at(c)));
    }
}
