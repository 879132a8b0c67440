package firsthand.formats.description;

import firsthand.data.InvalidFileException;
import firsthand.formats.file.JsonReader;
import firsthand.formats.file.JsonText;
import firsthand.network.Network;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A network without its weights: {@code {"input":[28,28],"layers":[{"type":"dense","in":784,"out":10}]}}.
 *
 * @param input the shape of one input example
 */
public record Architecture(List<Integer> input, List<LayerDescription> layers) {

    /** @throws IllegalArgumentException if model files do not know one of the layers */
    public static Architecture of(Network network) {
        var input = Arrays.stream(network.inputShape().extents()).boxed().toList();
        var layers = IntStream.range(0, network.layers().size())
                .mapToObj(i -> LayerDescription.of(i, network.layers().get(i)))
                .toList();
        return new Architecture(input, layers);
    }

    /** The shape that each tensor of a file must have, by name, in layer order. */
    public Map<String, List<Integer>> shapes() {
        Map<String, List<Integer>> shapes = new LinkedHashMap<>();
        for (int i = 0; i < layers.size(); i++) {
            int index = i;
            var layer = layers.get(i);
            layer.shapes()
                    .forEach((parameter, shape) -> shapes.put(
                            LayerDescription.tensorName(index, layer.type().name(), parameter), shape));
        }
        return shapes;
    }

    /**
     * A network of zeros.
     *
     * @throws IllegalArgumentException if the layers do not fit together
     */
    public Network toNetwork() {
        var builder = Network.input(input.stream().mapToInt(Integer::intValue).toArray());
        layers.forEach(layer -> builder.layer(layer.toLayer()));
        return builder.build(0); // nothing is drawn: every layer is there already
    }

    public String toJson() {
        return JsonText.of(json -> {
            json.writeStartObject();
            json.writeArrayPropertyStart("input");
            input.forEach(json::writeNumber);
            json.writeEndArray();
            json.writeArrayPropertyStart("layers");
            layers.forEach(layer -> layer.write(json));
            json.writeEndArray();
            json.writeEndObject();
        });
    }

    public static Architecture read(JsonReader json) throws InvalidFileException {
        @Nullable List<Integer> input = null;
        @Nullable List<LayerDescription> layers = null;
        json.beginObject();
        while (json.nextField()) {
            switch (json.name()) {
                case "input" -> input = json.sizes();
                case "layers" -> layers = readLayers(json);
                default -> throw json.unknownField();
            }
        }
        if (input == null || layers == null) {
            throw json.invalid("an input shape and layers", input == null ? "no input shape" : "no layers");
        }
        return new Architecture(input, layers);
    }

    private static List<LayerDescription> readLayers(JsonReader json) throws InvalidFileException {
        List<LayerDescription> layers = new ArrayList<>();
        json.beginArray();
        while (json.nextElement()) {
            layers.add(LayerDescription.read(json));
        }
        return layers;
    }
}
