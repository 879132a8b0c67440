package firsthand.cli.bench;

import firsthand.data.Dataset;
import firsthand.layer.Kernel;
import firsthand.network.Network;
import firsthand.optimizer.Adam;
import firsthand.training.Training;

/**
 * Training LeNet-5, with 6 and 16 filters and max pooling, by cross-entropy and Adam, batch after batch in the order of
 * the data. (LeCun et al., 1998, section II.B, with rectifiers for its sigmoids and softmax for its radial functions.)
 *
 * @param name a short name
 * @param examples how many examples of the training set are used
 * @param batchSize how many go into a step; the last batch of an epoch may be smaller
 * @param steps how many steps a run takes
 * @param learningRate its constant learning rate
 */
public record LeNetWorkload(String name, int examples, int batchSize, int steps, double learningRate)
        implements Workload {

    @Override
    public String description() {
        return "LeNet-5 relu, batches of " + batchSize + ", adam";
    }

    @Override
    public String unitOfWork() {
        return "epoch of " + examples;
    }

    @Override
    public int units() {
        return 1;
    }

    /** Forward, and back through all layers but the first, and the gradients. */
    @Override
    public double operations() {
        double first = 28 * 28 * 6 * 25;
        double others = 10 * 10 * 16 * 150 + 400 * 120 + 120 * 84 + 84 * 10;
        return 2 * (2 * first + 3 * others) * examples;
    }

    /** The network that every run starts from. */
    public Network network() {
        return Network.input(28, 28)
                .conv2d(6, Kernel.size(5).padding(2))
                .relu()
                .maxPool2d(2)
                .conv2d(16, Kernel.size(5))
                .relu()
                .maxPool2d(2)
                .dense(120)
                .relu()
                .dense(84)
                .relu()
                .dense(10)
                .build(1);
    }

    @Override
    public Work prepare(Dataset train, int threads) {
        var training = Training.iterations(steps).batchSize(batchSize).optimizer(Adam.of(learningRate));
        return new FirsthandTraining(this::network, train.take(examples), training, steps, threads);
    }
}
