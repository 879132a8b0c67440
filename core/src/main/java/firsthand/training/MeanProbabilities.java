package firsthand.training;

import firsthand.data.Augmentation;
import firsthand.data.Dataset;
import firsthand.loss.Loss;
import firsthand.network.Network;
import firsthand.parallel.Workers;
import java.util.Arrays;
import java.util.Optional;

/**
 * What several networks together make of a data set, or one network that sees every example in several ways: for each
 * example and class the mean p of the probabilities.
 *
 * <pre>{@code
 * var mean = new MeanProbabilities(data);
 * mean.add(first, loss, Optional.empty(), threads);
 * mean.add(second, loss, Optional.empty(), threads);
 * double accuracy = mean.evaluation().accuracy();
 * }</pre>
 */
public final class MeanProbabilities {
    /** As near to 0 as a probability may come before its logarithm is taken. */
    private static final double CLOSEST = 1e-7;

    private final Dataset data;
    private final int classes;
    private final double[] sums;
    private int opinions;

    /** Of nobody yet. */
    public MeanProbabilities(Dataset data) {
        this.data = data;
        classes = data.classNames().size();
        sums = new double[data.size() * classes];
    }

    /**
     * Takes in what one network makes of every example; the result is the same to the bit for any number of threads.
     *
     * @param loss what the network has learned by, which knows how to read its outputs
     * @param view how the network sees each example, if not as it is: a change that draws nothing at random
     * @throws IllegalArgumentException if the network does not take such examples, or has not one output for each class
     */
    public void add(Network network, Loss loss, Optional<Augmentation> view, int threads) {
        Trainer.checkFit(network, loss, data);
        try (var workers = new Workers(threads)) {
            new Evaluator(network, loss, data, view, workers).addProbabilities(sums);
        }
        opinions++;
    }

    /**
     * How all of them together did; see {@link #predictions()}.
     *
     * @throws IllegalStateException if nothing has been added
     */
    public Evaluation evaluation() {
        return predictions().evaluation();
    }

    /**
     * What all of them together say, and how they did: the class predicted is the one of the largest mean, the first of several; the loss
     * of an example of class c is -log p[c], with p kept at least 1e-7 away from 0.
     *
     * @throws IllegalStateException if nothing has been added
     */
    public Predictions predictions() {
        if (opinions == 0) {
            throw new IllegalStateException("mean probabilities: expected those of 1 network or more, received none");
        }
        var losses = new double[data.size()];
        var predicted = new int[data.size()];
        for (int i = 0; i < data.size(); i++) {
            losses[i] = -StrictMath.log(Math.max(CLOSEST, sums[i * classes + data.label(i)] / opinions));
            predicted[i] = argMax(i);
        }
        var means = Arrays.stream(sums).map(sum -> sum / opinions).toArray();
        return new Predictions(new Evaluation(data, losses, predicted), means);
    }

    private int argMax(int i) {
        int best = 0;
        for (int c = 1; c < classes; c++) {
            if (sums[i * classes + c] > sums[i * classes + best]) {
                best = c;
            }
        }
        return best;
    }
}
