package firsthand.playground.look;

import firsthand.layer.Conv2d;
import firsthand.layer.Dense;
import firsthand.layer.Parameter;
import firsthand.network.Network;
import firsthand.tensor.Shape;
import firsthand.tensor.Tensor;
import java.util.Optional;

/**
 * The weights of a layer, unit by unit: they lie as {@code shape} x units.
 *
 * @param weight all of them
 * @param bias one for each unit
 * @param shape of the weights of one unit: of a filter, height x width x channels; of a dense unit, that of what it sees
 */
record UnitWeights(Parameter weight, Parameter bias, Shape shape) {

    /** Those of a dense or convolutional layer; other layers have none. */
    static Optional<UnitWeights> of(Network network, int layer) {
        return switch (network.layers().get(layer)) {
            case Dense dense -> Optional.of(new UnitWeights(dense.weight(), dense.bias(), seen(network, layer)));
            case Conv2d conv -> {
                var shape = conv.weight().value().shape();
                yield Optional.of(new UnitWeights(
                        conv.weight(), conv.bias(), Shape.of(shape.extent(0), shape.extent(1), shape.extent(2))));
            }
            default -> Optional.empty();
        };
    }

    /** What a dense layer sees, as the image that it was before it was laid out as one row of numbers. */
    private static Shape seen(Network network, int layer) {
        var shape = network.inputShape(layer);
        for (int i = layer - 1; i >= 0 && shape.rank() == 1; i--) {
            var before = network.inputShape(i);
            if (network.layers().get(i) instanceof Dense || before.size() != shape.size()) {
                return shape;
            }
            shape = before;
        }
        return shape;
    }

    int units() {
        return weight.value().size() / shape.size();
    }

    /** The weights that lead to a unit. */
    Tensor weights(int unit) {
        return unit(weight.value(), unit);
    }

    /** The gradients of the same. */
    Tensor gradients(int unit) {
        return unit(weight.gradient(), unit);
    }

    private Tensor unit(Tensor all, int unit) {
        var own = Tensor.zeros(shape);
        for (int i = 0; i < own.size(); i++) {
            own.values()[i] = all.values()[i * units() + unit];
        }
        return own;
    }
}
