package firsthand.network;

import firsthand.initializer.Initializer;
import firsthand.layer.Activation;
import firsthand.layer.AveragePool2d;
import firsthand.layer.BatchNorm;
import firsthand.layer.Conv2d;
import firsthand.layer.Dense;
import firsthand.layer.Dropout;
import firsthand.layer.Flatten;
import firsthand.layer.GlobalAveragePool;
import firsthand.layer.Kernel;
import firsthand.layer.Layer;
import firsthand.layer.LayerNorm;
import firsthand.layer.LogSoftmax;
import firsthand.layer.MaxPool2d;
import firsthand.layer.Skip;
import firsthand.layer.Softmax;
import firsthand.random.RandomStream;
import firsthand.tensor.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Collects the layers of a network; {@link #build} checks their shapes and draws their weights.
 *
 * <p>Where no initialiser is given, biases begin at zero, and weights by {@link Initializer#he()} before a ReLU, by
 * {@link Initializer#xavier()} elsewhere; what goes for ReLU goes for its relatives, and normalisation, pooling and
 * dropout may stand between.
 */
public final class NetworkBuilder {
    private static final Set<String> RECTIFIERS = Set.of("relu", "leaky-relu", "elu", "gelu", "silu", "softplus");
    private static final Set<String> BETWEEN =
            Set.of("batch-norm", "layer-norm", "max-pool2d", "average-pool2d", "dropout", "skip");

    private final Shape inputShape;
    private final List<Step> steps = new ArrayList<>();

    NetworkBuilder(Shape inputShape) {
        this.inputShape = inputShape;
    }

    /**
     * A fully connected layer of {@code units} units.
     *
     * @throws IllegalArgumentException if that is below 1
     */
    public NetworkBuilder dense(int units) {
        return dense(units, Optional.empty(), Initializer.zeros());
    }

    /** A fully connected layer whose weights and biases begin as the initialisers say. */
    public NetworkBuilder dense(int units, Initializer weights, Initializer biases) {
        return dense(units, Optional.of(weights), biases);
    }

    /** A fully connected layer whose biases begin as the initialiser says. */
    public NetworkBuilder dense(int units, Initializer biases) {
        return dense(units, Optional.empty(), biases);
    }

    private NetworkBuilder dense(int units, Optional<Initializer> weights, Initializer biases) {
        if (units < 1) {
            throw new IllegalArgumentException("dense: expected 1 unit or more, received " + units);
        }
        return add(
                "dense",
                (input, random, usual) -> new Dense(input.size(), units, weights.orElse(usual), biases, random));
    }

    /**
     * A convolutional layer of {@code filters} filters: {@code conv2d(16, Kernel.size(3).padding(1))}.
     *
     * @throws IllegalArgumentException if there is not at least one
     */
    public NetworkBuilder conv2d(int filters, Kernel kernel) {
        return conv2d(filters, kernel, Optional.empty(), Initializer.zeros());
    }

    /** A convolutional layer whose weights and biases begin as the initialisers say. */
    public NetworkBuilder conv2d(int filters, Kernel kernel, Initializer weights, Initializer biases) {
        return conv2d(filters, kernel, Optional.of(weights), biases);
    }

    /** A convolutional layer whose biases begin as the initialiser says. */
    public NetworkBuilder conv2d(int filters, Kernel kernel, Initializer biases) {
        return conv2d(filters, kernel, Optional.empty(), biases);
    }

    private NetworkBuilder conv2d(int filters, Kernel kernel, Optional<Initializer> weights, Initializer biases) {
        return add(
                "conv2d",
                (input, random, usual) -> new Conv2d(input, filters, kernel, weights.orElse(usual), biases, random));
    }

    /** The largest value of each window of {@code size} x {@code size} pixels, the windows side by side. */
    public NetworkBuilder maxPool2d(int size) {
        return maxPool2d(size, size, 0);
    }

    /** The largest value of each window. */
    public NetworkBuilder maxPool2d(int size, int stride, int padding) {
        return add("max-pool2d", (input, random, usual) -> new MaxPool2d(input, size, stride, padding));
    }

    /** The mean of each window of {@code size} x {@code size} pixels, the windows side by side. */
    public NetworkBuilder averagePool2d(int size) {
        return averagePool2d(size, size, 0);
    }

    /** The mean of each window. */
    public NetworkBuilder averagePool2d(int size, int stride, int padding) {
        return add("average-pool2d", (input, random, usual) -> new AveragePool2d(input, size, stride, padding));
    }

    /** The mean of each channel over the whole image. */
    public NetworkBuilder globalAveragePool() {
        return layer(new GlobalAveragePool());
    }

    /** The image as one row of numbers. */
    public NetworkBuilder flatten() {
        return layer(new Flatten());
    }

    /**
     * Leaves out values with probability {@code rate} in training.
     *
     * @throws IllegalArgumentException unless it is from 0 to below 1
     */
    public NetworkBuilder dropout(double rate) {
        return layer(new Dropout(rate));
    }

    /** Mean 0 and variance 1 for each channel over the batch. */
    public NetworkBuilder batchNorm() {
        return add("batch-norm", (input, random, usual) -> new BatchNorm(BatchNorm.channels(input)));
    }

    /** Mean 0 and variance 1 for each example over its values. */
    public NetworkBuilder layerNorm() {
        return add("layer-norm", (input, random, usual) -> new LayerNorm(input.size()));
    }

    /**
     * The layers that {@code body} adds, and a connection past them: {@code residual(body -> body.dense(64).relu())}.
     *
     * @throws IllegalArgumentException if it adds none
     */
    public NetworkBuilder residual(Consumer<NetworkBuilder> body) {
        int before = steps.size();
        body.accept(this);
        return layer(new Skip(steps.size() - before));
    }

    /** A rectified linear activation. */
    public NetworkBuilder relu() {
        return layer(Activation.relu());
    }

    /** A rectified linear activation that lets a hundredth through below 0. */
    public NetworkBuilder leakyRelu() {
        return layer(Activation.leakyRelu());
    }

    /** An exponential linear activation. */
    public NetworkBuilder elu() {
        return layer(Activation.elu());
    }

    /** A Gaussian error linear activation. */
    public NetworkBuilder gelu() {
        return layer(Activation.gelu());
    }

    /** A sigmoid-weighted linear activation. */
    public NetworkBuilder silu() {
        return layer(Activation.silu());
    }

    /** A smooth rectifier. */
    public NetworkBuilder softplus() {
        return layer(Activation.softplus());
    }

    /** A logistic activation. */
    public NetworkBuilder sigmoid() {
        return layer(Activation.sigmoid());
    }

    /** A hyperbolic tangent activation. */
    public NetworkBuilder tanh() {
        return layer(Activation.tanh());
    }

    /** Probabilities at the end of a network, for losses that do not apply softmax themselves. */
    public NetworkBuilder softmax() {
        return layer(new Softmax());
    }

    /** Logarithms of probabilities at the end of a network. */
    public NetworkBuilder logSoftmax() {
        return layer(new LogSoftmax());
    }

    /** A layer of your own. */
    public NetworkBuilder layer(Layer layer) {
        return add(layer.type(), (input, random, usual) -> layer);
    }

    private NetworkBuilder add(String type, Maker maker) {
        steps.add(new Step(type, maker));
        return this;
    }

    /**
     * Checks the shapes and draws the weights. The same seed draws the same weights.
     *
     * @throws IllegalArgumentException if there is no layer, or one that cannot work on the output of the one before:
     * the message names
     *     the layer, what it expected and what it received
     */
    public Network build(long seed) {
        if (steps.isEmpty()) {
            throw new IllegalArgumentException("network: expected at least one layer, received none");
        }
        var random = RandomStream.of(seed).split("weights");
        List<Layer> layers = new ArrayList<>();
        Shape shape = inputShape;
        for (int i = 0; i < steps.size(); i++) {
            var step = steps.get(i);
            try {
                var layer = step.maker.make(shape, random.split(i), usualWeights(i));
                shape = layer.outputShape(shape);
                layers.add(layer);
            } catch (IllegalArgumentException misfit) {
                throw new IllegalArgumentException(
                        "layer " + i + " (" + step.type + "): " + misfit.getMessage(), misfit);
            }
        }
        return new Network(inputShape, layers);
    }

    /** What weights begin with, by the next activation. */
    private Initializer usualWeights(int i) {
        return steps.stream()
                .skip(i + 1)
                .map(Step::type)
                .filter(type -> !BETWEEN.contains(type))
                .findFirst()
                .filter(RECTIFIERS::contains)
                .map(rectifier -> Initializer.he())
                .orElseGet(Initializer::xavier);
    }

    private record Step(String type, Maker maker) {}

    private interface Maker {
        Layer make(Shape input, RandomStream random, Initializer usual);
    }
}
