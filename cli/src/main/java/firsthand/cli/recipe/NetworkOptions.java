package firsthand.cli.recipe;

import firsthand.settings.Words;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What the network is made of, what it begins with, and what it learns by. */
final class NetworkOptions {
    @Option(
            names = "--hidden",
            split = ",",
            paramLabel = "N",
            description = "units of each hidden layer, such as 128,64")
    @Nullable
    List<Integer> hidden;

    @Option(
            names = "--layers",
            split = ",",
            paramLabel = "LAYER",
            description = "the layers before the last one, instead of --hidden: " + Words.LAYERS)
    @Nullable
    List<String> layers;

    @Option(
            names = "--activation",
            paramLabel = "NAME",
            description = Words.ACTIVATIONS + ", after each layer of --hidden")
    @Nullable
    String activation;

    @Option(
            names = "--dropout",
            paramLabel = "RATE",
            description = "share of the outputs left out in training, after each layer of --hidden")
    @Nullable
    Double dropout;

    @Option(
            names = "--output",
            paramLabel = "NAME",
            description =
                    "activation of the last layer: none, softmax, sigmoid or any other (by default, what the loss needs)")
    @Nullable
    String output;

    @Option(names = "--weights", paramLabel = "RULE", description = "initial weights: " + Words.INITIALIZERS)
    @Nullable
    String weights;

    @Option(names = "--biases", paramLabel = "RULE", description = "initial biases, by a rule as for --weights")
    @Nullable
    String biases;

    @Option(names = "--loss", paramLabel = "NAME", description = Words.LOSSES)
    @Nullable
    String loss;

    @Option(
            names = "--label-smoothing",
            paramLabel = "SHARE",
            description = "share of each target that cross-entropy spreads over all classes")
    @Nullable
    Double labelSmoothing;

    @Option(
            names = "--class-weights",
            split = ",",
            paramLabel = "X",
            description = "weight of each class in cross-entropy")
    @Nullable
    List<Double> classWeights;
}
