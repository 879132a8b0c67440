package firsthand.regularizer;

import firsthand.layer.Parameter;

/**
 * Something that has a say in each step beside the loss: it changes gradients or weights just before the step, or
 * weights just after.
 *
 * <pre>{@code
 * var optimizer = Adam.of(1e-3).bind(network.parameters(), steps, List.of(new ClipNorm(1), new L2(1e-4)));
 * }</pre>
 *
 * <p>Several act in the order in which they are listed. A regulariser is immutable and may be shared; the work on one
 * parameter may be shared by several threads, each with a part of its own.
 */
public interface Regularizer {

    /** The name in summaries and run files: "weight-decay". */
    String name();

    /** Whether it acts on a parameter. By default on weights alone: biases and scales of normalisation are left alone. */
    default boolean concerns(Parameter parameter) {
        return parameter.name().equals("weight");
    }

    /** Whether {@link #beforeStep} asks for the norm of the gradient, which takes a pass over all of it. */
    default boolean wantsGradientNorm() {
        return false;
    }

    /**
     * Changes gradients, or weights, {@code from} to {@code to} of one parameter before the step.
     *
     * @param rate the learning rate of the step
     * @param gradientNorm the square root of the sum of squares of the gradients of all parameters, as the loss gave
     * them; NaN unless wanted
     */
    default void beforeStep(Parameter parameter, double rate, double gradientNorm, int from, int to) {}

    /** Whether {@link #afterStep} does anything. */
    default boolean actsAfterStep() {
        return false;
    }

    /**
     * Changes part {@code part} of {@code parts} of one parameter's weights when all of them have moved; which weights
     * make a part is for the regulariser to say.
     */
    default void afterStep(Parameter parameter, int part, int parts) {}
}
