package firsthand.cli.recipe;

import firsthand.settings.Words;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** By which rule weights move, at which rate, and what else has a say. */
final class StepOptions {
    @Option(names = "--optimizer", paramLabel = "NAME", description = Words.OPTIMIZERS)
    @Nullable
    String optimizer;

    @Option(names = "--learning-rate", paramLabel = "X", description = "the size of the steps")
    @Nullable
    Double learningRate;

    @Option(
            names = "--schedule",
            paramLabel = "NAME",
            description = "how the rate changes: " + Words.SCHEDULES + " (EVERY and PERIOD as shares of the training)")
    @Nullable
    String schedule;

    @Option(
            names = "--warm-up",
            paramLabel = "SHARE",
            description = "share of the training over which the rate first rises from almost nothing")
    @Nullable
    Double warmUp;

    @Option(names = "--weight-decay", paramLabel = "X", description = "decoupled decay of the weights, times the rate")
    @Nullable
    Double weightDecay;

    @Option(names = "--l1", paramLabel = "X", description = "penalty on the absolute values of the weights")
    @Nullable
    Double l1;

    @Option(names = "--l2", paramLabel = "X", description = "penalty on half the squares of the weights")
    @Nullable
    Double l2;

    @Option(names = "--max-norm", paramLabel = "X", description = "largest norm of the weights into one unit")
    @Nullable
    Double maxNorm;

    @Option(names = "--clip-value", paramLabel = "X", description = "largest gradient of any one weight")
    @Nullable
    Double clipValue;

    @Option(names = "--clip-norm", paramLabel = "X", description = "largest norm of the whole gradient")
    @Nullable
    Double clipNorm;
}
