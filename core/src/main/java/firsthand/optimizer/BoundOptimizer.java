package firsthand.optimizer;

import firsthand.layer.Parameter;
import java.util.List;

/**
 * An {@link Optimizer} with the parameters it moves, what it remembers of each weight, and the number of steps it has
 * made.
 */
public final class BoundOptimizer {
    private final Optimizer optimizer;
    private final List<Parameter> parameters;
    private final float[][][] states;
    private final long steps;
    private long done;

    BoundOptimizer(Optimizer optimizer, List<Parameter> parameters, long steps) {
        this.optimizer = optimizer;
        this.parameters = List.copyOf(parameters);
        this.steps = steps;
        states = new float[parameters.size()][optimizer.states()][];
        for (int p = 0; p < states.length; p++) {
            for (int s = 0; s < optimizer.states(); s++) {
                states[p][s] = new float[parameters.get(p).value().size()];
            }
        }
    }

    /** Moves every parameter by its gradient. */
    public void step() {
        step(0, 1);
        advance();
    }

    /**
     * Part {@code part} of {@code parts} of a step: the same share of every parameter. Parts may run on different
     * threads; when all have, {@link #advance()} ends the step.
     */
    public void step(int part, int parts) {
        double rate = learningRate();
        for (int p = 0; p < states.length; p++) {
            var parameter = parameters.get(p);
            int from = (int) ((long) parameter.value().size() * part / parts);
            int to = (int) ((long) parameter.value().size() * (part + 1) / parts);
            optimizer.update(
                    parameter.value().values(), parameter.gradient().values(), states[p], rate, done + 1, from, to);
        }
    }

    /** Counts a step as made. */
    public void advance() {
        done++;
    }

    /** The number of steps made. */
    public long stepsDone() {
        return done;
    }

    /** The learning rate of the next step. */
    public double learningRate() {
        return optimizer.learningRate().rate(done, steps);
    }
}
