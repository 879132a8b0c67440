package firsthand.classifier;

import firsthand.data.Dataset;
import firsthand.loss.CrossEntropy;
import firsthand.loss.Loss;
import firsthand.network.Network;
import firsthand.tensor.Tensor;
import firsthand.training.Checkpoint;
import firsthand.training.Evaluation;
import firsthand.training.History;
import firsthand.training.Trainer;
import firsthand.training.Training;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A network that tells classes apart, with all that is needed to use it: the loss it learns by, what its classes are
 * called, and how its inputs are scaled.
 *
 * <pre>{@code
 * var network = Network.input(28, 28).dense(128).relu().dense(10).build(seed);
 * var classifier = Classifier.of(network);
 * classifier.fit(mnist.train(), Training.epochs(10).batchSize(64).optimizer(Adam.of(1e-3)).validation(0.1));
 * System.out.println(classifier.evaluate(mnist.test()).accuracy());
 * System.out.println(classifier.predict(mnist.test().example(0)).label());
 * }</pre>
 *
 * <p>Safe to share between threads while nobody trains it.
 */
public final class Classifier {
    private final Network network;
    private final Loss loss;
    private List<String> classNames;
    private int fullScale;

    private Classifier(Network network, Loss loss, List<String> classNames, int fullScale) {
        if (classNames.size() != network.outputShape().size()) {
            throw new IllegalArgumentException("Classifier: expected a name for each of "
                    + network.outputShape().size() + " outputs, received " + classNames);
        }
        this.network = network;
        this.loss = loss;
        this.classNames = List.copyOf(classNames);
        this.fullScale = fullScale;
    }

    /** A classifier that learns by cross-entropy. Classes are called "0", "1", ... until it has seen a data set. */
    public static Classifier of(Network network) {
        return of(network, new CrossEntropy());
    }

    /** A classifier that learns by the given loss. */
    public static Classifier of(Network network, Loss loss) {
        var numbers = IntStream.range(0, network.outputShape().size())
                .mapToObj(Integer::toString)
                .toList();
        return of(network, loss, numbers, 1);
    }

    /**
     * A classifier with all that a model file holds.
     *
     * @param fullScale what an input of 1 was in the original data: 255 for bytes
     * @throws IllegalArgumentException if there is not one name for each output, or loss and network do not fit
     * together
     */
    public static Classifier of(Network network, Loss loss, List<String> classNames, int fullScale) {
        loss.refusal(network.layers().getLast().type()).ifPresent(refusal -> {
            throw new IllegalArgumentException(refusal);
        });
        return new Classifier(network, loss, classNames, fullScale);
    }

    /** The network within. */
    public Network network() {
        return network;
    }

    /** What it learns by. */
    public Loss loss() {
        return loss;
    }

    /** What each class is called. */
    public List<String> classNames() {
        return classNames;
    }

    /** What an input of 1 was in the original data: 255 for bytes. */
    public int fullScale() {
        return fullScale;
    }

    /**
     * Trains on {@code data}, whose class names and scale become this classifier's.
     *
     * @throws IllegalArgumentException if network and data do not fit together
     * @throws firsthand.training.DivergenceException if the loss stops being finite
     */
    public History fit(Dataset data, Training training) {
        return fit(data, new Trainer(network, loss, training));
    }

    /** Like {@link #fit(Dataset, Training)}, for those who hold the trainer of {@link #network()} so as to stop it. */
    public History fit(Dataset data, Trainer trainer) {
        classNames = data.classNames();
        fullScale = data.fullScale();
        return trainer.fit(data);
    }

    /**
     * Goes on with a training from where {@code checkpoint} was taken; see {@link Trainer#resume}.
     *
     * @param trainer of {@link #network()}
     * @throws IllegalArgumentException if the checkpoint does not fit; then nothing has changed
     * @throws firsthand.training.DivergenceException if the loss stops being finite
     */
    public History resume(Dataset data, Trainer trainer, Checkpoint checkpoint) {
        var namesBefore = classNames;
        int scaleBefore = fullScale;
        classNames = data.classNames();
        fullScale = data.fullScale();
        try {
            return trainer.resume(data, checkpoint);
        } catch (IllegalArgumentException refused) {
            classNames = namesBefore;
            fullScale = scaleBefore;
            throw refused;
        }
    }

    /**
     * Measures this classifier on {@code data}, on every processor.
     *
     * @throws IllegalArgumentException if network and data do not fit together
     */
    public Evaluation evaluate(Dataset data) {
        return Evaluation.of(network, loss, data, Runtime.getRuntime().availableProcessors());
    }

    /**
     * What one example is taken for.
     *
     * @param example scaled as the training data was, of the network's input shape
     */
    public Prediction predict(Tensor example) {
        return predictAll(Tensor.of(
                        network.inputShape().batch(1), checked(example).values()))
                .getFirst();
    }

    private Tensor checked(Tensor example) {
        if (example.size() != network.inputShape().size()) {
            throw new IllegalArgumentException(
                    "predict: expected an example of shape " + network.inputShape() + ", received " + example.shape());
        }
        return example;
    }

    /** What each example of a batch is taken for. */
    public List<Prediction> predictAll(Tensor examples) {
        var output = network.predict(examples);
        int count = output.shape().extent(0);
        loss.toProbabilities(output, 0, count);
        List<Prediction> predictions = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int best = output.argMax(i);
            predictions.add(new Prediction(best, classNames.get(best), row(output, i)));
        }
        return predictions;
    }

    private static List<Double> row(Tensor output, int i) {
        return IntStream.range(i * output.stride(), (i + 1) * output.stride())
                .mapToObj(j -> (double) output.values()[j])
                .toList();
    }
}
