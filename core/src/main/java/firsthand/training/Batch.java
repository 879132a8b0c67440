package firsthand.training;

import firsthand.data.Dataset;
import firsthand.loss.Loss;
import firsthand.network.Network;
import firsthand.network.Workspace;
import firsthand.tensor.Tensor;
import java.util.Arrays;

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

    private final Network network;
    private final Loss loss;
    private final Workspace workspace;
    private final Tensor target;
    private final double[] losses;
    private final int[] predicted;
    private final int[] storageRows;
    private Dataset data;
    private int[] order = {};
    private int first;

    Batch(Network network, Loss loss, Dataset data, int capacity, boolean training) {
        this.network = network;
        this.loss = loss;
        this.data = data;
        boolean sparse = network.takesSparseInput() && data.sparse().isPresent();
        workspace = network.workspace(capacity, sparse, training);
        target = Tensor.zeros(workspace.output().shape());
        losses = new double[capacity];
        predicted = new int[capacity];
        storageRows = new int[capacity];
    }

    Workspace workspace() {
        return workspace;
    }

    /**
     * Makes examples {@code order[first]} to {@code order[first + count - 1]} the batch, for work in {@code parts}
     * parts.
     */
    void select(Dataset data, int[] order, int first, int count, int parts) {
        this.data = data;
        this.order = order;
        this.first = first;
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
        int size = threads == 1 ? CHUNK : Math.clamp(size() / (2 * threads), BLOCK, CHUNK);
        return (size() + size - 1) / size;
    }

    /** Where chunk {@code chunk} of {@code chunks} begins. */
    private int start(int chunk, int chunks) {
        int blocks = (size() + BLOCK - 1) / BLOCK;
        return (int) Math.min(size(), (long) blocks * chunk / chunks * BLOCK);
    }

    /** Takes one chunk of the examples forward, to their losses and predictions. */
    void forward(int chunk, int chunks) {
        int from = start(chunk, chunks);
        int to = start(chunk + 1, chunks);
        read(from, to);
        network.forward(workspace, from, to);
        for (int i = from; i < to; i++) {
            predicted[i] = workspace.output().argMax(i);
        }
        loss.evaluate(workspace.output(), target, workspace.outputGradient(), losses, size(), from, to);
    }

    /** Takes one chunk of the examples forward, and their gradients back. */
    void forwardAndBackward(int chunk, int chunks) {
        forward(chunk, chunks);
        int from = start(chunk, chunks);
        int to = start(chunk + 1, chunks);
        network.backward(workspace, from, to);
    }

    private void read(int from, int to) {
        int classes = target.stride();
        for (int i = from; i < to; i++) {
            int example = order[first + i];
            if (!workspace.isSparse()) {
                data.copyExample(
                        example,
                        workspace.input().values(),
                        i * workspace.input().stride());
            }
            Arrays.fill(target.values(), i * classes, (i + 1) * classes, 0);
            target.values()[i * classes + data.label(example)] = 1;
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
