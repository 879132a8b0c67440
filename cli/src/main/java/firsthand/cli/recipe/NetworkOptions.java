package firsthand.cli.recipe;

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
import picocli.CommandLine.Option;

/** What the network is made of, what it begins with, and what it learns by. */
final class NetworkOptions {
    @Option(
            names = "--hidden",
            split = ",",
            paramLabel = "N",
            description = "units of each hidden layer, such as 128,64")
    private List<Integer> hidden = List.of(128);

    @Option(
            names = "--layers",
            split = ",",
            paramLabel = "LAYER",
            description = "the layers before the last one, instead of --hidden: " + LayerList.SYNTAX)
    private List<String> layers = List.of();

    @Option(
            names = "--activation",
            paramLabel = "NAME",
            description = "relu, leaky-relu, elu, gelu, silu, sigmoid, tanh or softplus, after each layer of --hidden")
    private String activation = "relu";

    @Option(
            names = "--dropout",
            paramLabel = "RATE",
            description = "share of the outputs left out in training, after each layer of --hidden")
    private double dropout;

    @Option(
            names = "--output",
            paramLabel = "NAME",
            description =
                    "activation of the last layer: none, softmax, sigmoid or any other (by default, what the loss needs)")
    private String output = "auto";

    @Option(
            names = "--weights",
            paramLabel = "RULE",
            description = "initial weights: auto, he, xavier, lecun, zeros, uniform:LOW:HIGH or normal:MEAN:DEVIATION")
    private String weights = "auto";

    @Option(names = "--biases", paramLabel = "RULE", description = "initial biases, by a rule as for --weights")
    private String biases = "zeros";

    @Option(
            names = "--loss",
            paramLabel = "NAME",
            description = "cross-entropy, log-likelihood, binary-cross-entropy, binary-cross-entropy-with-logits,"
                    + " mean-squared-error, mean-absolute-error, huber or hinge")
    private String loss = "cross-entropy";

    @Option(
            names = "--label-smoothing",
            paramLabel = "SHARE",
            description = "share of each target that cross-entropy spreads over all classes")
    private double labelSmoothing;

    @Option(
            names = "--class-weights",
            split = ",",
            paramLabel = "X",
            description = "weight of each class in cross-entropy")
    private List<Double> classWeights = List.of();

    List<Integer> hidden() {
        return hidden;
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
                throw new IllegalArgumentException(option
                        + ": expected auto, he, xavier, lecun, zeros, uniform:LOW:HIGH or normal:MEAN:DEVIATION,"
                        + " received " + rule);
        };
    }

    private static double argument(String option, String[] parts, int i) {
        if (parts.length != 3) {
            throw new IllegalArgumentException(
                    option + ": expected two numbers as in " + parts[0] + ":0:1, received " + String.join(":", parts));
        }
        return Settings.number(option, parts[i]);
    }

    /** What the network learns by. */
    Loss loss() {
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
            default ->
                throw new IllegalArgumentException("--loss: expected cross-entropy, log-likelihood,"
                        + " binary-cross-entropy, binary-cross-entropy-with-logits, mean-squared-error,"
                        + " mean-absolute-error, huber or hinge, received " + loss);
        };
    }
}
