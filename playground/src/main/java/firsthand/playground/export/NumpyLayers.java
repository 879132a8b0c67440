package firsthand.playground.export;

import static firsthand.playground.export.Numbers.literal;

import firsthand.layer.Activation;
import firsthand.layer.AveragePool2d;
import firsthand.layer.BatchNorm;
import firsthand.layer.Conv2d;
import firsthand.layer.Dense;
import firsthand.layer.Dropout;
import firsthand.layer.Layer;
import firsthand.layer.MaxPool2d;
import firsthand.layer.Skip;
import firsthand.network.Network;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The layers of a network in Python: the classes that it needs, and how they are put together. */
final class NumpyLayers {
    private static final Set<String> RECTIFIERS = Set.of("relu", "leaky-relu", "elu", "gelu", "silu", "softplus");
    private static final Set<String> BETWEEN =
            Set.of("batch-norm", "layer-norm", "max-pool2d", "average-pool2d", "dropout");
    private static final Set<String> OF_IMAGES =
            Set.of("conv2d", "max-pool2d", "average-pool2d", "global-average-pool", "batch-norm");
    private static final Set<String> OF_ROWS = Set.of("layer-norm", "softmax", "log-softmax");

    private final Network network;
    private final NumpyRandom random;
    private final Map<String, String> classes = new LinkedHashMap<>();

    NumpyLayers(Network network, NumpyRandom random) {
        this.network = network;
        this.random = random;
        classes.put("Parameter", NumpyClasses.PARAMETER);
    }

    /** Whether examples go in as images, and not as rows of numbers. */
    static boolean takesImages(Network network) {
        return IntStream.range(0, network.layers().size())
                .anyMatch(i -> isImage(network, i)
                        && OF_IMAGES.contains(network.layers().get(i).type()));
    }

    /** The layers that there are no classes for. */
    static Set<String> beyond(Network network) {
        boolean images = takesImages(network);
        return IntStream.range(0, network.layers().size())
                .filter(i -> switch (network.layers().get(i)) {
                    case Skip skip -> true;
                    case Conv2d conv -> conv.kernel().groups() > 1;
                    default ->
                        images
                                && isImage(network, i)
                                && OF_ROWS.contains(network.layers().get(i).type());
                })
                .mapToObj(i -> network.layers().get(i).type() + " as layer " + i)
                .collect(Collectors.toSet());
    }

    private static boolean isImage(Network network, int i) {
        return network.inputShape(i).rank() > 1;
    }

    /** The list of the layers, one to a line. */
    String constructors() {
        var text = new StringBuilder("[\n");
        boolean images = takesImages(network);
        for (int i = 0; i < network.layers().size(); i++) {
            var layer = network.layers().get(i);
            if (images && isImage(network, i) && layer instanceof Dense) {
                text.append("        ")
                        .append(constructor("Flatten", NumpyImages.FLATTEN, ""))
                        .append(",\n");
            }
            text.append("        ").append(constructor(layer, i)).append(",\n");
        }
        return text.append("    ]").toString();
    }

    private String constructor(Layer layer, int i) {
        return switch (layer) {
            case Dense dense ->
                constructor("Dense", NumpyClasses.DENSE, dense.in() + ", " + dense.out() + ", " + rules(i));
            case Conv2d conv -> {
                var kernel = conv.kernel();
                int channels = conv.weight().value().shape().extent(2);
                String numbers = channels + ", " + conv.out() + ", "
                        + window(kernel.height(), kernel.stride(), kernel.padding()) + ", " + kernel.dilation();
                yield sliding("Conv2d", NumpyImages.CONVOLUTION, numbers + ", " + rules(i));
            }
            case MaxPool2d pool ->
                sliding("MaxPool2d", NumpyImages.MAX_POOL, window(pool.size(), pool.stride(), pool.padding()));
            case AveragePool2d pool ->
                sliding("AveragePool2d", NumpyImages.AVERAGE_POOL, window(pool.size(), pool.stride(), pool.padding()));
            case BatchNorm norm -> constructor("BatchNorm", NumpyClasses.BATCH_NORM, "" + norm.channels());
            case Dropout dropout -> constructor("Dropout", NumpyClasses.DROPOUT, literal(dropout.rate()) + ", " + i);
            case Activation activation ->
                function(
                        activation.type(),
                        activation.parameter().map(Numbers::literal).orElse(""));
            default ->
                switch (layer.type()) {
                    case "layer-norm" ->
                        constructor(
                                "LayerNorm",
                                NumpyClasses.LAYER_NORM,
                                "" + network.outputShape(i).size());
                    case "flatten" -> constructor("Flatten", NumpyImages.FLATTEN, "");
                    case "global-average-pool" -> constructor("GlobalAveragePool", NumpyImages.GLOBAL_AVERAGE_POOL, "");
                    default -> function(layer.type(), "");
                };
        };
    }

    private static String window(int size, int stride, int padding) {
        return size + ", " + stride + ", " + padding;
    }

    /** A layer whose class is a kind of Window. */
    private String sliding(String name, String text, String arguments) {
        classes.putIfAbsent("Window", NumpyImages.WINDOW);
        return constructor(name, text, arguments);
    }

    private String function(String type, String arguments) {
        var function = NumpyFunction.of(type);
        return constructor(function.name(), function.text(), arguments);
    }

    private String constructor(String name, String text, String arguments) {
        classes.putIfAbsent(name, text);
        return name + "(" + arguments + ")";
    }

    /** What weights and biases of a layer begin with. */
    private String rules(int i) {
        return random.weights(isBeforeRectifier(i)) + ", " + random.biases() + ", random.split(" + i + ")";
    }

    /** Whether the next activation is a relative of ReLU: the usual first weights are larger then. */
    private boolean isBeforeRectifier(int i) {
        return network.layers().stream()
                .skip(i + 1)
                .map(Layer::type)
                .filter(type -> !BETWEEN.contains(type))
                .findFirst()
                .filter(RECTIFIERS::contains)
                .isPresent();
    }

    /** The classes that {@link #constructors()} asked for. */
    String classes() {
        return String.join("\n\n\n", classes.values());
    }
}
