package firsthand.cli.recipe;

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
import picocli.CommandLine.Option;

/** By which rule weights move, at which rate, and what else has a say. */
final class StepOptions {
    private static final String OPTIMIZERS =
            "sgd, momentum, nesterov, adagrad, rmsprop, adam, adamw, nadam, amsgrad or lion";
    private static final String SCHEDULES = "constant, cosine, one-cycle, step:EVERY:FACTOR, exponential:FINAL,"
            + " polynomial:POWER, restarts:PERIOD:GROWTH or plateau:FACTOR:PATIENCE";

    @Option(names = "--optimizer", paramLabel = "NAME", description = OPTIMIZERS)
    private String optimizer = "adam";

    @Option(names = "--learning-rate", paramLabel = "X", description = "the size of the steps")
    private double learningRate = 1e-3;

    @Option(
            names = "--schedule",
            paramLabel = "NAME",
            description = "how the rate changes: " + SCHEDULES + " (EVERY and PERIOD as shares of the training)")
    private String schedule = "constant";

    @Option(
            names = "--warm-up",
            paramLabel = "SHARE",
            description = "share of the training over which the rate first rises from almost nothing")
    private double warmUp;

    @Option(names = "--weight-decay", paramLabel = "X", description = "decoupled decay of the weights, times the rate")
    private double weightDecay;

    @Option(names = "--l1", paramLabel = "X", description = "penalty on the absolute values of the weights")
    private double l1;

    @Option(names = "--l2", paramLabel = "X", description = "penalty on half the squares of the weights")
    private double l2;

    @Option(names = "--max-norm", paramLabel = "X", description = "largest norm of the weights into one unit")
    private @Nullable Double maxNorm;

    @Option(names = "--clip-value", paramLabel = "X", description = "largest gradient of any one weight")
    private @Nullable Double clipValue;

    @Option(names = "--clip-norm", paramLabel = "X", description = "largest norm of the whole gradient")
    private @Nullable Double clipNorm;

    Optimizer optimizer() {
        var rate = warmUp == 0 ? schedule() : schedule().warmUp(warmUp);
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
                throw new IllegalArgumentException("--optimizer: expected " + OPTIMIZERS + ", received " + optimizer);
        };
    }

    private Schedule schedule() {
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
                throw new IllegalArgumentException("--schedule: expected " + SCHEDULES + ", received " + schedule);
        };
    }

    private double number(String[] parts, int i) {
        if (i >= parts.length) {
            throw new IllegalArgumentException("--schedule: expected " + SCHEDULES + ", received " + schedule);
        }
        return Settings.number("--schedule", parts[i]);
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
