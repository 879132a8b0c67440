package firsthand.report.explain;

import firsthand.layer.Dense;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A unit of a dense layer: a weighted sum of all inputs. */
record DenseLesson(Dense layer, Flow flow) implements Lesson {

    @Override
    public String formula() {
        return "y[j] = b[j] + sum over k of x[k] w[k,j]";
    }

    @Override
    public SourceReference source() {
        return SourceReference.of("firsthand.kernel.ScalarKernels", "affine");
    }

    @Override
    public List<Equation> forward(int j) {
        var bias = Term.of("b[" + j + "]", layer.bias().value().at(j));
        var products = IntStream.range(0, layer.in()).mapToObj(k -> product(k, j));
        return List.of(Equation.sum("y[" + j + "]", bias, products, flow.y()[j]).noting(place(mainInput(j))));
    }

    /** Where in an image input k is; of a row of numbers there is nothing to say. */
    private String place(int k) {
        var grid = Grid.of(flow.in());
        return flow.in().rank() == 1
                ? ""
                : "x[" + k + "] is row " + grid.row(k) + ", column " + grid.column(k)
                        + (grid.channels() == 1 ? "" : ", channel " + grid.channel(k));
    }

    private Term product(int k, int j) {
        return Term.product("x[" + k + "]", flow.x()[k], "w[" + k + "," + j + "]", weight(k, j));
    }

    private float weight(int k, int j) {
        return layer.weight().value().at(k, j);
    }

    @Override
    public int mainInput(int j) {
        return IntStream.range(0, layer.in())
                .boxed()
                .max(Comparator.comparingDouble(k -> Math.abs((double) flow.x()[k] * weight(k, j))))
                .orElseThrow();
    }

    @Override
    public List<String> gradientFormulas() {
        return List.of("dx[k] = sum over j of dy[j] w[k,j]", "dw[k,j] = x[k] dy[j]", "db[j] = dy[j]");
    }

    @Override
    public List<SourceReference> gradientSources() {
        return Stream.of("affinePacked", "weightGradient", "biasGradient")
                .map(method -> SourceReference.of("firsthand.kernel.ScalarKernels", method))
                .toList();
    }

    @Override
    public Equation inputGradient(int k) {
        var products = IntStream.range(0, layer.out())
                .mapToObj(j -> Term.product("dy[" + j + "]", flow.dy()[j], "w[" + k + "," + j + "]", weight(k, j)));
        return Equation.sum("dx[" + k + "]", products, flow.dx()[k]);
    }

    private Equation weightGradient(int k, int j) {
        var product = Term.product("x[" + k + "]", flow.x()[k], "dy[" + j + "]", flow.dy()[j]);
        return Equation.of(
                "dw[" + k + "," + j + "]", product, layer.weight().gradient().at(k, j));
    }

    @Override
    public Optional<Equation> weightGradient(int place) {
        return Optional.of(weightGradient(place / layer.out(), place % layer.out()));
    }

    @Override
    public List<Equation> parameterGradients(int k, int j) {
        return List.of(
                weightGradient(k, j),
                Equation.of(
                        "db[" + j + "]",
                        Term.of("dy[" + j + "]", flow.dy()[j]),
                        layer.bias().gradient().at(j)));
    }
}
