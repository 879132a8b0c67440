package firsthand.network;

import firsthand.initializer.Initializer;
import firsthand.layer.Activation;
import firsthand.layer.Dense;
import firsthand.layer.Layer;
import firsthand.layer.Softmax;
import firsthand.random.RandomStream;
import firsthand.tensor.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Collects the layers of a network; {@link #build} checks their shapes and draws their weights.
 *
 * <p>Where no initialiser is given, biases begin at zero, and weights by {@link Initializer#he()} before a ReLU, by
 * {@link Initializer#xavier()} elsewhere.
 */
public final class NetworkBuilder {
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

    private NetworkBuilder dense(int units, Optional<Initializer> weights, Initializer biases) {
        if (units < 1) {
            throw new IllegalArgumentException("dense: expected 1 unit or more, received " + units);
        }
        return add("dense", (input, random, next) -> {
            var usual = next.equals("relu") ? Initializer.he() : Initializer.xavier();
            return new Dense(input.size(), units, weights.orElse(usual), biases, random);
        });
    }

    /** A rectified linear activation. */
    public NetworkBuilder relu() {
        return layer(Activation.relu());
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

    /** A layer of your own. */
    public NetworkBuilder layer(Layer layer) {
        return add(layer.type(), (input, random, next) -> layer);
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
            String next = i + 1 < steps.size() ? steps.get(i + 1).type : "";
            try {
                var layer = step.maker.make(shape, random.split(i), next);
                shape = layer.outputShape(shape);
                layers.add(layer);
            } catch (IllegalArgumentException misfit) {
                throw new IllegalArgumentException(
                        "layer " + i + " (" + step.type + "): " + misfit.getMessage(), misfit);
            }
        }
        return new Network(inputShape, layers);
    }

    private record Step(String type, Maker maker) {}

    private interface Maker {
        Layer make(Shape input, RandomStream random, String next);
    }
}
