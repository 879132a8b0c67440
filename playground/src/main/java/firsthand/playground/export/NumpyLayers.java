package firsthand.playground.export;

import static firsthand.playground.export.Numbers.literal;

import firsthand.layer.Activation;
import firsthand.layer.Dense;
import firsthand.layer.Dropout;
import firsthand.layer.Layer;
import firsthand.network.Network;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The layers of a network in Python: the classes that it needs, and how they are put together. */
final class NumpyLayers {
    private static final Set<String> RECTIFIERS = Set.of("relu", "leaky-relu", "elu", "gelu", "silu", "softplus");
    private static final Set<String> BETWEEN = Set.of("layer-norm", "dropout");
    private static final Set<String> KNOWN = Set.of(
            "dense", "flatten", "dropout", "layer-norm", "softmax", "log-softmax", "identity", "sigmoid", "tanh");

    private static final String PARAMETER = """
            class Parameter:
                \"""Numbers that training changes, their gradient, and what the optimiser remembers of them.\"""

                def __init__(self, value, is_weight=False):
                    self.value = value
                    self.gradient = np.zeros_like(value)
                    self.memory = [np.zeros_like(value) for _ in range(MEMORIES)]
                    self.is_weight = is_weight""";

    private static final String DENSE = """
            class Dense:
                \"""y = x w + b.\"""

                def __init__(self, inputs, units, weights, biases, random):
                    w = weights((inputs, units), inputs, units, random.split("weight"))
                    b = biases((units,), inputs, units, random.split("bias"))
                    self.w = Parameter(w, is_weight=True)
                    self.b = Parameter(b)
                    self.parameters = [self.w, self.b]

                def forward(self, x, training):
                    self.x = x
                    return x @ self.w.value + self.b.value

                def backward(self, dy):
                    self.w.gradient = self.x.T @ dy
                    self.b.gradient = dy.sum(axis=0)
                    return dy @ self.w.value.T""";

    private static final String LAYER_NORM = """
            class LayerNorm:
                \"""Each example gets mean 0 and variance 1, then a scale and a shift for each value.\"""

                def __init__(self, size):
                    self.scale = Parameter(np.ones(size))
                    self.shift = Parameter(np.zeros(size))
                    self.parameters = [self.scale, self.shift]

                def forward(self, x, training):
                    self.deviation = np.sqrt(x.var(axis=1, keepdims=True) + 1e-5)
                    self.standard = (x - x.mean(axis=1, keepdims=True)) / self.deviation
                    return self.scale.value * self.standard + self.shift.value

                def backward(self, dy):
                    self.scale.gradient = (dy * self.standard).sum(axis=0)
                    self.shift.gradient = dy.sum(axis=0)
                    g = self.scale.value * dy
                    along = self.standard * (g * self.standard).mean(axis=1, keepdims=True)
                    return (g - g.mean(axis=1, keepdims=True) - along) / self.deviation""";

    /** What decides which values are left out is made of 32 bits, so that it takes no time. */
    private static final String DROPOUT = """
            class Dropout:
                \"""Leaves out a share of its input in training: which values, the seed of the batch and their place decide.\"""

                parameters = []

                def __init__(self, rate, number):
                    self.rate = float(np.float32(rate))
                    self.number = number

                def begin(self, seed):
                    seed ^= self.number * 0xBF58476D1CE4E5B9 & MASK
                    self.key = (seed ^ seed >> 32) & 0xFFFFFFFF

                def forward(self, x, training):
                    if not training:
                        return x
                    z = np.arange(x.size, dtype=np.uint32) * np.uint32(0x9E3779B9) + np.uint32(self.key)
                    z = (z ^ z >> np.uint32(16)) * np.uint32(0x85EBCA6B)
                    z = (z ^ z >> np.uint32(13)) * np.uint32(0xC2B2AE35)
                    kept = (z ^ z >> np.uint32(16)) >> np.uint32(8) >= int(self.rate * 2**24)
                    self.mask = kept.reshape(x.shape) / (1 - self.rate)
                    return x * self.mask

                def backward(self, dy):
                    return dy * self.mask""";

    private final Network network;
    private final NumpyRandom random;
    private final Map<String, String> classes = new LinkedHashMap<>();

    NumpyLayers(Network network, NumpyRandom random) {
        this.network = network;
        this.random = random;
        classes.put("Parameter", PARAMETER);
    }

    /** Whether there is anything here that makes such a layer in Python. */
    static boolean knows(Layer layer) {
        return KNOWN.contains(layer.type()) || RECTIFIERS.contains(layer.type());
    }

    /** The list of the layers, one to a line. */
    String constructors() {
        var text = new StringBuilder("[\n");
        var layers = network.layers();
        for (int i = 0; i < layers.size(); i++) {
            text.append("        ").append(constructor(layers, i)).append(",\n");
        }
        return text.append("    ]").toString();
    }

    private String constructor(List<Layer> layers, int i) {
        return switch (layers.get(i)) {
            case Dense dense -> {
                classes.putIfAbsent("Dense", DENSE);
                String rules = random.weights(isBeforeRectifier(layers, i)) + ", " + random.biases();
                yield "Dense(" + dense.in() + ", " + dense.out() + ", " + rules + ", random.split(" + i + "))";
            }
            case Dropout dropout -> {
                classes.putIfAbsent("Dropout", DROPOUT);
                yield "Dropout(" + literal(dropout.rate()) + ", " + i + ")";
            }
            case Activation activation -> {
                var function = NumpyFunction.of(activation.type());
                classes.putIfAbsent(function.name(), function.text());
                yield function.name() + "("
                        + activation.parameter().map(Numbers::literal).orElse("") + ")";
            }
            default -> {
                if (layers.get(i).type().equals("layer-norm")) {
                    classes.putIfAbsent("LayerNorm", LAYER_NORM);
                    yield "LayerNorm(" + network.outputShape(i).size() + ")";
                }
                var function = NumpyFunction.of(layers.get(i).type());
                classes.putIfAbsent(function.name(), function.text());
                yield function.name() + "()";
            }
        };
    }

    /** Whether the next activation is a relative of ReLU: the usual first weights are larger then. */
    private static boolean isBeforeRectifier(List<Layer> layers, int i) {
        return layers.stream()
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
