package firsthand.cli.recipe;

import firsthand.settings.Words;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** For how long to train, on batches of what size, and by which steps. */
final class TrainingOptions {
    @Mixin
    StepOptions steps = new StepOptions();

    @Option(
            names = "--batch-size",
            paramLabel = "N|full|FRACTION",
            description = "examples a step: a number, all, or a share of the training set")
    @Nullable
    String batchSize;

    @Option(names = "--epochs", paramLabel = "N", description = "passes over the training set")
    @Nullable
    Integer epochs;

    @Option(names = "--iterations", paramLabel = "N", description = "steps, instead of epochs")
    @Nullable
    Integer iterations;

    @Option(
            names = "--report-every",
            paramLabel = "N",
            description = "epochs or iterations from one report to the next")
    @Nullable
    Integer reportEvery;

    @Option(
            names = "--validation",
            paramLabel = "FRACTION",
            description = "share of the training set held back to watch progress by")
    @Nullable
    Double validation;

    @Option(names = "--no-shuffle", description = "keep the examples in order in every epoch")
    boolean noShuffle;

    @Option(names = "--drawn-batches", description = "make every epoch a single batch, drawn from all examples")
    boolean drawnBatches;

    @Option(
            names = "--augment",
            split = ",",
            paramLabel = "CHANGE",
            description = "random changes to each training example: " + Words.AUGMENTATIONS)
    @Nullable
    List<String> augment;

    @Option(
            names = "--average",
            paramLabel = "DECAY",
            description = "end with a moving average of the weights, of which so much lasts from step to step: 0.999")
    @Nullable
    Double average;

    @Option(
            names = "--early-stopping",
            paramLabel = "N",
            description = "stop after N reports without a better validation loss, and go back to the best weights")
    @Nullable
    Integer earlyStopping;

    @Option(
            names = "--micro-batches",
            paramLabel = "N",
            description = "take each batch through the network in N pieces")
    @Nullable
    Integer microBatches;

    @Option(
            names = "--bias-gradient",
            hidden = true,
            paramLabel = "each|summed",
            description = "summed: the bug of two of the sources, which give every bias the sum of all their gradients")
    @Nullable
    String biasGradient;

    @Option(
            names = "--change",
            split = ";",
            paramLabel = "STEP:OPTION=X",
            description = "go on with another learning-rate, l1, l2 or weight-decay (several with commas between) after"
                    + " so many steps; may be given again")
    @Nullable
    List<String> change;
}
