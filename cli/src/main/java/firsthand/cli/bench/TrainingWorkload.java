package firsthand.cli.bench;

import firsthand.data.Dataset;
import firsthand.network.Network;
import firsthand.optimizer.Adam;
import firsthand.optimizer.Sgd;
import firsthand.training.Training;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Training a network of dense layers by cross-entropy, batch after batch in the order of the data.
 *
 * @param name a short name
 * @param widths the numbers of inputs, of hidden units, and of outputs
 * @param activation "relu" or "sigmoid", after each hidden layer
 * @param examples how many examples of the training set are used
 * @param batchSize how many go into a step; the last batch of an epoch may be smaller
 * @param steps how many steps a run takes
 * @param optimizer "sgd" or "adam"
 * @param learningRate its constant learning rate
 */
public record TrainingWorkload(
        String name,
        List<Integer> widths,
        String activation,
        int examples,
        int batchSize,
        int steps,
        String optimizer,
        double learningRate)
        implements Workload {
    /** So many examples are measured, outside of the time, to say where a run arrived. */
    public static final int MEASURED = 1_000;

    @Override
    public String description() {
        return layers(widths) + " " + activation + ", "
                + (batchSize == examples ? "full batch of " + examples : "batches of " + batchSize) + ", " + optimizer;
    }

    static String layers(List<Integer> widths) {
        return widths.stream().map(String::valueOf).collect(Collectors.joining("-"));
    }

    @Override
    public String unitOfWork() {
        return batchSize == examples ? "iteration" : "epoch of " + examples;
    }

    @Override
    public int units() {
        return batchSize == examples ? steps : 1;
    }

    /** Forward, and back through all layers but the first, and the gradients. */
    @Override
    public double operations() {
        double perExample = 0;
        for (int i = 1; i < widths.size(); i++) {
            perExample += (i == 1 ? 2 : 3) * 2.0 * widths.get(i - 1) * widths.get(i);
        }
        return perExample * examples;
    }

    /** The network that every run starts from. */
    public Network network() {
        return network(widths, activation);
    }

    static Network network(List<Integer> widths, String activation) {
        var builder = Network.input(widths.getFirst());
        for (int width : widths.subList(1, widths.size() - 1)) {
            builder = builder.dense(width);
            builder = activation.equals("relu") ? builder.relu() : builder.sigmoid();
        }
        return builder.dense(widths.getLast()).build(1);
    }

    @Override
    public Work prepare(Dataset train, int threads) {
        var rule = optimizer.equals("adam") ? Adam.of(learningRate) : Sgd.of(learningRate);
        var training = Training.iterations(steps).batchSize(batchSize).optimizer(rule);
        return new FirsthandTraining(this::network, train.take(examples), training, steps, threads);
    }
}
