package firsthand.formats.onnx;

import firsthand.layer.Activation;
import java.util.List;

/** Activations and softmax as operators of ONNX. */
final class ActivationOperators {
    private ActivationOperators() {}

    static GraphValue activation(Place at, Activation activation) {
        double parameter = activation.parameter().orElse(0.0);
        var layout = at.input().layout();
        return switch (activation.type()) {
            case "relu" -> at.node("Relu", layout);
            case "leaky-relu" -> at.node("LeakyRelu", layout, Attributes.number("alpha", parameter));
            case "elu" -> at.node("Elu", layout, Attributes.number("alpha", parameter));
            case "gelu" -> at.node("Gelu", layout, Attributes.text("approximate", "tanh"));
            case "silu" -> silu(at);
            case "softplus" -> at.node("Softplus", layout);
            case "sigmoid" -> at.node("Sigmoid", layout);
            case "tanh" -> at.node("Tanh", layout);
            case "identity" -> at.node("Identity", layout);
            default -> throw at.refusal("an activation that ONNX has an operator for");
        };
    }

    private static GraphValue silu(Place at) {
        String sigmoid = at.name() + ".sigmoid";
        at.graph().node("Sigmoid", sigmoid, List.of(at.input().name()));
        return at.node("Mul", List.of(at.input().name(), sigmoid), at.input().layout());
    }

    /** Over all values, as ours is: those of an image become a row first, and stay one. */
    static GraphValue softmax(Place at, String operator) {
        var input = at.flat();
        return at.node(operator, List.of(input.name()), input.layout(), Attributes.integer("axis", 1));
    }
}
