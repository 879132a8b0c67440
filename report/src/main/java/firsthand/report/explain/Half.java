package firsthand.report.explain;

import firsthand.tensor.Tensor;
import java.util.List;

/**
 * What happened at one step on the way forward, or on the way back.
 *
 * @param formulas what is computed, in general
 * @param sources the Java that computes it
 * @param equations what was computed, for one number of the result
 * @param values the whole result: y on the way forward, dL/dx on the way back
 */
public record Half(List<String> formulas, List<SourceReference> sources, List<Equation> equations, Tensor values) {

    /** Keeps copies of the lists. */
    public Half {
        formulas = List.copyOf(formulas);
        sources = List.copyOf(sources);
        equations = List.copyOf(equations);
    }

    /** What the values are like. */
    public Statistics statistics() {
        return Statistics.of(values.values());
    }
}
