package firsthand.report.explain;

import java.util.List;
import java.util.stream.IntStream;

/**
 * One output of a softmax, or its logarithm.
 *
 * @param logarithm whether it is the logarithm
 */
record SoftmaxLesson(boolean logarithm, Flow flow) implements Lesson {

    private double max() {
        return IntStream.range(0, flow.x().length)
                .mapToDouble(j -> flow.x()[j])
                .max()
                .orElseThrow();
    }

    private double sum() {
        return IntStream.range(0, flow.x().length)
                .mapToDouble(j -> StrictMath.exp(flow.x()[j] - max()))
                .sum();
    }

    private static String at(String tensor, int j) {
        return tensor + "[" + j + "]";
    }

    @Override
    public String formula() {
        return logarithm
                ? "y[j] = x[j] - max - log(s) with s = sum over l of e^(x[l] - max)"
                : "y[j] = e^(x[j] - max) / s with s = sum over l of e^(x[l] - max)";
    }

    @Override
    public SourceReference source() {
        return SourceReference.of("firsthand.kernel.ScalarKernels", logarithm ? "logSoftmax" : "softmax");
    }

    @Override
    public List<Equation> forward(int j) {
        var exponentials = IntStream.range(0, flow.x().length)
                .mapToObj(l -> Term.form("e^({x} - {max})")
                        .with("x", at("x", l), flow.x()[l])
                        .with("max", "max", max())
                        .is(StrictMath.exp(flow.x()[l] - max())));
        var output = Term.form(logarithm ? "{x} - {max} - log({s})" : "e^({x} - {max}) / {s}")
                .with("x", at("x", j), flow.x()[j])
                .with("max", "max", max())
                .with("s", "s", sum())
                .is(flow.y()[j]);
        return List.of(Equation.sum("s", exponentials, sum()), Equation.of(at("y", j), output, flow.y()[j]));
    }

    @Override
    public int mainInput(int j) {
        return j;
    }

    @Override
    public List<String> gradientFormulas() {
        return List.of(
                logarithm
                        ? "dx[j] = dy[j] - e^y[j] d with d = sum over l of dy[l]"
                        : "dx[j] = y[j] (dy[j] - d) with d = sum over l of dy[l] y[l]");
    }

    @Override
    public List<SourceReference> gradientSources() {
        return List.of(SourceReference.of(
                "firsthand.kernel.ScalarKernels", logarithm ? "logSoftmaxGradient" : "softmaxGradient"));
    }

    private double inner() {
        return IntStream.range(0, flow.y().length)
                .mapToDouble(l -> logarithm ? flow.dy()[l] : (double) flow.dy()[l] * flow.y()[l])
                .sum();
    }

    @Override
    public Equation inputGradient(int j) {
        var term = Term.form(logarithm ? "{dy} - e^{y} * {d}" : "{y} * ({dy} - {d})")
                .with("y", at("y", j), flow.y()[j])
                .with("dy", at("dy", j), flow.dy()[j])
                .with("d", "d", inner())
                .is(flow.dx()[j]);
        return Equation.of(at("dx", j), term, flow.dx()[j]);
    }

    @Override
    public List<Equation> beforeInputGradient(int input) {
        var terms = IntStream.range(0, flow.y().length)
                .mapToObj(l -> logarithm
                        ? Term.of(at("dy", l), flow.dy()[l])
                        : Term.product(at("dy", l), flow.dy()[l], at("y", l), flow.y()[l]));
        return List.of(Equation.sum("d", terms, inner()));
    }
}
