package firsthand.playground.export;

import static firsthand.playground.export.Numbers.literal;

import firsthand.layer.Activation;
import firsthand.layer.AveragePool2d;
import firsthand.layer.Conv2d;
import firsthand.layer.Dense;
import firsthand.layer.Dropout;
import firsthand.layer.Kernel;
import firsthand.layer.Layer;
import firsthand.layer.MaxPool2d;
import firsthand.layer.Skip;
import firsthand.network.Network;
import java.util.Arrays;
import java.util.stream.Collectors;

/** A network as the calls of its builder, one to a line. */
final class JavaNetwork {
    private final Network network;
    private final Options options;
    private final Imports imports;

    JavaNetwork(Network network, Options options, Imports imports) {
        this.network = network;
        this.options = options;
        this.imports = imports;
    }

    /** {@code Network.input(28, 28)} and what follows, up to {@code .build(1)}. */
    String text(String indent) {
        String extents = Arrays.stream(network.inputShape().extents())
                .mapToObj(Integer::toString)
                .collect(Collectors.joining(", "));
        var text = new StringBuilder(imports.use("network.Network") + ".input(" + extents + ")");
        for (var layer : network.layers()) {
            text.append(indent).append('.').append(call(layer));
        }
        return text.append(indent)
                .append(".build(")
                .append(options.seed())
                .append(")")
                .toString();
    }

    private String call(Layer layer) {
        return switch (layer) {
            case Dense dense -> "dense(" + dense.out() + initializers() + ")";
            case Conv2d conv -> "conv2d(" + conv.out() + ", " + kernel(conv.kernel()) + initializers() + ")";
            case MaxPool2d pool -> "maxPool2d(" + window(pool.size(), pool.stride(), pool.padding()) + ")";
            case AveragePool2d pool -> "averagePool2d(" + window(pool.size(), pool.stride(), pool.padding()) + ")";
            case Dropout dropout -> "dropout(" + literal(dropout.rate()) + ")";
            case Skip skip -> "layer(new " + imports.use("layer.Skip") + "(" + skip.back() + "))";
            case Activation activation -> activation(activation);
            default -> plain(layer.type());
        };
    }

    private static String plain(String type) {
        return switch (type) {
            case "global-average-pool" -> "globalAveragePool()";
            case "flatten" -> "flatten()";
            case "batch-norm" -> "batchNorm()";
            case "layer-norm" -> "layerNorm()";
            case "softmax" -> "softmax()";
            case "log-softmax" -> "logSoftmax()";
            default -> throw new IllegalArgumentException("export: expected a layer of train, received " + type);
        };
    }

    private String activation(Activation activation) {
        return switch (activation.type()) {
            case "identity" -> "layer(" + imports.use("layer.Activation") + ".identity())";
            case "leaky-relu" -> withParameter("leakyRelu", activation, 0.01);
            case "elu" -> withParameter("elu", activation, 1);
            default -> activation.type() + "()";
        };
    }

    private String withParameter(String name, Activation activation, double usual) {
        double parameter = activation.parameter().orElseThrow();
        return parameter == usual
                ? name + "()"
                : "layer(" + imports.use("layer.Activation") + "." + name + "(" + literal(parameter) + "))";
    }

    private String kernel(Kernel kernel) {
        return imports.use("layer.Kernel") + ".size(" + kernel.height() + ")"
                + unless(1, kernel.stride(), "stride")
                + unless(0, kernel.padding(), "padding")
                + unless(1, kernel.dilation(), "dilation")
                + unless(1, kernel.groups(), "groups");
    }

    private static String unless(int usual, int value, String name) {
        return value == usual ? "" : "." + name + "(" + value + ")";
    }

    private static String window(int size, int stride, int padding) {
        return stride == size && padding == 0 ? "" + size : size + ", " + stride + ", " + padding;
    }

    /** The arguments that say what weights and biases begin with, where that is not the usual. */
    private String initializers() {
        boolean usualWeights = options.text("weights").equals("auto");
        boolean usualBiases = options.text("biases").equals("zeros");
        if (usualWeights) {
            return usualBiases ? "" : ", " + initializer("biases");
        }
        return ", " + initializer("weights") + ", " + initializer("biases");
    }

    private String initializer(String option) {
        String numbers = Arrays.stream(options.numbers(option))
                .mapToObj(Numbers::literal)
                .collect(Collectors.joining(", "));
        return imports.use("initializer.Initializer") + "." + options.word(option) + "(" + numbers + ")";
    }
}
