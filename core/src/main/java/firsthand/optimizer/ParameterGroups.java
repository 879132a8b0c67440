package firsthand.optimizer;

import firsthand.layer.Parameter;
import firsthand.schedule.Schedule;
import java.util.function.Predicate;

/**
 * Two rules: one for some of the parameters, one for the rest.
 *
 * <pre>{@code
 * var optimizer = ParameterGroups.biases(Adam.of(1e-3), Sgd.of(0.1));
 * }</pre>
 *
 * <p>w = chosen's rule where a parameter is chosen, else w = the rule for the rest; each with a learning rate of its own.
 * (LeCun, Bottou, Orr and Müller, "Efficient backprop", 1998, section 4.7.)
 *
 * <p>Either may itself be of this kind, for more than two. Name and rate in summaries are those of the rule for the
 * rest.
 *
 * @param rest moves what is not chosen
 * @param isChosen whether a parameter is moved by the other rule
 * @param chosen moves what is chosen
 */
public record ParameterGroups(Optimizer rest, Predicate<Parameter> isChosen, Optimizer chosen) implements Optimizer {

    /** One rule for biases, another for everything else. */
    public static ParameterGroups biases(Optimizer rest, Optimizer biases) {
        return new ParameterGroups(rest, parameter -> parameter.name().equals("bias"), biases);
    }

    @Override
    public String name() {
        return rest.name();
    }

    @Override
    public Schedule learningRate() {
        return rest.learningRate();
    }

    @Override
    public int states() {
        return rest.states();
    }

    @Override
    public Optimizer forParameter(Parameter parameter) {
        return (isChosen.test(parameter) ? chosen : rest).forParameter(parameter);
    }

    /** Moves weights by the rule for the rest: who asks for no parameter's rule gets that one. */
    @Override
    public void update(float[] w, float[] dw, float[][] state, double rate, long step, int from, int to) {
        rest.update(w, dw, state, rate, step, from, to);
    }
}
