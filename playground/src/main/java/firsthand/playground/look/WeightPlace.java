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
            String[] parts = text.split(":", -1);
            int layer = Objects.checkIndex(Integer.parseInt(parts[0]), network.layers().size());
            var weights = network.layers().get(layer).parameters().getFirst().value().shape();
            var place = Arrays.stream(parts[1].split(",", -1)).map(Integer::valueOf).toList();
            return new WeightIndex(layer, checked(place.size() == 1 ? unravelled(place.getFirst(), weights) : place, weights));
        } catch (RuntimeException noSuchWeight) {
            throw new IllegalArgumentException(
                    "weight: expected LAYER:PLACE, a layer that has weights and a place within them, received " + text,
                    noSuchWeight);
        }
    }

    private static List<Integer> unravelled(int position, Shape shape) {
        List<Integer> place = new ArrayList<>();
        int rest = Objects.checkIndex(position, shape.size());
        for (int i = shape.rank() - 1; i >= 0; i--) {
            place.addFirst(rest % shape.extent(i));
            rest /= shape.extent(i);
        }
        return place;
    }

    private static List<Integer> checked(List<Integer> place, Shape shape) {
        Objects.checkFromIndexSize(0, place.size(), shape.rank());
        for (int i = 0; i < shape.rank(); i++) {
            Objects.checkIndex(place.get(i), shape.extent(i));
        }
        return place;
    }
}
