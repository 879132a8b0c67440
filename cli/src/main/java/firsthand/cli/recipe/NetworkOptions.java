package firsthand.cli.recipe;

import firsthand.data.Dataset;
import firsthand.initializer.Initializer;
import firsthand.loss.BinaryCrossEntropy;
import firsthand.loss.CrossEntropy;
import firsthand.loss.LogLikelihood;
import firsthand.loss.Loss;
import firsthand.loss.MeanSquaredError;
import firsthand.network.Network;
import firsthand.network.NetworkBuilder;
import java.util.List;
import picocli.CommandLine.Option;

/** What the network is made of, what it begins with, and what it learns by. */
final class NetworkOptions {
    @Option(
            names = "--hidden",
            split = ",",
            paramLabel = "N",
            description = "units of each hidden layer, such as 128,64")
    private List<Integer> hidden = List.of(128);

    @Option(names = "--activation", paramLabel = "NAME", description = "relu, sigmoid or tanh")
    private String activation = "relu";

    @Option(
            names = "--output",
            paramLabel = "NAME",
            description = "activation of the last layer: none, softmax or sigmoid (by default, what the loss needs)")
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
            description = "cross-entropy, log-likelihood, binary-cross-entropy or mean-squared-error")
    private String loss = "cross-entropy";

    List<Integer> hidden() {
        return hidden;
    }

    /** The network for such data, its weights drawn by the seed. */
    Network network(Dataset data, long seed) {
        NetworkBuilder builder = Network.input(data.exampleShape().extents());
        for (int units : hidden) {
            dense(builder, units, activation.equals("relu"));
            activate(builder, "--activation", activation);
        }
        dense(builder, data.classNames().size(), false);
        String last = output.equals("auto") ? outputFor(loss) : output;
        if (!last.equals("none")) {
            activate(builder, "--output", last);
        }
        return builder.build(seed);
    }

    private void dense(NetworkBuilder builder, int units, boolean beforeRelu) {
        if (units < 1) {
            throw new IllegalArgumentException("--hidden: expected layers of 1 unit or more, received " + units);
        }
        var rule = weights.equals("auto")
                ? beforeRelu ? Initializer.he() : Initializer.xavier()
                : initializer("--weights", weights);
        builder.dense(units, rule, initializer("--biases", biases));
    }

    private static void activate(NetworkBuilder builder, String option, String name) {
        switch (name) {
            case "relu" -> builder.relu();
            case "sigmoid" -> builder.sigmoid();
            case "tanh" -> builder.tanh();
            case "softmax" -> builder.softmax();
            default ->
                throw new IllegalArgumentException(
                        option + ": expected relu, sigmoid, tanh or softmax, received " + name);
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
        return switch (loss) {
            case "cross-entropy" -> new CrossEntropy();
            case "log-likelihood" -> new LogLikelihood();
            case "binary-cross-entropy" -> new BinaryCrossEntropy();
            case "mean-squared-error" -> new MeanSquaredError();
            default ->
                throw new IllegalArgumentException("--loss: expected cross-entropy, log-likelihood,"
                        + " binary-cross-entropy or mean-squared-error, received " + loss);
        };
    }
}
