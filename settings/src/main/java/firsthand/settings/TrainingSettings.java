package firsthand.settings;

import firsthand.datasets.augment.Augmentations;
import firsthand.optimizer.Optimizer;
import firsthand.training.BatchSize;
import firsthand.training.Training;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * For how long to train, on batches of what size, and by which steps.
 *
 * @param steps how weights move
 * @param batchSize examples a step: a number, "full", or a share of the training set with a point in it
 * @param epochs passes over the training set
 * @param iterations steps, instead of epochs
 * @param reportEvery epochs or iterations from one report to the next
 * @param validation share of the training set held back
 * @param noShuffle whether the examples stay in order
 * @param drawnBatches whether every epoch is a single batch, drawn from all examples
 * @param augment random changes to each training example
 * @param average how much of the moving average of the weights lasts from step to step; 0 for no average
 * @param earlyStopping how many reports without progress end training
 * @param microBatches in how many pieces a batch goes through the network
 * @param biasGradient "each", or "summed" for a bug of two of the sources
 * @param changes what changes half-way, in the order of the steps
 */
record TrainingSettings(
        StepSettings steps,
        String batchSize,
        @Nullable Integer epochs,
        @Nullable Integer iterations,
        int reportEvery,
        double validation,
        boolean noShuffle,
        boolean drawnBatches,
        String augment,
        double average,
        @Nullable Integer earlyStopping,
        int microBatches,
        String biasGradient,
        List<Change> changes) {
    private static final int DEFAULT_EPOCHS = 10;

    static TrainingSettings read(Options options) {
        boolean inIterations = options.has("iterations") && !options.has("epochs");
        return new TrainingSettings(
                StepSettings.read(options),
                options.text("batch-size", "64"),
                inIterations ? options.whole("epochs") : Integer.valueOf(options.whole("epochs", DEFAULT_EPOCHS)),
                options.whole("iterations"),
                options.whole("report-every", 1),
                options.number("validation", 0),
                options.flag("no-shuffle"),
                options.flag("drawn-batches"),
                options.text("augment", ""),
                options.number("average", 0),
                options.whole("early-stopping"),
                options.whole("micro-batches", 1),
                options.text("bias-gradient", "each"),
                options.changes("change"));
    }

    /**
     * For how long to train, and by which steps.
     *
     * @param hidden the units of the hidden layers, for the sake of {@code biasGradient}
     */
    Training training(long seed, List<Integer> hidden) {
        var training = length().reportEvery(reportEvery)
                .batchSize(examplesPerBatch())
                .validation(validation)
                .shuffle(!noShuffle)
                .microBatches(microBatches)
                .averaging(average)
                .seed(seed);
        if (!augment.isEmpty()) {
            training = training.augmentation(Augmentations.parse(augment));
        }
        if (earlyStopping != null && validation == 0) {
            throw new IllegalArgumentException(
                    "--early-stopping: expected examples held back by --validation, received none");
        }
        if (earlyStopping != null) {
            training = training.earlyStopping(earlyStopping);
        }
        return withSteps(drawnBatches ? training.drawnBatches() : training, hidden);
    }

    private Training length() {
        if (iterations == null) {
            return Training.epochs(epochs == null ? DEFAULT_EPOCHS : epochs);
        }
        if (epochs != null) {
            throw new IllegalArgumentException("--epochs and --iterations: expected one of the two, received both");
        }
        return Training.iterations(iterations);
    }

    private BatchSize examplesPerBatch() {
        if (batchSize.equals("full")) {
            return BatchSize.full();
        }
        double size = Options.number("--batch-size", batchSize);
        boolean whole = size == Math.rint(size) && !batchSize.contains(".");
        if (!whole) {
            return BatchSize.fraction(size);
        }
        return BatchSize.count((int) size);
    }

    private Training withSteps(Training training, List<Integer> hidden) {
        var now = steps;
        var optimizer = optimizer(now, hidden);
        var changing = training.optimizer(optimizer);
        for (var regularizer : now.regularizers()) {
            changing = changing.regularizer(regularizer);
        }
        for (var change : changes) {
            now = now.after(change);
            // A schedule that is not changed itself is not begun anew either.
            optimizer = change.changesRate() ? optimizer(now, hidden) : optimizer;
            changing = changing.change(change.step(), optimizer, now.regularizers());
        }
        return changing;
    }

    /** The steps as they are once the changes up to {@code step} have been made. */
    StepSettings stepsAfter(long step) {
        var now = steps;
        for (var change : changes) {
            now = change.step() <= step ? now.after(change) : now;
        }
        return now;
    }

    /** The rule of such steps. */
    Optimizer optimizer(StepSettings steps, List<Integer> hidden) {
        Optimizer rule = steps.rule();
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
        return steps.describe() + (changes.isEmpty() ? "" : ", changed " + Change.text(changes));
    }
}
