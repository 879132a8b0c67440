package firsthand.report.explain;

import firsthand.layer.Layer;
import firsthand.layer.Parameter;
import firsthand.network.Network;
import firsthand.tensor.Shape;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * One weight of a network: {@code 0,407,17} is the weight of layer 0 from input 407 to unit 17; of a convolution, the
 * row and column in its kernel, the channel and the filter; of a normalisation, the channel's scale.
 *
 * @param layer the number of the layer, from 0 on
 * @param place where in its weights
 */
public record WeightIndex(int layer, List<Integer> place) {

    /** @throws IllegalArgumentException if it is not a list of numbers */
    public static WeightIndex parse(String text) {
        try {
            var numbers = Arrays.stream(text.split(",", -1))
                    .map(String::strip)
                    .map(Integer::valueOf)
                    .toList();
            return new WeightIndex(numbers.getFirst(), numbers.subList(1, numbers.size()));
        } catch (NumberFormatException notANumber) {
            throw new IllegalArgumentException(
                    "--weight: expected LAYER,I,J or, for a convolution, LAYER,ROW,COLUMN,IN,OUT, received " + text,
                    notANumber);
        }
    }

    /**
     * The weights that it is one of.
     *
     * @throws IllegalArgumentException if the network has no such weight
     */
    Parameter in(Network network) {
        int layers = network.layers().size();
        if (layer < 0 || layer >= layers) {
            throw new IllegalArgumentException(
                    "--weight: expected a layer from 0 to " + (layers - 1) + ", received " + layer);
        }
        Layer found = network.layers().get(layer);
        if (found.parameters().isEmpty()) {
            throw new IllegalArgumentException(
                    "--weight: expected a layer that has weights, received layer " + layer + " (" + found.type() + ")");
        }
        var weights = found.parameters().getFirst();
        checkFits(weights.value().shape(), found.type());
        return weights;
    }

    private void checkFits(Shape shape, String type) {
        boolean fits = place.size() == shape.rank();
        for (int i = 0; fits && i < shape.rank(); i++) {
            fits = place.get(i) >= 0 && place.get(i) < shape.extent(i);
        }
        if (!fits) {
            throw new IllegalArgumentException("--weight: expected a place within the " + shape + " weights of layer "
                    + layer + " (" + type + "), counted from 0, received " + place);
        }
    }

    /** Where it is in the values of such weights. */
    int position(Shape shape) {
        int position = 0;
        for (int i = 0; i < shape.rank(); i++) {
            position = position * shape.extent(i) + place.get(i);
        }
        return position;
    }

    /** {@code 0,407,17}. */
    @Override
    public String toString() {
        return layer + "," + place.stream().map(String::valueOf).collect(Collectors.joining(","));
    }
}
