package firsthand.training;

import firsthand.random.RandomStream;
import java.util.stream.IntStream;

/** In which order the examples come, epoch by epoch: which of them make the batch of each step. */
final class Epochs {
    private final int examples;
    private final int batchSize;
    private final int batches;
    private final boolean shuffles;
    private final RandomStream random;
    private int epoch = -1;
    private int[] order = {};
    private RandomStream augmenting;

    /** Of a training on so many examples. */
    Epochs(Training training, int examples) {
        this.examples = examples;
        batchSize = training.batchSize().of(examples);
        batches = training.batches(examples, batchSize);
        shuffles = training.shuffles(batches);
        random = RandomStream.of(training.seed());
        augmenting = random.split("augmentation");
    }

    /** How many examples a batch has; the last of an epoch may have fewer. */
    int batchSize() {
        return batchSize;
    }

    /** How many batches make an epoch. */
    int batches() {
        return batches;
    }

    /** The step after {@code stepsDone} is about to be made. */
    void goTo(long stepsDone) {
        int next = (int) (stepsDone / batches);
        if (next != epoch) {
            epoch = next;
            order = IntStream.range(0, examples).toArray();
            if (shuffles) {
                random.split("shuffling").split(epoch).shuffle(order);
            }
            augmenting = random.split("augmentation").split(epoch);
        }
    }

    /** All examples in the order of the epoch. */
    int[] order() {
        return order;
    }

    /** By what the epoch's examples are changed as they are read. */
    RandomStream augmenting() {
        return augmenting;
    }

    /** Where in the order the batch after {@code stepsDone} steps begins. */
    int first(long stepsDone) {
        return (int) (stepsDone % batches) * batchSize;
    }

    /** How many examples it has. */
    int count(long stepsDone) {
        return Math.min(batchSize, examples - first(stepsDone));
    }
}
