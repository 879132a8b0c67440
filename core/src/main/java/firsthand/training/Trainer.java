package firsthand.training;

import firsthand.data.Dataset;
import firsthand.data.Split;
import firsthand.kernel.Kernels;
import firsthand.loss.Loss;
import firsthand.network.Network;
import firsthand.network.Workspace;
import firsthand.optimizer.BoundOptimizer;
import firsthand.parallel.Workers;
import firsthand.random.RandomStream;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The training loop: batch by batch, forward, loss, backward, step.
 *
 * <p>Within a step, examples do not depend on each other, so each thread carries its share of them all the way forward
 * and back; then each computes its share of the gradients, over all examples in order; then each moves its share of the
 * weights. Every number is computed whole by one thread, in an order that does not depend on how many there are.
 */
public final class Trainer {
    private final Network network;
    private final Loss loss;
    private final Training training;
    private final RandomStream random;
    private volatile boolean stopRequested;
    private long steps;
    private long stepsDone;
    private double batchLoss;
    private @Nullable Dataset trainingData;
    private @Nullable Workspace lastBatch;

    /** A trainer of {@code network}, whose parameters it will change. */
    public Trainer(Network network, Loss loss, Training training) {
        this.network = network;
        this.loss = loss;
        this.training = training;
        this.random = RandomStream.of(training.seed());
    }

    /**
     * Trains on {@code data}.
     *
     * @return how it went
     * @throws IllegalArgumentException if network, loss and data do not fit together
     * @throws DivergenceException if the loss stops being finite
     */
    public History fit(Dataset data) {
        return run(data, Optional.empty());
    }

    /**
     * Goes on with a training from where {@code checkpoint} was taken, to the same weights, bit for bit, and the same
     * history but for the seconds, as if it had never stopped. Network, loss, training and data have to be what they were,
     * made anew by the same lines; the weights that the network has are not used, and the number of threads may be another.
     * A training that had made all its steps, or that early stopping had ended, makes no more.
     *
     * <p>Only a training that diverges may end with other weights than it would have: those of the checkpoint are the first
     * that it can go back to.
     *
     * @return how all of it went, from the first step on
     * @throws IllegalArgumentException if network, loss, data and checkpoint do not fit together; then nothing has changed
     * @throws DivergenceException if the loss stops being finite
     */
    public History resume(Dataset data, Checkpoint checkpoint) {
        return run(data, Optional.of(checkpoint));
    }

    private History run(Dataset data, Optional<Checkpoint> checkpoint) {
        checkFit(network, loss, data);
        Optional<Split> split = training.split(data);
        if (split.isEmpty() && training.stopsEarly()) {
            throw new IllegalArgumentException(
                    "early stopping: expected examples held back for validation, received none");
        }
        Dataset train = split.map(Split::train).orElse(data);
        try (var workers = new Workers(training.threads())) {
            var loop = new Loop(train, split.map(Split::test), workers);
            checkpoint.ifPresent(loop::restore);
            return loop.run();
        }
    }

    static void checkFit(Network network, Loss loss, Dataset data) {
        loss.refusal(network.layers().getLast().type()).ifPresent(refusal -> {
            throw new IllegalArgumentException(refusal);
        });
        if (network.inputShape().size() != data.exampleShape().size()) {
            throw new IllegalArgumentException("network: expected examples of shape " + network.inputShape()
                    + ", received " + data.exampleShape() + " from " + data.name());
        }
        if (network.outputShape().size() != data.classNames().size()) {
            throw new IllegalArgumentException("network: expected one output for each of "
                    + data.classNames().size() + " classes of " + data.name() + ", received " + network.outputShape());
        }
    }

    /** What the arithmetic of this process runs on, for summaries: "vector, 256 bits" or "scalar". */
    public static String kernels() {
        return Kernels.get().description();
    }

    /** Ends training after the step under way. May be called from any thread. */
    public void requestStop() {
        stopRequested = true;
    }

    /** What is being trained. */
    public Network network() {
        return network;
    }

    /** How many steps have been made. */
    public long stepsDone() {
        return stepsDone;
    }

    /** How many steps there will be in all. */
    public long steps() {
        return steps;
    }

    /** The mean loss of the last batch, measured before it was learned from. */
    public double batchLoss() {
        return batchLoss;
    }

    /**
     * What is learned from: the data of {@link #fit} without the examples held back for validation.
     *
     * @throws IllegalStateException if training has not begun
     */
    public Dataset trainingData() {
        return begun(trainingData);
    }

    /**
     * What the last batch left behind: the outputs of all layers and their gradients, of {@link Workspace#examples()}
     * examples, as they were before the step made from them; of a batch in pieces, those of the last piece. For
     * callbacks to read between two steps, and never to write to.
     *
     * @throws IllegalStateException if training has not begun
     */
    public Workspace lastBatch() {
        return begun(lastBatch);
    }

    private static <T> T begun(@Nullable T part) {
        if (part == null) {
            throw new IllegalStateException("trainer: expected a training that has begun, received one that has not");
        }
        return part;
    }

    boolean stopsEarly() {
        return training.stopsEarly();
    }

    /** One call of {@link #fit} or {@link #resume}. */
    private final class Loop {
        private final Dataset train;
        private final int batchSize;
        private final int batches;
        private final long totalSteps;
        private final Batch batch;
        private final Optional<Evaluator> validation;
        private final LastGood lastGood;
        private final BoundOptimizer optimizer;
        private final Optional<WeightAverage> average;
        private final Optional<EarlyStopping> earlyStopping;
        private final Optional<Checkpoints> checkpoints = training.checkpoints();
        private final Step step;
        private final Progress progress = new Progress();
        private RandomStream layerSeeds = random.split("layers");
        private boolean over;

        private Loop(Dataset train, Optional<Dataset> validation, Workers workers) {
            this.train = train;
            batchSize = training.batchSize().of(train.size());
            batches = training.batches(train.size(), batchSize);
            totalSteps = training.steps(batches);
            int pieceSize = Step.pieceSize(batchSize, training.microBatches());
            batch = new Batch(network, loss, train, pieceSize, true, training.augmentation());
            this.validation = validation.map(data -> new Evaluator(network, loss, data, workers));
            lastGood = new LastGood(network, batchSize);
            optimizer = training.optimizer().bind(network.parameters(), totalSteps, training.regularizers());
            average = training.average(network);
            earlyStopping = training.earlyStopping(network);
            step = new Step(network, batch, batchSize, training.microBatches(), optimizer, average, workers);
        }

        private History run() {
            begin();
            training.callbacks().forEach(callback -> callback.onStart(Trainer.this));
            try {
                if (stepsDone == 0) {
                    takeCheckpoint();
                }
                over = isOver();
                while (!over) {
                    epoch((int) (stepsDone / batches), (int) (stepsDone % batches));
                }
                checkWeights();
                average.ifPresent(WeightAverage::exchange);
                earlyStopping.ifPresent(EarlyStopping::restore);
            } finally {
                training.callbacks().forEach(callback -> callback.onEnd(Trainer.this));
            }
            return progress.history();
        }

        private void begin() {
            trainingData = train;
            lastBatch = batch.workspace();
            steps = totalSteps;
            stepsDone = optimizer.stepsDone();
            lastGood.begin(stepsDone);
        }

        private void epoch(int epoch, int firstBatch) {
            int[] order = order(epoch);
            var augmenting = random.split("augmentation").split(epoch);
            for (int b = firstBatch; b < batches && !over; b++) {
                int first = b * batchSize;
                step(order, first, Math.min(batchSize, train.size() - first), augmenting);
                boolean reports = training.reportsAfter(stepsDone, batches);
                if (reports) {
                    report(epoch + 1);
                }
                over = isOver();
                if (over || isCheckpointDue()) {
                    takeCheckpoint();
                }
                // Nobody would have reported here, had training gone on: a checkpoint must not know of it.
                if (over && !reports) {
                    report(epoch + 1);
                }
            }
        }

        private boolean isOver() {
            return stepsDone == steps
                    || stopRequested
                    || (earlyStopping.isPresent() && earlyStopping.get().isDue());
        }

        private int[] order(int epoch) {
            var order = IntStream.range(0, train.size()).toArray();
            if (training.shuffles(batches)) {
                random.split("shuffling").split(epoch).shuffle(order);
            }
            return order;
        }

        private void step(int[] order, int first, int count, RandomStream augmenting) {
            step.forwardAndBackward(train, order, first, count, augmenting, layerSeeds.nextLong());
            checkLoss(step.lossSum() / count);
            batchLoss = step.lossSum() / count;
            progress.add(step.lossSum(), step.correct(), count);
            step.update();
            stepsDone = optimizer.stepsDone();
            for (int i = 0; i < training.callbacks().size(); i++) {
                training.callbacks().get(i).onStep(Trainer.this);
            }
        }

        private void checkLoss(double loss) {
            if (!Double.isFinite(loss)) {
                throw Divergence.at(network, batch.workspace(), stepsDone + 1, loss, lastGood);
            }
            lastGood.seen(stepsDone);
        }

        /** The last step's weights have not been through a forward pass yet. */
        private void checkWeights() {
            if (!Divergence.isFinite(network)) {
                throw Divergence.at(network, batch.workspace(), stepsDone, Double.NaN, lastGood);
            }
        }

        private void report(int epoch) {
            average.ifPresent(WeightAverage::exchange);
            var measured = validation.map(Evaluator::evaluate);
            measured.ifPresent(evaluation -> earlyStopping.ifPresent(stopping -> stopping.observe(evaluation.loss())));
            average.ifPresent(WeightAverage::exchange);
            double rate = training.optimizer().learningRate().rate(stepsDone - 1, steps);
            var entry = progress.report(stepsDone, epoch, measured, rate);
            optimizer.observe(entry.hasValidation() ? entry.validationLoss() : entry.trainLoss());
            training.callbacks().forEach(callback -> callback.onEntry(Trainer.this, entry));
        }

        private boolean isCheckpointDue() {
            return checkpoints.isPresent() && checkpoints.get().isDueAfter(stepsDone);
        }

        /** Weights that are spoilt never take the place of a checkpoint that one can go back to. */
        private void takeCheckpoint() {
            if (checkpoints.isPresent()) {
                checkWeights();
                checkpoints.get().save(stateAfter(stepsDone).take());
            }
        }

        private void restore(Checkpoint checkpoint) {
            if (checkpoint.steps() > totalSteps) {
                throw new IllegalArgumentException(
                        "checkpoint: expected " + totalSteps + " steps at most, received " + checkpoint.steps());
            }
            stateAfter(checkpoint.steps()).restore(checkpoint);
        }

        /** All that is to be remembered between two steps. */
        private TrainingState stateAfter(long steps) {
            var state = progress.describe();
            state.given("seed", training.seed());
            state.given("examples", train.size());
            state.given("batchSize", batchSize);
            state.given("batchesPerEpoch", batches);
            state.given("totalSteps", totalSteps);
            state.given("epoch", steps / batches);
            state.given("batch", steps % batches);
            state.count("random.layers", () -> layerSeeds.state(), value -> layerSeeds = RandomStream.of(value));
            state.optimizer(network, optimizer);
            state.tensors(
                    "network",
                    network,
                    network.state().stream()
                            .map(parameter -> parameter.value().values())
                            .toList());
            average.ifPresent(weights -> weights.describe(state));
            earlyStopping.ifPresent(stopping -> stopping.describe(state));
            return state;
        }
    }
}
