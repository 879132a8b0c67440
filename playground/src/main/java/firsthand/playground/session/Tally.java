package firsthand.playground.session;

/** What the batches gave since the last moment at which somebody looked. */
final class Tally {
    private double lossSum;
    private long correct;
    private long examples;

    /** Counts a batch with such a mean loss. */
    void add(double loss, int correct, int examples) {
        lossSum += loss * examples;
        this.correct += correct;
        this.examples += examples;
    }

    /** The mean loss; NaN if there was no batch. */
    double loss() {
        return lossSum / examples;
    }

    /** The share that was predicted right, 0 to 1; NaN if there was no batch. */
    double accuracy() {
        return correct / (double) examples;
    }

    /** Begins anew. */
    void clear() {
        lossSum = 0;
        correct = 0;
        examples = 0;
    }
}
