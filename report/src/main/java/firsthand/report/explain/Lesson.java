package firsthand.report.explain;

import java.util.List;
import java.util.Optional;

/** What one layer has done with one example, told for one output and one input of it. */
interface Lesson {

    /** How y comes of x. */
    String formula();

    /** Where that is computed. */
    SourceReference source();

    /** y[output], with the numbers put in; before it, what it needs. */
    List<Equation> forward(int output);

    /** The input that has the largest share in y[output]. */
    int mainInput(int output);

    /** How dL/dx and the gradients of the parameters come of dL/dy. */
    List<String> gradientFormulas();

    /** Where that is computed. */
    List<SourceReference> gradientSources();

    /** What dx[input] needs, with the numbers put in. */
    default List<Equation> beforeInputGradient(int input) {
        return List.of();
    }

    /** dx[input], with the numbers put in. */
    Equation inputGradient(int input);

    /** The gradients of the parameters between {@code input} and {@code output}. */
    default List<Equation> parameterGradients(int input, int output) {
        return List.of();
    }

    /** The gradient of one of the weights, by its place in their values; of the first parameter, where there are several. */
    default Optional<Equation> weightGradient(int place) {
        return Optional.empty();
    }
}
