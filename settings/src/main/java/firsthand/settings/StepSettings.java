package firsthand.settings;

import firsthand.optimizer.Adagrad;
import firsthand.optimizer.Adam;
import firsthand.optimizer.AdamW;
import firsthand.optimizer.AmsGrad;
import firsthand.optimizer.Lion;
import firsthand.optimizer.Momentum;
import firsthand.optimizer.NAdam;
import firsthand.optimizer.Nesterov;
import firsthand.optimizer.Optimizer;
import firsthand.optimizer.RmsProp;
import firsthand.optimizer.Sgd;
import firsthand.regularizer.ClipNorm;
import firsthand.regularizer.ClipValue;
import firsthand.regularizer.L1;
import firsthand.regularizer.L2;
import firsthand.regularizer.MaxNorm;
import firsthand.regularizer.Regularizer;
import firsthand.regularizer.WeightDecay;
import firsthand.schedule.ReduceOnPlateau;
import firsthand.schedule.Schedule;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * By which rule weights move, at which rate, and what else has a say.
 *
 * @param optimizer the rule
 * @param learningRate the size of the steps
 * @param schedule how the rate changes
 * @param warmUp share of the training over which the rate first rises
 * @param weightDecay decay of the weights, times the rate
 * @param l1 penalty on the absolute values of the weights
 * @param l2 penalty on half the squares of the weights
 * @param maxNorm largest norm of the weights into one unit
 * @param clipValue largest gradient of any one weight
 * @param clipNorm largest norm of the whole gradient
 */
record StepSettings(
        String optimizer,
        double learningRate,
        String schedule,
        double warmUp,
        double weightDecay,
        double l1,
        double l2,
        @Nullable Double maxNorm,
        @Nullable Double clipValue,
        @Nullable Double clipNorm) {

    static StepSettings read(Options options) {
        return new StepSettings(
                options.text("optimizer", "adam"),
                options.number("learning-rate", 1e-3),
                options.text("schedule", "constant"),
                options.number("warm-up", 0),
                options.number("weight-decay", 0),
                options.number("l1", 0),
                options.number("l2", 0),
                options.number("max-norm"),
                options.number("clip-value"),
                options.number("clip-norm"));
    }

    /** These settings once a change has been made. */
    StepSettings after(Change change) {
        return new StepSettings(
                optimizer,
                change.after("learning-rate", learningRate),
                schedule,
                warmUp,
                change.after("weight-decay", weightDecay),
                change.after("l1", l1),
                change.after("l2", l2),
                maxNorm,
                clipValue,
                clipNorm);
    }

    /** The rule, with a schedule of its own. */
    Optimizer rule() {
        var rate = warmUp == 0 ? rate() : rate().warmUp(warmUp);
        return switch (optimizer) {
            case "sgd" -> new Sgd(rate);
            case "momentum" -> new Momentum(rate, 0.9);
            case "nesterov" -> Nesterov.of(rate);
            case "adagrad" -> Adagrad.of(rate);
            case "rmsprop" -> RmsProp.of(rate);
            case "adam" -> Adam.of(rate);
            case "adamw" -> AdamW.of(rate);
            case "nadam" -> NAdam.of(rate);
            case "amsgrad" -> AmsGrad.of(rate);
            case "lion" -> Lion.of(rate);
            default ->
                throw new IllegalArgumentException(
                        "--optimizer: expected " + Words.OPTIMIZERS + ", received " + optimizer);
        };
    }

    private Schedule rate() {
        String[] parts = schedule.split(":", -1);
        return switch (parts[0]) {
            case "constant" -> Schedule.constant(learningRate);
            case "cosine" -> Schedule.cosine(learningRate);
            case "one-cycle" -> Schedule.oneCycle(learningRate);
            case "step" -> Schedule.step(learningRate, number(parts, 1), number(parts, 2));
            case "exponential" -> Schedule.exponential(learningRate, number(parts, 1));
            case "polynomial" -> Schedule.polynomial(learningRate, number(parts, 1));
            case "restarts" -> Schedule.cosineWithRestarts(learningRate, number(parts, 1), number(parts, 2));
            case "plateau" -> new ReduceOnPlateau(learningRate, number(parts, 1), (int) number(parts, 2));
            default ->
                throw new IllegalArgumentException(
                        "--schedule: expected " + Words.SCHEDULES + ", received " + schedule);
        };
    }

    private double number(String[] parts, int i) {
        if (i >= parts.length) {
            throw new IllegalArgumentException("--schedule: expected " + Words.SCHEDULES + ", received " + schedule);
        }
        return Options.number("--schedule", parts[i]);
    }

    /** Clipping comes first: it is for the gradient of the loss, not of penalties. */
    List<Regularizer> regularizers() {
        List<Regularizer> regularizers = new ArrayList<>();
        if (clipValue != null) {
            regularizers.add(new ClipValue(clipValue));
        }
        if (clipNorm != null) {
            regularizers.add(new ClipNorm(clipNorm));
        }
        if (l1 != 0) {
            regularizers.add(new L1(l1));
        }
        if (l2 != 0) {
            regularizers.add(new L2(l2));
        }
        if (weightDecay != 0) {
            regularizers.add(new WeightDecay(weightDecay));
        }
        if (maxNorm != null) {
            regularizers.add(new MaxNorm(maxNorm));
        }
        return regularizers;
    }

    /** How the steps go, in a few words: "adam at 0.001, cosine". */
    String describe() {
        return optimizer + " at " + learningRate + (schedule.equals("constant") ? "" : ", " + schedule);
    }
}
