package firsthand.optimizer;

import firsthand.layer.Parameter;
import firsthand.regularizer.Regularizer;
import firsthand.schedule.Schedule;
import java.util.List;

/**
 * An {@link Optimizer} with the parameters it moves, the regularisers that have a say, what it remembers of each weight,
 * and the number of steps it has made.
 *
 * <p>A step has phases, for those who share it among threads; each ends on all threads before the next begins:
 *
 * <ol>
 *   <li>{@link #prepare()}, on one thread;
 *   <li>{@link #step(int, int)}, every part;
 *   <li>{@link #finish(int, int)}, every part, if {@link #hasFinish()};
 *   <li>{@link #advance()}, on one thread.
 * </ol>
 *
 * <p>The result is the same to the bit for any number of parts.
 */
public final class BoundOptimizer {
    private final long steps;
    private Optimizer optimizer;
    private List<Bound> bound;
    private boolean wantsGradientNorm;
    private boolean hasFinish;
    private double gradientNorm = Double.NaN;
    private long done;

    BoundOptimizer(Optimizer optimizer, List<Parameter> parameters, long steps, List<Regularizer> regularizers) {
        this.optimizer = optimizer;
        this.steps = steps;
        bound = parameters.stream()
                .map(parameter -> Bound.of(parameter, optimizer.forParameter(parameter), regularizers, 0))
                .toList();
        ask(regularizers);
    }

    private void ask(List<Regularizer> regularizers) {
        wantsGradientNorm = regularizers.stream().anyMatch(Regularizer::wantsGradientNorm);
        hasFinish = regularizers.stream().anyMatch(Regularizer::actsAfterStep);
    }

    /**
     * Goes on by another rule and with other regularisers from the next step on. What is remembered of a parameter stays
     * where the two rules for it are of the same name, at another rate, say; otherwise it begins anew, as does the count
     * of steps that {@link Optimizer#update} is told. Schedules count from the first step of all, as before.
     */
    public void change(Optimizer optimizer, List<Regularizer> regularizers) {
        this.optimizer = optimizer;
        bound = bound.stream()
                .map(each -> each.change(optimizer.forParameter(each.parameter), regularizers, done))
                .toList();
        gradientNorm = Double.NaN;
        ask(regularizers);
    }

    /** Moves every parameter by its gradient. */
    public void step() {
        prepare();
        step(0, 1);
        if (hasFinish) {
            finish(0, 1);
        }
        advance();
    }

    /** Measures the gradient, if a regulariser asks for its norm: squares add up in double, in index order. */
    public void prepare() {
        if (wantsGradientNorm) {
            double squares = 0;
            for (int p = 0; p < bound.size(); p++) {
                for (float gradient : bound.get(p).parameter.gradient().values()) {
                    squares += (double) gradient * gradient;
                }
            }
            gradientNorm = Math.sqrt(squares);
        }
    }

    /**
     * Part {@code part} of {@code parts} of a step: the same share of every parameter. Parts may run on different
     * threads; when all have, {@link #advance()} ends the step, after {@link #finish(int, int)} if there is need of it.
     */
    public void step(int part, int parts) {
        for (int p = 0; p < bound.size(); p++) {
            bound.get(p).step(gradientNorm, done, steps, part, parts);
        }
    }

    /** Whether there is anything to {@link #finish}. */
    public boolean hasFinish() {
        return hasFinish;
    }

    /** Part {@code part} of {@code parts} of what regularisers do once all weights have moved. */
    public void finish(int part, int parts) {
        for (int p = 0; p < bound.size(); p++) {
            bound.get(p).finish(part, parts);
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

    /** The rule that moves the parameters, as it was given. */
    public Optimizer rule() {
        return optimizer;
    }

    /** The learning rate of the next step; where parameters have rates of their own, that of the others. */
    public double learningRate() {
        return optimizer.learningRate().rate(done, steps);
    }

    /** Lets every schedule know of a loss measured between steps, each of them once. */
    public void observe(double loss) {
        schedules().forEach(schedule -> schedule.observe(loss));
    }

    /** The schedules of all parameters, in the order of the parameters, each of them once. */
    public List<Schedule> schedules() {
        return bound.stream().map(each -> each.rule.learningRate()).distinct().toList();
    }

    /**
     * What is remembered of each parameter, in the order of the parameters: the arrays that {@link Optimizer#update}
     * changes, for a checkpoint to read between two steps, and to write before the first.
     */
    public List<float[][]> memory() {
        return bound.stream().map(Bound::state).toList();
    }

    /**
     * Goes on as if {@code stepsDone} steps had been made.
     *
     * @throws IllegalArgumentException if that is below 0
     */
    public void goOnAfter(long stepsDone) {
        if (stepsDone < 0) {
            throw new IllegalArgumentException("optimizer: expected 0 steps or more, received " + stepsDone);
        }
        done = stepsDone;
    }

    /** One parameter, the rule that has moved it since some step, what that remembers of it, and who else has a say. */
    private record Bound(
            Parameter parameter, Optimizer rule, float[][] state, List<Regularizer> regularizers, long since) {

        private static Bound of(Parameter parameter, Optimizer rule, List<Regularizer> regularizers, long since) {
            var state = new float[rule.states()][parameter.value().size()];
            return new Bound(parameter, rule, state, concerned(regularizers, parameter), since);
        }

        private Bound change(Optimizer rule, List<Regularizer> regularizers, long done) {
            boolean isSame = rule.name().equals(this.rule.name()) && rule.states() == this.rule.states();
            return isSame
                    ? new Bound(parameter, rule, state, concerned(regularizers, parameter), since)
                    : of(parameter, rule, regularizers, done);
        }

        private static List<Regularizer> concerned(List<Regularizer> regularizers, Parameter parameter) {
            return regularizers.stream()
                    .filter(regularizer -> regularizer.concerns(parameter))
                    .toList();
        }

        private void step(double gradientNorm, long done, long steps, int part, int parts) {
            double rate = rule.learningRate().rate(done, steps);
            int from = (int) ((long) parameter.value().size() * part / parts);
            int to = (int) ((long) parameter.value().size() * (part + 1) / parts);
            for (int r = 0; r < regularizers.size(); r++) {
                regularizers.get(r).beforeStep(parameter, rate, gradientNorm, from, to);
            }
            float[] w = parameter.value().values();
            rule.update(w, parameter.gradient().values(), state, rate, done - since + 1, from, to);
        }

        private void finish(int part, int parts) {
            for (int r = 0; r < regularizers.size(); r++) {
                regularizers.get(r).afterStep(parameter, part, parts);
            }
        }
    }
}
