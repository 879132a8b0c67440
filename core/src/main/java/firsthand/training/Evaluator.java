package firsthand.training;

import firsthand.data.Augmentation;
import firsthand.data.Dataset;
import firsthand.loss.Loss;
import firsthand.network.Network;
import firsthand.parallel.Workers;
import firsthand.tensor.Tensor;
import java.util.Optional;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/** Measures a network on a data set again and again, with room that it keeps between the measurements. */
final class Evaluator {
    private static final int CAPACITY = 1024;

    /** So many values at most for a batch: 64 MB. */
    private static final int VALUES = 1 << 24;

    private final Network network;
    private final Loss loss;
    private final Dataset data;
    private final Workers workers;
    private final int capacity;
    private final Batch batch;
    private final int[] order;

    Evaluator(Network network, Loss loss, Dataset data, Workers workers) {
        this(network, loss, data, Optional.empty(), workers);
    }

    /** Measures on examples that are changed as they are read, in a way that draws nothing at random. */
    Evaluator(Network network, Loss loss, Dataset data, Optional<Augmentation> change, Workers workers) {
        this.network = network;
        this.loss = loss;
        this.data = data;
        this.workers = workers;
        int values = IntStream.range(0, network.layers().size())
                .map(i -> network.outputShape(i).size())
                .sum();
        capacity = Math.clamp(VALUES / values, 1, Math.min(CAPACITY, data.size()));
        batch = new Batch(network, loss, data, capacity, false, change);
        order = IntStream.range(0, data.size()).toArray();
    }

    Evaluation evaluate() {
        var losses = new double[data.size()];
        var predicted = new int[data.size()];
        forEachBatch(first -> {
            for (int i = 0; i < batch.size(); i++) {
                losses[first + i] = batch.loss(i);
                predicted[first + i] = batch.predicted(i);
            }
        });
        return new Evaluation(data, losses, predicted);
    }

    /** Measures, and keeps the probability of every class for every example. */
    Predictions predict() {
        var losses = new double[data.size()];
        var predicted = new int[data.size()];
        Tensor output = batch.workspace().output();
        var probabilities = new double[data.size() * output.stride()];
        forEachBatch(first -> {
            for (int i = 0; i < batch.size(); i++) {
                losses[first + i] = batch.loss(i);
                predicted[first + i] = batch.predicted(i);
            }
            loss.toProbabilities(output, 0, batch.size());
            for (int j = 0; j < batch.size() * output.stride(); j++) {
                probabilities[first * output.stride() + j] = output.values()[j];
            }
        });
        return new Predictions(new Evaluation(data, losses, predicted), probabilities);
    }

    /** Adds the probability of each class to {@code sums}, which has a row for each example. */
    void addProbabilities(double[] sums) {
        Tensor output = batch.workspace().output();
        forEachBatch(first -> {
            loss.toProbabilities(output, 0, batch.size());
            for (int j = 0; j < batch.size() * output.stride(); j++) {
                sums[first * output.stride() + j] += output.values()[j];
            }
        });
    }

    /** Takes all examples forward, batch by batch; {@code reader} gets the number of the first example of each. */
    private void forEachBatch(IntConsumer reader) {
        workers.run(workers.parts(), (part, parts) -> network.prepare(batch.workspace(), part, parts));
        for (int first = 0; first < data.size(); first += capacity) {
            batch.select(data, order, first, Math.min(capacity, data.size() - first), workers.parts());
            workers.run(batch.chunks(workers.count()), batch::forward);
            reader.accept(first);
        }
    }
}
