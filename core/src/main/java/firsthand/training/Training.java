package firsthand.training;

import firsthand.data.Augmentation;
import firsthand.data.Dataset;
import firsthand.data.Split;
import firsthand.network.Network;
import firsthand.optimizer.Adam;
import firsthand.optimizer.Optimizer;
import firsthand.random.RandomStream;
import firsthand.regularizer.Regularizer;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * How to train: for how long, on batches of what size, with which optimiser.
 *
 * <pre>{@code
 * Training.epochs(10).batchSize(64).optimizer(Adam.of(1e-3)).validation(0.1)
 * Training.iterations(3000).fullBatch().optimizer(Sgd.of(0.25)).reportEvery(100)
 * }</pre>
 *
 * <p>Immutable: each method returns a changed copy. Unless told otherwise, batches hold 64 examples, shuffled anew for
 * each epoch; the optimiser is Adam at 1e-3; nothing is held back for validation; the seed is 0; every processor is
 * used.
 */
public final class Training {
    private Length length;
    private BatchSize batchSize = BatchSize.count(64);
    private Optimizer optimizer = Adam.of(1e-3);
    private double validationFraction;
    private Optional<Dataset> validationData = Optional.empty();
    private boolean shuffle = true;
    private boolean drawn;
    private long seed;
    private int threads = Runtime.getRuntime().availableProcessors();
    private List<Callback> callbacks = List.of();
    private List<Regularizer> regularizers = List.of();
    private SortedMap<Long, Rule> changes = new TreeMap<>();
    private Optional<Augmentation> augmentation = Optional.empty();
    private int microBatches = 1;
    private double averaging;
    private int patience = Integer.MAX_VALUE;
    private Optional<Checkpoints> checkpoints = Optional.empty();

    private Training(Length length) {
        this.length = length;
    }

    private Training copy() {
        var copy = new Training(length);
        copy.batchSize = batchSize;
        copy.optimizer = optimizer;
        copy.validationFraction = validationFraction;
        copy.validationData = validationData;
        copy.shuffle = shuffle;
        copy.drawn = drawn;
        copy.seed = seed;
        copy.threads = threads;
        copy.callbacks = callbacks;
        copy.regularizers = regularizers;
        copy.changes = changes;
        copy.augmentation = augmentation;
        copy.microBatches = microBatches;
        copy.averaging = averaging;
        copy.patience = patience;
        copy.checkpoints = checkpoints;
        return copy;
    }

    /**
     * Passes over the data set so many times; the {@link History} has an entry for each.
     *
     * @throws IllegalArgumentException if that is below 1
     */
    public static Training epochs(int epochs) {
        return new Training(new Length("epochs", epochs, true, 1));
    }

    /**
     * Makes so many steps, each on one batch; the {@link History} has an entry for each, unless {@link #reportEvery}
     * says otherwise.
     *
     * @throws IllegalArgumentException if that is below 1
     */
    public static Training iterations(int iterations) {
        return new Training(new Length("iterations", iterations, false, 1));
    }

    /**
     * Makes an entry in the history only every so many epochs or iterations, and at the end.
     *
     * @throws IllegalArgumentException if that is below 1
     */
    public Training reportEvery(int count) {
        var copy = copy();
        copy.length = new Length(length.unit, length.count, length.inEpochs, count);
        return copy;
    }

    /** So many examples a batch; the last batch of an epoch has what is left. */
    public Training batchSize(int count) {
        return batchSize(BatchSize.count(count));
    }

    /** Batches of the size given. */
    public Training batchSize(BatchSize size) {
        var copy = copy();
        copy.batchSize = size;
        return copy;
    }

    /** The whole data set a batch. It is not shuffled then: the order of a sum is not worth changing. */
    public Training fullBatch() {
        return batchSize(BatchSize.full());
    }

    /** With this optimiser. */
    public Training optimizer(Optimizer optimizer) {
        var copy = copy();
        copy.optimizer = optimizer;
        return copy;
    }

    /** With one more regulariser; several act in the order in which they were added. */
    public Training regularizer(Regularizer regularizer) {
        var copy = copy();
        copy.regularizers =
                Stream.concat(regularizers.stream(), Stream.of(regularizer)).toList();
        return copy;
    }

    /**
     * Goes on by another rule, and with these regularisers in place of all others, once {@code step} steps have been made.
     * What the rule remembers of each weight stays where the new one has the same name, at another rate, say, and begins
     * anew otherwise. Schedules go by the whole training's steps, as if the rule had been there from the first. A later
     * change after the same step takes the place of this one.
     *
     * @throws IllegalArgumentException if step is below 0
     */
    public Training change(long step, Optimizer optimizer, List<Regularizer> regularizers) {
        if (step < 0) {
            throw new IllegalArgumentException("change: expected one after 0 steps or more, received " + step);
        }
        var copy = copy();
        copy.changes = new TreeMap<>(changes);
        copy.changes.put(step, new Rule(optimizer, regularizers));
        return copy;
    }

    /** Changes each training example at random whenever it is read; those for validation are left alone. */
    public Training augmentation(Augmentation augmentation) {
        var copy = copy();
        copy.augmentation = Optional.of(augmentation);
        return copy;
    }

    /**
     * Takes each batch through the network in so many pieces, one after the other, and makes one step for all of them:
     * batches may then be larger than memory. The same number gives the same bits wherever the pieces are computed;
     * another number adds in another order.
     *
     * @throws IllegalArgumentException if that is below 1
     */
    public Training microBatches(int count) {
        if (count < 1) {
            throw new IllegalArgumentException("micro-batches: expected 1 or more, received " + count);
        }
        var copy = copy();
        copy.microBatches = count;
        return copy;
    }

    /**
     * Validates, and ends with, a moving average of the weights in place of the last ones.
     *
     * @param decay how much of the average lasts from step to step, from 0, for no average, to below 1; 0.999 is usual
     * @throws IllegalArgumentException if it is out of range
     */
    public Training averaging(double decay) {
        if (!(decay >= 0 && decay < 1)) {
            throw new IllegalArgumentException("averaging: expected a decay from 0 to below 1, received " + decay);
        }
        var copy = copy();
        copy.averaging = decay;
        return copy;
    }

    /**
     * Stops when the validation loss has not been at its lowest for {@code patience} reports, and, however training
     * ends, goes back to the weights of that lowest loss. Needs examples held back for validation.
     *
     * @throws IllegalArgumentException if that is below 1
     */
    public Training earlyStopping(int patience) {
        if (patience < 1) {
            throw new IllegalArgumentException(
                    "early stopping: expected a patience of 1 or more, received " + patience);
        }
        var copy = copy();
        copy.patience = patience;
        return copy;
    }

    /**
     * Holds back a share of the training examples, the same share of every class, to measure progress by.
     *
     * @param fraction from 0, for none, to below 1
     * @throws IllegalArgumentException if it is not
     */
    public Training validation(double fraction) {
        if (!(fraction >= 0 && fraction < 1)) {
            throw new IllegalArgumentException(
                    "validation: expected a fraction from 0 to below 1, received " + fraction);
        }
        var copy = copy();
        copy.validationFraction = fraction;
        copy.validationData = Optional.empty();
        return copy;
    }

    /** Measures progress by these examples. */
    public Training validation(Dataset data) {
        var copy = copy();
        copy.validationFraction = 0;
        copy.validationData = Optional.of(data);
        return copy;
    }

    /** Whether each epoch goes through the examples in a new random order. */
    public Training shuffle(boolean shuffle) {
        var copy = copy();
        copy.shuffle = shuffle;
        return copy;
    }

    /**
     * Makes every epoch a single batch, drawn at random from all examples, none of them twice. Over many epochs each
     * example has its turn, if not equally often.
     */
    public Training drawnBatches() {
        var copy = copy();
        copy.shuffle = true;
        copy.drawn = true;
        return copy;
    }

    /** The seed of everything random in training. Any is as good as another. */
    public Training seed(long seed) {
        var copy = copy();
        copy.seed = seed;
        return copy;
    }

    /**
     * How many threads share the work; the result is the same to the bit for any number.
     *
     * @throws IllegalArgumentException if that is below 1
     */
    public Training threads(int threads) {
        if (threads < 1) {
            throw new IllegalArgumentException("threads: expected 1 or more, received " + threads);
        }
        var copy = copy();
        copy.threads = threads;
        return copy;
    }

    /** With one more callback. */
    public Training callback(Callback callback) {
        var copy = copy();
        copy.callbacks = Stream.concat(callbacks.stream(), Stream.of(callback)).toList();
        return copy;
    }

    /**
     * Hands {@code sink} all that is needed to go on later, by {@link Trainer#resume}, as if training had never stopped:
     * before the first step, after every so many steps, after the last, and where training ends on request or by early
     * stopping. A sink that fails ends training with an {@link java.io.UncheckedIOException}.
     *
     * @throws IllegalArgumentException if steps is below 1
     */
    public Training checkpointEvery(long steps, Checkpoint.Sink sink) {
        var copy = copy();
        copy.checkpoints = Optional.of(new Checkpoints(steps, sink));
        return copy;
    }

    /**
     * The examples that would be trained on, and, as the other part, those that would be held back for validation;
     * empty if none would.
     */
    public Optional<Split> split(Dataset data) {
        if (validationData.isPresent()) {
            return Optional.of(new Split(data, validationData.get()));
        }
        return validationFraction == 0
                ? Optional.empty()
                : Optional.of(Split.stratified(
                        data, validationFraction, RandomStream.of(seed).split("validation")));
    }

    /** The same steps by another optimiser, so many of them, with nothing around them but one callback. */
    Training trial(int steps, Optimizer optimizer, Callback callback) {
        var copy = copy();
        copy.length = new Length("steps", steps, false, steps);
        copy.optimizer = optimizer;
        copy.changes = new TreeMap<>();
        copy.validationFraction = 0;
        copy.validationData = Optional.empty();
        copy.averaging = 0;
        copy.patience = Integer.MAX_VALUE;
        copy.checkpoints = Optional.empty();
        copy.callbacks = List.of(callback);
        return copy;
    }

    BatchSize batchSize() {
        return batchSize;
    }

    Optimizer optimizer() {
        return optimizer;
    }

    long seed() {
        return seed;
    }

    int threads() {
        return threads;
    }

    List<Callback> callbacks() {
        return callbacks;
    }

    /** By what weights are moved from the first step on. */
    Rule rule() {
        return new Rule(optimizer, regularizers);
    }

    /** By what they are moved instead, each from after so many steps on. */
    SortedMap<Long, Rule> changes() {
        return Collections.unmodifiableSortedMap(changes);
    }

    Optional<Augmentation> augmentation() {
        return augmentation;
    }

    int microBatches() {
        return microBatches;
    }

    Optional<WeightAverage> average(Network network) {
        return averaging == 0 ? Optional.empty() : Optional.of(new WeightAverage(network, averaging));
    }

    boolean stopsEarly() {
        return patience != Integer.MAX_VALUE;
    }

    Optional<EarlyStopping> earlyStopping(Network network) {
        return stopsEarly() ? Optional.of(new EarlyStopping(network, patience)) : Optional.empty();
    }

    Optional<Checkpoints> checkpoints() {
        return checkpoints;
    }

    /** How many batches of this size make an epoch. */
    int batches(int examples, int size) {
        return drawn ? 1 : (examples + size - 1) / size;
    }

    /** Whether the examples are put in a new order for each epoch. */
    boolean shuffles(int batches) {
        return drawn || (shuffle && batches > 1);
    }

    /** How many steps that makes in all, with so many batches an epoch. */
    long steps(int batches) {
        return length.inEpochs ? (long) length.count * batches : length.count;
    }

    /** Whether the history gets an entry after {@code step} steps, with so many batches an epoch. */
    boolean reportsAfter(long step, int batches) {
        long every = length.inEpochs ? (long) length.reportEvery * batches : length.reportEvery;
        return step % every == 0 || step == steps(batches);
    }

    private record Length(String unit, int count, boolean inEpochs, int reportEvery) {
        private Length {
            if (count < 1) {
                throw new IllegalArgumentException(unit + ": expected 1 or more, received " + count);
            }
            if (reportEvery < 1) {
                throw new IllegalArgumentException("reportEvery: expected 1 or more, received " + reportEvery);
            }
        }
    }
}
