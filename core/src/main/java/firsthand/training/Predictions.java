package firsthand.training;

import firsthand.data.Dataset;
import firsthand.loss.Loss;
import firsthand.metric.Calibration;
import firsthand.network.Network;
import firsthand.parallel.Workers;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * An {@link Evaluation} with the probability of every class for every example: what it takes to look at single
 * predictions, and at how sure they are.
 *
 * <pre>{@code
 * var predictions = Predictions.of(network, loss, test, threads);
 * int worst = predictions.mistakes().getFirst();
 * System.out.println(predictions.probabilities(worst));
 * }</pre>
 */
public final class Predictions {
    /** Probabilities that were rounded to floats may add up to as much more than 1. */
    private static final double ROUNDING = 1e-5;

    private final Evaluation evaluation;
    private final double[] probabilities;
    private final int classes;

    /** @param probabilities a row for each example */
    Predictions(Evaluation evaluation, double[] probabilities) {
        this.evaluation = evaluation;
        this.probabilities = probabilities;
        classes = evaluation.data().classNames().size();
    }

    /**
     * What {@code network} makes of {@code data}, with so many threads; the result is the same to the bit for any number.
     *
     * @throws IllegalArgumentException if the network does not take such examples, or has not one output for each class
     */
    public static Predictions of(Network network, Loss loss, Dataset data, int threads) {
        Trainer.checkFit(network, loss, data);
        try (var workers = new Workers(threads)) {
            return new Evaluator(network, loss, data, workers).predict();
        }
    }

    /** How good they are. */
    public Evaluation evaluation() {
        return evaluation;
    }

    /** What was predicted. */
    public Dataset data() {
        return evaluation.data();
    }

    /**
     * How sure the network is that example {@code i} is of class {@code c}: a probability, 0 to 1, where its loss knows
     * how to read its outputs, see {@link Loss#toProbabilities}; otherwise the output itself.
     */
    public double probability(int i, int c) {
        return probabilities[i * classes + c];
    }

    /** {@link #probability} of every class. */
    public List<Double> probabilities(int i) {
        return IntStream.range(0, classes).mapToObj(c -> probability(i, c)).toList();
    }

    /** {@link #probability} of the class that example {@code i} was predicted to be of. */
    public double confidence(int i) {
        return probability(i, evaluation.predicted(i));
    }

    /** Whether example {@code i} was predicted to be of its class. */
    public boolean isRight(int i) {
        return evaluation.predicted(i) == data().label(i);
    }

    /** The examples predicted wrong, that of the largest loss first; of equal ones, in the order of the data. */
    public List<Integer> mistakes() {
        return IntStream.range(0, evaluation.examples())
                .filter(i -> !isRight(i))
                .boxed()
                .sorted(Comparator.comparingDouble((Integer i) -> evaluation.loss(i))
                        .reversed())
                .toList();
    }

    /**
     * How confidence and accuracy go together, in so many bins; empty where outputs are no probabilities.
     *
     * @throws IllegalArgumentException if bins are fewer than 1
     */
    public Optional<Calibration> calibration(int bins) {
        var confidences = new double[evaluation.examples()];
        var right = new boolean[confidences.length];
        for (int i = 0; i < confidences.length; i++) {
            double confidence = confidence(i);
            if (!(confidence >= 0 && confidence <= 1 + ROUNDING)) {
                return Optional.empty();
            }
            confidences[i] = Math.min(1, confidence);
            right[i] = isRight(i);
        }
        return Optional.of(Calibration.of(confidences, right, bins));
    }
}
