package firsthand.playground.look;

import firsthand.network.Network;
import firsthand.report.explain.WeightIndex;
import firsthand.tensor.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/** Reads which weight is meant. */
final class WeightPlace {
    private WeightPlace() {}

    /**
     * {@code 0:407,17} is the weight of layer 0 from input 407 to unit 17; {@code 0:52113} is the same of a layer of 128
     * units, counted row by row.
     *
     * @throws IllegalArgumentException if there is no such weight
     */
    static WeightIndex of(Network network, String text) {
        try {
            int colon = text.indexOf(':');
            int layer = Integer.parseInt(text.substring(0, colon));
            Objects.checkIndex(layer, network.layers().size());
            var weights = network.layers().get(layer).parameters().getFirst().value();
            var place = Arrays.stream(text.substring(colon + 1).split(",", -1))
                    .map(Integer::valueOf)
                    .toList();
            return new WeightIndex(layer, checked(place, weights.shape()));
        } catch (RuntimeException noSuchWeight) {
            throw new IllegalArgumentException(
                    "weight: expected LAYER:PLACE, a layer that has weights and a place within them, received " + text,
                    noSuchWeight);
        }
    }

    private static List<Integer> checked(List<Integer> place, Shape shape) {
        if (place.size() == 1) {
            return unravelled(Objects.checkIndex(place.getFirst(), shape.size()), shape);
        }
        if (place.size() != shape.rank()) {
            throw new IllegalArgumentException("one number for each of " + shape);
        }
        for (int i = 0; i < place.size(); i++) {
            Objects.checkIndex(place.get(i), shape.extent(i));
        }
        return place;
    }

    private static List<Integer> unravelled(int position, Shape shape) {
        List<Integer> place = new ArrayList<>();
        int rest = position;
        for (int i = shape.rank() - 1; i >= 0; i--) {
            place.add(0, rest % shape.extent(i));
            rest /= shape.extent(i);
        }
        return place;
    }
}
