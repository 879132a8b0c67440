package firsthand.training;

import firsthand.layer.Parameter;
import firsthand.optimizer.Optimizer;
import firsthand.regularizer.Regularizer;
import firsthand.schedule.Schedule;
import java.util.List;

/**
 * By what weights are moved.
 *
 * @param optimizer the rule
 * @param regularizers who else has a say, in this order
 */
record Rule(Optimizer optimizer, List<Regularizer> regularizers) {

    /** A rule that will not change. */
    Rule {
        regularizers = List.copyOf(regularizers);
    }

    /** The schedules by which it moves these parameters. */
    List<Schedule> schedules(List<Parameter> parameters) {
        return parameters.stream()
                .map(parameter -> optimizer.forParameter(parameter).learningRate())
                .distinct()
                .toList();
    }
}
