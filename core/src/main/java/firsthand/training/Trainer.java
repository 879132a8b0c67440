package firsthand.training;

import firsthand.data.Dataset;
import firsthand.kernel.Kernels;
import firsthand.loss.Loss;
import firsthand.network.Network;
import firsthand.network.Workspace;
import java.util.Optional;
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
    private volatile boolean stopRequested;
    private @Nullable TrainingLoop loop;

    /** A trainer of {@code network}, whose parameters it will change. */
    public Trainer(Network network, Loss loss, Training training) {
        this.network = network;
        this.loss = loss;
        this.training = training;
    }

    /**
     * Trains on {@code data}.
     *
     * @return how it went
     * @throws IllegalArgumentException if network, loss and data do not fit together
     * @throws DivergenceException if the loss stops being finite
     */
    public History fit(Dataset data) {
        return run(begin(data));
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
        return run(begin(data, checkpoint));
    }

    private static History run(TrainingLoop loop) {
        try (loop) {
            while (!loop.isOver()) {
                loop.step();
            }
            return loop.finish();
        }
    }

    /**
     * Begins a training on {@code data} whose steps the caller makes, one by one. To be closed in the end.
     *
     * @throws IllegalArgumentException if network, loss and data do not fit together
     */
    public TrainingLoop begin(Dataset data) {
        return begin(data, Optional.empty());
    }

    /**
     * Begins where {@code checkpoint} was taken, as {@link #resume} does, a training whose steps the caller makes, one by
     * one. To be closed in the end.
     *
     * @throws IllegalArgumentException if network, loss, data and checkpoint do not fit together; then nothing has changed
     */
    public TrainingLoop begin(Dataset data, Checkpoint checkpoint) {
        return begin(data, Optional.of(checkpoint));
    }

    private TrainingLoop begin(Dataset data, Optional<Checkpoint> checkpoint) {
        checkFit(network, loss, data);
        var begun = new TrainingLoop(this, network, loss, training, data);
        try {
            checkpoint.ifPresent(begun::restore);
            loop = begun;
            begun.start();
            return begun;
        } catch (RuntimeException | Error failed) {
            begun.close();
            throw failed;
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
        return loop == null ? 0 : loop.stepsDone();
    }

    /** How many steps there will be in all; 0 if training has not begun. */
    public long steps() {
        return loop == null ? 0 : loop.steps();
    }

    /**
     * The mean loss of the last batch, measured before it was learned from.
     *
     * @throws IllegalStateException if training has not begun
     */
    public double batchLoss() {
        return begun().batchLoss();
    }

    /**
     * What is learned from: the data of {@link #fit} without the examples held back for validation.
     *
     * @throws IllegalStateException if training has not begun
     */
    public Dataset trainingData() {
        return begun().trainingData();
    }

    /**
     * What the last batch left behind, as {@link TrainingLoop#lastBatch()} has it.
     *
     * @throws IllegalStateException if training has not begun
     */
    public Workspace lastBatch() {
        return begun().lastBatch();
    }

    private TrainingLoop begun() {
        if (loop == null) {
            throw new IllegalStateException("trainer: expected a training that has begun, received one that has not");
        }
        return loop;
    }

    boolean isStopRequested() {
        return stopRequested;
    }

    boolean stopsEarly() {
        return training.stopsEarly();
    }
}
