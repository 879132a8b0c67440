package firsthand.report.explain;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A layer that hands its numbers on as they are, but for what it may add.
 *
 * @param formula how y comes of x
 * @param gradientFormula how dx comes of dy
 * @param className the layer's class
 * @param skippedLayer whose input a skip adds; empty in other layers
 */
record CopyLesson(String formula, String gradientFormula, String className, String skippedLayer, Flow flow)
        implements Lesson {

    @Override
    public SourceReference source() {
        return SourceReference.of(className, "forward");
    }

    @Override
    public List<Equation> forward(int i) {
        var copied = Equation.of(
                Grid.name("y", flow.out(), i), Term.of(Grid.name("x", flow.in(), i), flow.x()[i]), flow.y()[i]);
        float @Nullable [] skipped = flow.skipped();
        return List.of(
                skipped == null
                        ? copied
                        : copied.plus(Term.of(Grid.name("x", flow.in(), i) + " of layer " + skippedLayer, skipped[i])));
    }

    @Override
    public int mainInput(int i) {
        return i;
    }

    @Override
    public List<String> gradientFormulas() {
        return List.of(gradientFormula);
    }

    @Override
    public List<SourceReference> gradientSources() {
        return List.of(SourceReference.of(className, "backward"));
    }

    @Override
    public Equation inputGradient(int i) {
        return Equation.of(
                Grid.name("dx", flow.in(), i), Term.of(Grid.name("dy", flow.out(), i), flow.dy()[i]), flow.dx()[i]);
    }
}
