package firsthand.cli.recipe;

import firsthand.datasets.augment.Augmentations;
import firsthand.optimizer.Optimizer;
import firsthand.training.BatchSize;
import firsthand.training.Training;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** For how long to train, on batches of what size, and by which steps. */
final class TrainingOptions {
    private static final int DEFAULT_EPOCHS = 10;

    @Mixin
    private StepOptions steps = new StepOptions();

    @Option(
            names = "--batch-size",
            paramLabel = "N|full|FRACTION",
            description = "examples a step: a number, all, or a share of the training set")
    private String batchSize = "64";

    @Option(names = "--epochs", paramLabel = "N", description = "passes over the training set")
    private @Nullable Integer epochs;

    @Option(names = "--iterations", paramLabel = "N", description = "steps, instead of epochs")
    private @Nullable Integer iterations;

    @Option(
            names = "--report-every",
            paramLabel = "N",
            description = "epochs or iterations from one report to the next")
    private int reportEvery = 1;

    @Option(
            names = "--validation",
            paramLabel = "FRACTION",
            description = "share of the training set held back to watch progress by")
    private double validation;

    @Option(names = "--no-shuffle", description = "keep the examples in order in every epoch")
    private boolean noShuffle;

    @Option(names = "--drawn-batches", description = "make every epoch a single batch, drawn from all examples")
    private boolean drawnBatches;

    @Option(
            names = "--augment",
            split = ",",
            paramLabel = "CHANGE",
            description =
                    "random changes to each training example: shift:PIXELS, rotate:DEGREES, scale:SHARE, shear:SHARE,"
                            + " elastic:ALPHA:SIGMA, flip, erase:PROBABILITY:SHARE")
    private List<String> augment = List.of();

    @Option(
            names = "--average",
            paramLabel = "DECAY",
            description = "end with a moving average of the weights, of which so much lasts from step to step: 0.999")
    private double average;

    @Option(
            names = "--early-stopping",
            paramLabel = "N",
            description = "stop after N reports without a better validation loss, and go back to the best weights")
    private @Nullable Integer earlyStopping;

    @Option(
            names = "--micro-batches",
            paramLabel = "N",
            description = "take each batch through the network in N pieces")
    private int microBatches = 1;

    @Option(
            names = "--bias-gradient",
            hidden = true,
            paramLabel = "each|summed",
            description = "summed: the bug of two of the sources, which give every bias the sum of all their gradients")
    private String biasGradient = "each";

    /** The options that say for how long, where none was given. */
    List<String> unspokenLength() {
        return epochs == null && iterations == null ? List.of("--epochs", Integer.toString(DEFAULT_EPOCHS)) : List.of();
    }

    /** For how long to train, and by which steps. */
    Training training(long seed, List<Integer> hidden) {
        if (epochs != null && iterations != null) {
            throw new IllegalArgumentException("--epochs and --iterations: expected one of the two, received both");
        }
        var length = iterations != null
                ? Training.iterations(iterations)
                : Training.epochs(epochs == null ? DEFAULT_EPOCHS : epochs);
        var training = length.reportEvery(reportEvery)
                .batchSize(batchSize())
                .optimizer(optimizer(hidden))
                .validation(validation)
                .shuffle(!noShuffle)
                .microBatches(microBatches)
                .averaging(average)
                .seed(seed);
        for (var regularizer : steps.regularizers()) {
            training = training.regularizer(regularizer);
        }
        if (!augment.isEmpty()) {
            training = training.augmentation(Augmentations.parse(String.join(",", augment)));
        }
        if (earlyStopping != null && validation == 0) {
            throw new IllegalArgumentException(
                    "--early-stopping: expected examples held back by --validation, received none");
        }
        if (earlyStopping != null) {
            training = training.earlyStopping(earlyStopping);
        }
        return drawnBatches ? training.drawnBatches() : training;
    }

    private BatchSize batchSize() {
        if (batchSize.equals("full")) {
            return BatchSize.full();
        }
        double size = Settings.number("--batch-size", batchSize);
        boolean whole = size == Math.rint(size) && !batchSize.contains(".");
        if (!whole) {
            return BatchSize.fraction(size);
        }
        return BatchSize.count((int) size);
    }

    private Optimizer optimizer(List<Integer> hidden) {
        Optimizer rule = steps.optimizer();
        return switch (biasGradient) {
            case "each" -> rule;
            case "summed" -> new SummedBiasGradient(rule, hidden);
            default ->
                throw new IllegalArgumentException(
                        "--bias-gradient: expected each or summed, received " + biasGradient);
        };
    }

    /** How the steps go, in a few words: "adam at 0.001, cosine". */
    String describe() {
        return steps.describe();
    }
}
