package firsthand.training;

import firsthand.data.Dataset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Looks out for what goes wrong in the trainings of beginners, and says in a line each what it saw and what usually
 * helps: each at most once.
 *
 * <pre>{@code
 * classifier.fit(data, Training.epochs(10).callback(new Warnings(System.err::println)));
 * }</pre>
 *
 * <ul>
 *   <li>inputs that are not scaled: an absolute value above 10, or a standard deviation below 0.01, in up to 1000
 *       examples spread over the training data;
 *   <li>one class predicted for everything: for a whole batch, while the accuracy is no better than that of always
 *       naming the largest class; after a tenth of the training;
 *   <li>dead ReLUs: more than half the units of a relu layer that gave 0 for every example looked at, 32 or more, at
 *       two reports or more in a row (of images a unit is a channel);
 *   <li>a learning rate that diverges: the loss, smoothed over some 20 steps, above 4 times its mean over the first 32
 *       examples;
 *   <li>overfitting: a validation loss a tenth above its lowest, which is 5 reports and a tenth of the training or more
 *       ago, while the training loss has fallen since. Early stopping knows this for itself.
 * </ul>
 *
 * <p>Looks only; the training is the same to the bit without. For one training at a time.
 */
public final class Warnings implements Callback {
    private static final double LARGEST_INPUT = 10;
    private static final double SMALLEST_DEVIATION = 0.01;
    private static final int EXAMPLES_LOOKED_AT = 1000;
    private static final int SMALLEST_BATCH = 8;

    private final Consumer<String> listener;
    private final Set<Subject> said = EnumSet.noneOf(Subject.class);
    private DivergingLoss loss = new DivergingLoss();
    private Overfitting overfitting = new Overfitting();
    private List<DeadUnits> deadUnits = List.of();
    private double largestClass;

    private enum Subject {
        INPUTS,
        ONE_CLASS,
        DEAD_UNITS,
        LOSS,
        OVERFITTING
    }

    /** Warnings that go to {@code listener}, a line each, on the thread that trains. */
    public Warnings(Consumer<String> listener) {
        this.listener = listener;
    }

    @Override
    public void onStart(Trainer trainer) {
        said.clear();
        loss = new DivergingLoss();
        overfitting = new Overfitting();
        deadUnits = new ArrayList<>();
        var network = trainer.network();
        for (int i = 0; i < network.layers().size(); i++) {
            if (network.layers().get(i).type().equals("relu")) {
                deadUnits.add(new DeadUnits(i, LayerStatistics.units(network.outputShape(i))));
            }
        }
        largestClass = largestClass(trainer.trainingData());
        lookAtInputs(trainer.trainingData());
    }

    @Override
    public void onStep(Trainer trainer) {
        loss.add(trainer.batchLoss(), trainer.lastBatch().examples());
        if (loss.hasRisen()) {
            say(
                    Subject.LOSS,
                    "the loss has risen to more than %.0f times where it began, at step %d: a smaller learning rate"
                            + " usually helps",
                    DivergingLoss.TIMES,
                    trainer.stepsDone());
        }
    }

    @Override
    public void onEntry(Trainer trainer, History.Entry entry) {
        lookAtPredictions(trainer, entry);
        lookForDeadUnits(trainer);
        if (entry.hasValidation() && !trainer.stopsEarly()) {
            overfitting.observe(entry);
            overfitting
                    .since(trainer.steps())
                    .ifPresent(step -> say(
                            Subject.OVERFITTING,
                            "the validation loss was lowest at step %d and has risen since, while the training loss"
                                    + " falls: the network overfits; early stopping, weight decay or more data usually"
                                    + " help",
                            step));
        }
    }

    private void say(Subject subject, String format, Object... values) {
        if (said.add(subject)) {
            listener.accept(String.format(Locale.ROOT, format, values));
        }
    }

    private void lookAtInputs(Dataset data) {
        int examples = Math.min(EXAMPLES_LOOKED_AT, data.size());
        var x = new float[data.exampleShape().size()];
        double sum = 0;
        double squares = 0;
        float largest = 0;
        for (int i = 0; i < examples; i++) {
            data.copyExample((int) ((long) i * data.size() / examples), x, 0);
            for (float value : x) {
                sum += value;
                squares += (double) value * value;
                largest = Math.max(largest, Math.abs(value));
            }
        }
        double count = (double) examples * x.length;
        double mean = sum / count;
        double deviation = Math.sqrt(Math.max(0, squares / count - mean * mean));
        if (largest > LARGEST_INPUT) {
            say(
                    Subject.INPUTS,
                    "inputs of up to %.4g: networks learn best from inputs about as large as 1; divide by the largest,"
                            + " or scale each to mean 0 and deviation 1",
                    largest);
        } else if (deviation < SMALLEST_DEVIATION) {
            say(
                    Subject.INPUTS,
                    "inputs that hardly differ, with a standard deviation of %.2g: networks learn best from one of about"
                            + " 1; scale them",
                    deviation);
        }
    }

    private static double largestClass(Dataset data) {
        var counts = new int[data.classNames().size()];
        for (int label : data.labels()) {
            counts[label]++;
        }
        return Arrays.stream(counts).max().orElseThrow() / (double) data.size();
    }

    private void lookAtPredictions(Trainer trainer, History.Entry entry) {
        var batch = trainer.lastBatch();
        boolean begun = 10 * trainer.stepsDone() >= trainer.steps();
        boolean better = entry.trainAccuracy() > largestClass || largestClass == 1;
        if (!begun || better || batch.examples() < SMALLEST_BATCH) {
            return;
        }
        int first = batch.output().argMax(0);
        for (int i = 1; i < batch.examples(); i++) {
            if (batch.output().argMax(i) != first) {
                return;
            }
        }
        say(
                Subject.ONE_CLASS,
                "every example is taken for a %s, at step %d: another learning rate, scaled inputs, other initial"
                        + " weights or classes of equal size usually help",
                trainer.trainingData().classNames().get(first),
                trainer.stepsDone());
    }

    private void lookForDeadUnits(Trainer trainer) {
        for (var units : deadUnits) {
            units.observe(trainer);
            if (units.shareOfDead() > 0.5) {
                say(
                        Subject.DEAD_UNITS,
                        "%.0f %% of the units of layer %d (relu) give 0 for everything, at step %d: they no longer"
                                + " learn; a smaller learning rate, other initial weights or leaky-relu usually help",
                        100 * units.shareOfDead(),
                        units.layer,
                        trainer.stepsDone());
            }
        }
    }

    /** The units of one layer, and for how long each has given nothing but 0. */
    private static final class DeadUnits {
        private static final int FEWEST_EXAMPLES = 32;
        private static final int FEWEST_REPORTS = 2;

        private final int layer;
        private final int[] examples;
        private final int[] reports;

        private DeadUnits(int layer, int units) {
            this.layer = layer;
            examples = new int[units];
            reports = new int[units];
        }

        private void observe(Trainer trainer) {
            var batch = trainer.lastBatch();
            var alive = new boolean[examples.length];
            LayerStatistics.markAlive(batch.pass(layer).y(), batch.examples(), alive);
            for (int u = 0; u < alive.length; u++) {
                examples[u] = alive[u] ? 0 : examples[u] + batch.examples();
                reports[u] = alive[u] ? 0 : reports[u] + 1;
            }
        }

        private double shareOfDead() {
            int dead = 0;
            for (int u = 0; u < examples.length; u++) {
                dead += examples[u] >= FEWEST_EXAMPLES && reports[u] >= FEWEST_REPORTS ? 1 : 0;
            }
            return dead / (double) examples.length;
        }
    }

    /** Where the loss began, and where it is. */
    private static final class DivergingLoss {
        private static final double TIMES = 4;
        private static final int FIRST_EXAMPLES = 32;

        /** Single batches are too unlike each other to be alarmed by one. */
        private static final double KEPT = 0.95;

        private double firstSum;
        private long firstExamples;
        private double smoothed;
        private double weight;

        private void add(double batchLoss, int examples) {
            if (firstExamples < FIRST_EXAMPLES) {
                firstSum += batchLoss * examples;
                firstExamples += examples;
            }
            smoothed = KEPT * smoothed + (1 - KEPT) * batchLoss;
            weight = KEPT * weight + (1 - KEPT);
        }

        private boolean hasRisen() {
            return firstExamples >= FIRST_EXAMPLES && smoothed / weight > TIMES * firstSum / firstExamples;
        }
    }

    /** The lowest validation loss, and how things stood then. */
    private static final class Overfitting {
        private static final int REPORTS = 5;
        private static final double TIMES = 1.1;

        private History.Entry best = new History.Entry(0, 0, 0, 0, Double.POSITIVE_INFINITY, 0, 0, 0);
        private History.Entry last = best;
        private int reportsSince;

        private void observe(History.Entry entry) {
            last = entry;
            reportsSince++;
            if (entry.validationLoss() < best.validationLoss()) {
                best = entry;
                reportsSince = 0;
            }
        }

        /** Since which step it has been so for long; empty if it has not. */
        private Optional<Long> since(long steps) {
            boolean isLong = reportsSince >= REPORTS && 10 * (last.step() - best.step()) >= steps;
            boolean isSo = last.validationLoss() > TIMES * best.validationLoss() && last.trainLoss() < best.trainLoss();
            return isLong && isSo ? Optional.of(best.step()) : Optional.empty();
        }
    }
}
