package firsthand.optimizer;

import firsthand.layer.Parameter;
import firsthand.regularizer.Regularizer;
import firsthand.schedule.Schedule;
import java.util.List;

/**
 * A rule by which gradients move parameters.
 *
 * <pre>{@code
 * var optimizer = Adam.of(1e-3).bind(network.parameters());
 * // ... forward, loss, backward ...
 * optimizer.step();
 * }</pre>
 *
 * <p>A rule is immutable and may be shared; what it has to remember for each weight belongs to the
 * {@link BoundOptimizer}.
 */
public interface Optimizer {

    /** The name in summaries and run files: "adam". */
    String name();

    /** The learning rate of each step. */
    Schedule learningRate();

    /** How many numbers the rule remembers for each weight: 0 for plain gradient descent, 2 for Adam. */
    int states();

    /**
     * Moves weights {@code from} to {@code to} of one parameter.
     *
     * @param w the weights, changed in place
     * @param dw the gradient of each
     * @param state {@link #states()} arrays as long as w, zero at first, changed in place
     * @param rate the learning rate of this step
     * @param step 1 for the first
     */
    void update(float[] w, float[] dw, float[][] state, double rate, long step, int from, int to);

    /**
     * The rule for one parameter, with its own rate and memory: by default this one. Asked once, when parameters are
     * bound.
     */
    default Optimizer forParameter(Parameter parameter) {
        return this;
    }

    /** This rule for these parameters, for a training of unknown length: schedules that need one see it as endless. */
    default BoundOptimizer bind(List<Parameter> parameters) {
        return bind(parameters, Schedule.UNKNOWN);
    }

    /** This rule for these parameters, over {@code steps} steps. */
    default BoundOptimizer bind(List<Parameter> parameters, long steps) {
        return bind(parameters, steps, List.of());
    }

    /** This rule for these parameters, over {@code steps} steps, with regularisers that act in this order. */
    default BoundOptimizer bind(List<Parameter> parameters, long steps, List<Regularizer> regularizers) {
        return new BoundOptimizer(this, parameters, steps, regularizers);
    }
}
