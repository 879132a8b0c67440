package firsthand.training;

import firsthand.data.Dataset;
import firsthand.data.Split;
import firsthand.loss.Loss;
import firsthand.network.Network;
import firsthand.network.Workspace;
import firsthand.optimizer.BoundOptimizer;
import firsthand.optimizer.Optimizer;
import firsthand.parallel.Workers;
import firsthand.random.RandomStream;
import firsthand.regularizer.Regularizer;
import java.util.List;
import java.util.Optional;

/**
 * A training under way, step by step, for those who look at the network between two steps, change how it goes on, or go
 * back.
 *
 * <pre>{@code
 * try (var loop = new Trainer(network, loss, Training.epochs(5)).begin(data)) {
 *     while (!loop.isOver()) {
 *         loop.step();
 *     }
 *     System.out.println(loop.finish().last());
 * }
 * }</pre>
 *
 * <p>That is all that {@link Trainer#fit} does, and these are the same steps, bit for bit. For one thread, or for
 * several that take turns.
 */
public final class TrainingLoop implements AutoCloseable {
    private final Trainer trainer;
    private final Network network;
    private final Training training;
    private final Dataset train;
    private final Optional<Dataset> validationData;
    private final Epochs epochs;
    private final long steps;
    private final Workers workers;
    private final Batch batch;
    private final LastGood lastGood;
    private final Rules rules;
    private final Reports reports;
    private final Optional<Checkpoints> checkpoints;
    private final Step step;
    private RandomStream layerSeeds;
    private boolean started;
    private boolean over;
    private boolean finished;
    private boolean closed;

    TrainingLoop(Trainer trainer, Network network, Loss loss, Training training, Dataset data) {
        this.trainer = trainer;
        this.network = network;
        this.training = training;
        var split = training.split(data);
        if (split.isEmpty() && training.stopsEarly()) {
            throw new IllegalArgumentException(
                    "early stopping: expected examples held back for validation, received none");
        }
        train = split.map(Split::train).orElse(data);
        validationData = split.map(Split::test);
        layerSeeds = RandomStream.of(training.seed()).split("layers");
        epochs = new Epochs(training, train.size());
        steps = training.steps(epochs.batches());
        int pieceSize = Step.pieceSize(epochs.batchSize(), training.microBatches());
        batch = new Batch(network, loss, train, pieceSize, true, training.augmentation());
        lastGood = new LastGood(network, epochs.batchSize());
        rules = new Rules(training, network.parameters(), steps);
        checkpoints = training.checkpoints();
        workers = new Workers(training.threads());
        reports = new Reports(network, loss, training, validationData, workers);
        step = new Step(network, batch, epochs.batchSize(), training.microBatches(), rules, reports.average(), workers);
    }

    /** Tells the callbacks, and takes the first checkpoint. */
    void start() {
        lastGood.begin(stepsDone());
        training.callbacks().forEach(callback -> callback.onStart(trainer));
        started = true;
        if (stepsDone() == 0) {
            saveCheckpoint();
        }
        over = isEnough();
    }

    /** Whether there are no more steps to make: all are made, training was ended before, or the loss is not finite. */
    public boolean isOver() {
        return over;
    }

    private boolean isEnough() {
        return stepsDone() == steps || trainer.isStopRequested() || reports.isStopDue();
    }

    /**
     * Makes one step: a batch forward and back, and every weight moved. Callbacks are told, and what is due after it is
     * done: a report, a checkpoint.
     *
     * @throws IllegalStateException if training {@link #isOver()}
     * @throws DivergenceException if the loss is not finite; then training is over, unless a checkpoint is restored
     */
    public void step() {
        if (over) {
            throw new IllegalStateException(
                    "training: expected a step still to be made, received one that is over after " + stepsDone());
        }
        int epoch = 1 + (int) (stepsDone() / stepsPerEpoch());
        learn();
        boolean isReportDue = training.reportsAfter(stepsDone(), stepsPerEpoch());
        if (isReportDue) {
            report(epoch);
        }
        over = isEnough();
        if (over || isCheckpointDue()) {
            saveCheckpoint();
        }
        // Nobody would have reported here, had training gone on: a checkpoint must not know of it.
        if (over && !isReportDue) {
            report(epoch);
        }
    }

    private void learn() {
        long done = stepsDone();
        epochs.goTo(done);
        step.forwardAndBackward(
                train,
                epochs.order(),
                epochs.first(done),
                epochs.count(done),
                epochs.augmenting(),
                layerSeeds.nextLong());
        checkLoss();
        reports.add(step);
        step.update();
        for (int i = 0; i < training.callbacks().size(); i++) {
            training.callbacks().get(i).onStep(trainer);
        }
    }

    private void checkLoss() {
        if (!Double.isFinite(batchLoss())) {
            over = true;
            throw Divergence.at(network, batch.workspace(), stepsDone() + 1, batchLoss(), lastGood);
        }
        lastGood.seen(stepsDone());
    }

    /** The last step's weights have not been through a forward pass yet. */
    private void checkWeights() {
        if (!Divergence.isFinite(network)) {
            over = true;
            throw Divergence.at(network, batch.workspace(), stepsDone(), Double.NaN, lastGood);
        }
    }

    private void report(int epoch) {
        var optimizer = rules.optimizer();
        double rate = optimizer.rule().learningRate().rate(stepsDone() - 1, steps);
        var entry = reports.report(stepsDone(), epoch, rate);
        optimizer.observe(entry.hasValidation() ? entry.validationLoss() : entry.trainLoss());
        training.callbacks().forEach(callback -> callback.onEntry(trainer, entry));
    }

    private boolean isCheckpointDue() {
        return checkpoints.isPresent() && checkpoints.get().isDueAfter(stepsDone());
    }

    /** Weights that are spoilt never take the place of a checkpoint that one can go back to. */
    private void saveCheckpoint() {
        if (checkpoints.isPresent()) {
            checkWeights();
            checkpoints.get().save(checkpoint());
        }
    }

    /**
     * All that is needed to come back to this place between two steps, by {@link #restore} or {@link Trainer#resume}.
     *
     * @throws IllegalStateException after {@link #finish()}, which has replaced what is to be remembered
     */
    public Checkpoint checkpoint() {
        if (finished) {
            throw new IllegalStateException("checkpoint: expected a training before its finish, received one after it");
        }
        return stateAfter(stepsDone(), rules.optimizer()).take();
    }

    /**
     * Goes to where {@code checkpoint} was taken, back or forth, of this training or of one made by the same lines: the
     * steps from there on are the same, bit for bit, and changes that come after it will be made when their time comes.
     *
     * @throws IllegalArgumentException if it does not fit; then nothing has changed
     */
    public void restore(Checkpoint checkpoint) {
        if (checkpoint.steps() > steps) {
            throw new IllegalArgumentException(
                    "checkpoint: expected " + steps + " steps at most, received " + checkpoint.steps());
        }
        var optimizer = rules.after(checkpoint.steps());
        stateAfter(checkpoint.steps(), optimizer).restore(checkpoint);
        rules.goOnWith(optimizer);
        lastGood.begin(stepsDone());
        step.forget();
        finished = false;
        over = isEnough();
    }

    private TrainingState stateAfter(long steps, BoundOptimizer optimizer) {
        var state = reports.describe();
        state.given("seed", training.seed());
        state.given("examples", train.size());
        state.given("batchSize", epochs.batchSize());
        state.given("batchesPerEpoch", stepsPerEpoch());
        state.given("totalSteps", this.steps);
        state.given("epoch", steps / stepsPerEpoch());
        state.given("batch", steps % stepsPerEpoch());
        state.count("random.layers", () -> layerSeeds.state(), value -> layerSeeds = RandomStream.of(value));
        state.optimizer(network, optimizer);
        state.tensors(
                "network",
                network,
                network.state().stream()
                        .map(parameter -> parameter.value().values())
                        .toList());
        return state;
    }

    /**
     * From the next step on, goes by another rule and these regularisers, as {@link Training#change} would have it after
     * {@link #stepsDone()} steps: whoever goes back before it and on again comes by the change once more.
     */
    public void change(Optimizer optimizer, List<Regularizer> regularizers) {
        rules.change(new Rule(optimizer, regularizers));
    }

    /**
     * Drops the changes that were to be made after {@code step} steps or more.
     *
     * @throws IllegalArgumentException if some of those steps are made already: go back first
     */
    public void forgetChangesFrom(long step) {
        rules.forgetChangesFrom(step);
    }

    /** The rule by which the next step will move the weights. */
    public Optimizer optimizer() {
        return rules.next().optimizer();
    }

    /**
     * Ends training, at its last step or before, with the weights that it is to leave: the last, their moving average, or
     * those that early stopping has kept.
     *
     * @return how all of it went
     * @throws DivergenceException if the weights are not finite
     */
    public History finish() {
        if (!finished) {
            checkWeights();
            reports.finish();
            finished = true;
            over = true;
        }
        return history();
    }

    /** How it went so far: an entry an epoch, or every so many iterations. */
    public History history() {
        return reports.history();
    }

    /** What is being trained. */
    public Network network() {
        return network;
    }

    /** What is learned from: the data without the examples held back for validation. */
    public Dataset trainingData() {
        return train;
    }

    /** What is held back to measure progress by. */
    public Optional<Dataset> validationData() {
        return validationData;
    }

    /** How many steps have been made. */
    public long stepsDone() {
        return rules.optimizer().stepsDone();
    }

    /** How many steps there will be in all. */
    public long steps() {
        return steps;
    }

    /** How many steps make an epoch. */
    public int stepsPerEpoch() {
        return epochs.batches();
    }

    /** The mean loss of the last batch, before it was learned from; NaN where no step was made since a restoring. */
    public double batchLoss() {
        return step.lossSum() / step.examples();
    }

    /** How many examples of the last batch were predicted right, before they were learned from. */
    public int batchCorrect() {
        return step.correct();
    }

    /** How many examples the last batch had. */
    public int batchExamples() {
        return step.examples();
    }

    /**
     * What the last batch left behind: the outputs of all layers and their gradients, of {@link Workspace#examples()}
     * examples, as they were before the step made from them; of a batch in pieces, those of the last piece. To be read
     * between two steps, and never written to.
     */
    public Workspace lastBatch() {
        return batch.workspace();
    }

    /** Tells the callbacks that training has ended, and lets its threads go. */
    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        over = true;
        try {
            if (started) {
                training.callbacks().forEach(callback -> callback.onEnd(trainer));
            }
        } finally {
            workers.close();
        }
    }
}
