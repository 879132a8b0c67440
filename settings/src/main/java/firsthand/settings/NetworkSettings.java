package firsthand.settings;

import firsthand.data.Dataset;
import firsthand.initializer.Initializer;
import firsthand.loss.BinaryCrossEntropy;
import firsthand.loss.BinaryCrossEntropyWithLogits;
import firsthand.loss.CrossEntropy;
import firsthand.loss.Hinge;
import firsthand.loss.Huber;
import firsthand.loss.LogLikelihood;
import firsthand.loss.Loss;
import firsthand.loss.MeanAbsoluteError;
import firsthand.loss.MeanSquaredError;
import firsthand.network.Network;
import firsthand.network.NetworkBuilder;
import java.util.List;
import java.util.Optional;

/**
 * What the network is made of, what it begins with, and what it learns by.
 *
 * @param hidden units of each hidden layer
 * @param layers the layers before the last one; if there are any, instead of {@code hidden}
 * @param activation after each layer of {@code hidden}
 * @param dropout share of the outputs left out in training, after each layer of {@code hidden}
 * @param output activation of the last layer; "auto" for what the loss needs
 * @param weights the rule for initial weights; "auto" for what suits the activation
 * @param biases the rule for initial biases
 * @param loss what to learn by
 * @param labelSmoothing share of each target that cross-entropy spreads over all classes
 * @param classWeights weight of each class in cross-entropy; empty for 1 each
 */
record NetworkSettings(
        List<Integer> hidden,
        List<String> layers,
        String activation,
        double dropout,
        String output,
        String weights,
        String biases,
        String loss,
        double labelSmoothing,
        List<Double> classWeights) {

    static NetworkSettings read(Options options) {
        return new NetworkSettings(
                options.wholes("hidden", List.of(128)),
                options.words("layers"),
                options.text("activation", "relu"),
                options.number("dropout", 0),
                options.text("output", "auto"),
                options.text("weights", "auto"),
                options.text("biases", "zeros"),
                options.text("loss", "cross-entropy"),
                options.number("label-smoothing", 0),
                options.numbers("class-weights"));
    }

    /** The network for such data, its weights drawn by the seed. */
    Network network(Dataset data, long seed) {
        NetworkBuilder builder = Network.input(data.exampleShape().extents());
        var rule =
                weights.equals("auto") ? Optional.<Initializer>empty() : Optional.of(initializer("--weights", weights));
        var list = new LayerList(layers, rule, initializer("--biases", biases));
        list.addTo(builder);
        if (layers.isEmpty()) {
            hidden(list, builder);
        }
        list.dense(builder, data.classNames().size());
        String last = output.equals("auto") ? outputFor(loss) : output;
        if (!last.equals("none")) {
            LayerList.activate(builder, "--output", last);
        }
        return builder.build(seed);
    }

    private void hidden(LayerList list, NetworkBuilder builder) {
        for (int units : hidden) {
            if (units < 1) {
                throw new IllegalArgumentException("--hidden: expected layers of 1 unit or more, received " + units);
            }
            list.dense(builder, units);
            LayerList.activate(builder, "--activation", activation);
            if (dropout != 0) {
                builder.dropout(dropout);
            }
        }
    }

    private static String outputFor(String loss) {
        return switch (loss) {
            case "log-likelihood" -> "softmax";
            case "binary-cross-entropy" -> "sigmoid";
            default -> "none";
        };
    }

    private static Initializer initializer(String option, String rule) {
        String[] parts = rule.split(":", -1);
        return switch (parts[0]) {
            case "he" -> Initializer.he();
            case "xavier" -> Initializer.xavier();
            case "lecun" -> Initializer.lecun();
            case "zeros" -> Initializer.zeros();
            case "uniform" -> Initializer.uniform(argument(option, parts, 1), argument(option, parts, 2));
            case "normal" -> Initializer.normal(argument(option, parts, 1), argument(option, parts, 2));
            default ->
                throw new IllegalArgumentException(option + ": expected " + Words.INITIALIZERS + ", received " + rule);
        };
    }

    private static double argument(String option, String[] parts, int i) {
        if (parts.length != 3) {
            throw new IllegalArgumentException(
                    option + ": expected two numbers as in " + parts[0] + ":0:1, received " + String.join(":", parts));
        }
        return Options.number(option, parts[i]);
    }

    /** What the network learns by. */
    Loss makeLoss() {
        if (!loss.equals("cross-entropy") && (labelSmoothing != 0 || !classWeights.isEmpty())) {
            throw new IllegalArgumentException(
                    "--label-smoothing and --class-weights: expected the loss cross-entropy," + " received " + loss);
        }
        return switch (loss) {
            case "cross-entropy" ->
                CrossEntropy.smoothed(labelSmoothing)
                        .withClassWeights(classWeights.stream()
                                .mapToDouble(Double::doubleValue)
                                .toArray());
            case "log-likelihood" -> new LogLikelihood();
            case "binary-cross-entropy" -> new BinaryCrossEntropy();
            case "binary-cross-entropy-with-logits" -> new BinaryCrossEntropyWithLogits();
            case "mean-squared-error" -> new MeanSquaredError();
            case "mean-absolute-error" -> new MeanAbsoluteError();
            case "huber" -> new Huber(1);
            case "hinge" -> new Hinge();
            default -> throw new IllegalArgumentException("--loss: expected " + Words.LOSSES + ", received " + loss);
        };
    }
}
