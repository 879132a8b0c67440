package firsthand.training;

import firsthand.data.Augmentation;
import firsthand.data.Dataset;
import firsthand.loss.Loss;
import firsthand.network.Network;
import firsthand.network.Workspace;
import firsthand.random.RandomStream;
import firsthand.tensor.Tensor;
import java.util.Arrays;
import java.util.Optional;

/**
 * Some examples of a data set, with the room they need on their way through a network: made once, used for every batch.
 *
 * <p>Methods that take a chunk work on its examples alone, so that several threads can call them at once.
 */
final class Batch {
    /**
     * So many examples at a time go through all layers, so that what a layer writes is still in the cache when the next
     * reads it.
     */
    private static final int CHUNK = 96;

    /** Chunks are multiples of the rows that matrix products work on at a time. */
    private static final int BLOCK = 3;

    /** So many values of outputs and gradients at most, or an example's many, fit the level-2 cache. */
    private static final int CHUNK_VALUES = 1 << 18;

    private final Network network;
    private final Loss loss;
    private final Workspace workspace;
    private final Optional<Augmentation> augmentation;
    private final Tensor target;
    private final double[] losses;
    private final int[] predicted;
    private final int[] storageRows;
    private final int mostPerChunk;
    private float[][] memories = {};
    private Dataset data;
    private int[] order = {};
    private RandomStream random = RandomStream.of(0);
    private int first;
    private int whole;

    Batch(
            Network network,
            Loss loss,
            Dataset data,
            int capacity,
            boolean training,
            Optional<Augmentation> augmentation) {
        this.network = network;
        this.loss = loss;
        this.data = data;
        this.augmentation = augmentation;
        boolean sparse = network.takesSparseInput()
                && augmentation.isEmpty()
                && data.sparse().isPresent();
        workspace = network.workspace(capacity, sparse, training);
        target = Tensor.zeros(workspace.output().shape());
        losses = new double[capacity];
        predicted = new int[capacity];
        storageRows = new int[capacity];
        int fitting = CHUNK_VALUES / (2 * workspace.exampleSize()) / BLOCK * BLOCK;
        mostPerChunk = Math.clamp(fitting, BLOCK, CHUNK);
    }

    Workspace workspace() {
        return workspace;
    }

    /** The batch stands for itself, and nothing about it is random. */
    void select(Dataset data, int[] order, int first, int count, int parts) {
        select(data, order, first, count, count, RandomStream.of(0), parts);
    }

    /**
     * Makes examples {@code order[first]} to {@code order[first + count - 1]} the batch, for work in {@code parts}
     * parts.
     *
     * @param whole the number of examples that the step's loss is the mean over: those of all micro-batches
     * @param random the stream of the epoch, of which each example has a part of its own
     */
    void select(Dataset data, int[] order, int first, int count, int whole, RandomStream random, int parts) {
        this.data = data;
        this.order = order;
        this.first = first;
        this.whole = whole;
        this.random = random;
        workspace.examples(count);
        if (workspace.isSparse()) {
            for (int i = 0; i < count; i++) {
                storageRows[i] = data.storageRow(order[first + i]);
            }
            workspace.sparseInput().divide(parts);
            workspace.sparseInput().select(data.sparse().orElseThrow(), storageRows, 0, count);
        }
    }

    int size() {
        return workspace.examples();
    }

    /**
     * Into how many chunks to divide the examples: several for each of {@code threads}, but none larger than fits the
     * cache.
     */
    int chunks(int threads) {
        int size = threads == 1 ? mostPerChunk : Math.clamp(size() / (2 * threads), BLOCK, mostPerChunk);
        int chunks = (size() + size - 1) / size;
        reserve(chunks);
        return chunks;
    }

    /** Gives each chunk memory for augmenting its examples. */
    private void reserve(int chunks) {
        if (augmentation.isPresent() && memories.length < chunks) {
            int length = augmentation.get().memoryLength(data.exampleShape());
            int before = memories.length;
            memories = Arrays.copyOf(memories, chunks);
            for (int chunk = before; chunk < chunks; chunk++) {
                memories[chunk] = new float[length];
            }
        }
    }

    /** Where chunk {@code chunk} of {@code chunks} begins. */
    private int start(int chunk, int chunks) {
        int blocks = (size() + BLOCK - 1) / BLOCK;
        return (int) Math.min(size(), (long) blocks * chunk / chunks * BLOCK);
    }

    /** Takes one chunk of the examples forward through all layers, to their losses and predictions. */
    void forward(int chunk, int chunks) {
        read(chunk, chunks);
        for (int stage = 0; stage < network.stages(); stage++) {
            network.forward(workspace, stage, start(chunk, chunks), start(chunk + 1, chunks));
        }
        judge(chunk, chunks);
    }

    /** Takes one chunk of the examples forward through one stage but the last. */
    void forward(int stage, int chunk, int chunks) {
        if (stage == 0) {
            read(chunk, chunks);
        }
        network.forward(workspace, stage, start(chunk, chunks), start(chunk + 1, chunks));
    }

    /** Takes one chunk of the examples forward through the last stage, to their losses, and their gradients back. */
    void turn(int chunk, int chunks) {
        int last = network.stages() - 1;
        forward(last, chunk, chunks);
        judge(chunk, chunks);
        backward(last, chunk, chunks);
    }

    /** Takes the gradients of one chunk back through one stage. */
    void backward(int stage, int chunk, int chunks) {
        network.backward(workspace, stage, start(chunk, chunks), start(chunk + 1, chunks));
    }

    private void judge(int chunk, int chunks) {
        int from = start(chunk, chunks);
        int to = start(chunk + 1, chunks);
        for (int i = from; i < to; i++) {
            predicted[i] = workspace.output().argMax(i);
        }
        loss.evaluate(workspace.output(), target, workspace.outputGradient(), losses, whole, from, to);
    }

    private void read(int chunk, int chunks) {
        int classes = target.stride();
        int to = start(chunk + 1, chunks);
        for (int i = start(chunk, chunks); i < to; i++) {
            int example = order[first + i];
            if (!workspace.isSparse()) {
                readDense(example, i, chunk);
            }
            Arrays.fill(target.values(), i * classes, (i + 1) * classes, 0);
            target.values()[i * classes + data.label(example)] = 1;
        }
    }

    private void readDense(int example, int i, int chunk) {
        float[] x = workspace.input().values();
        int at = i * workspace.input().stride();
        data.copyExample(example, x, at);
        if (augmentation.isPresent()) {
            augmentation.get().apply(x, at, data.exampleShape(), random.split(example), memories[chunk]);
        }
    }

    /** The sum of the losses, in order. */
    double lossSum() {
        double sum = 0;
        for (int i = 0; i < size(); i++) {
            sum += losses[i];
        }
        return sum;
    }

    double loss(int i) {
        return losses[i];
    }

    int predicted(int i) {
        return predicted[i];
    }

    /** How many examples were predicted right. */
    int correct() {
        int correct = 0;
        for (int i = 0; i < size(); i++) {
            correct += predicted[i] == data.label(order[first + i]) ? 1 : 0;
        }
        return correct;
    }
}
