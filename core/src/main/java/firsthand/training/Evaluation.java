package firsthand.training;

import firsthand.data.Dataset;
import firsthand.loss.Loss;
import firsthand.metric.ConfusionMatrix;
import firsthand.network.Network;
import firsthand.parallel.Workers;

/** How a network did on a data set: the loss and prediction of every example, and what can be told from them. */
public final class Evaluation {
    private final Dataset data;
    private final double[] losses;
    private final int[] predicted;
    private final ConfusionMatrix confusion;

    Evaluation(Dataset data, double[] losses, int[] predicted) {
        this.data = data;
        this.losses = losses;
        this.predicted = predicted;
        confusion = new ConfusionMatrix(data.classNames());
        for (int i = 0; i < predicted.length; i++) {
            confusion.add(data.label(i), predicted[i]);
        }
    }

    /**
     * Measures {@code network} on {@code data}, with so many threads; the result is the same to the bit for any number.
     *
     * @throws IllegalArgumentException if the network does not take such examples, or has not one output for each class
     */
    public static Evaluation of(Network network, Loss loss, Dataset data, int threads) {
        Trainer.checkFit(network, loss, data);
        try (var workers = new Workers(threads)) {
            return new Evaluator(network, loss, data, workers).evaluate();
        }
    }

    /** The number of examples. */
    public int examples() {
        return predicted.length;
    }

    /** How many of them were predicted right. */
    public long correct() {
        return confusion.correct();
    }

    /** The share of them that were predicted right, 0 to 1. */
    public double accuracy() {
        return confusion.accuracy();
    }

    /** The mean of the losses, summed in order. */
    public double loss() {
        double sum = 0;
        for (double loss : losses) {
            sum += loss;
        }
        return sum / losses.length;
    }

    /** The loss of example {@code i}. */
    public double loss(int i) {
        return losses[i];
    }

    /** The class that example {@code i} was predicted to be of: the one of the largest output, the first of several. */
    public int predicted(int i) {
        return predicted[i];
    }

    /** Which class was taken for which, how often. */
    public ConfusionMatrix confusion() {
        return confusion;
    }

    /** What was measured on. */
    public Dataset data() {
        return data;
    }
}
