package firsthand.formats;

import firsthand.data.InvalidFileException;
import firsthand.layer.Layer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/**
 * One layer as a model file describes it: {@code {"type":"dense","in":784,"out":128}}.
 *
 * @param sizes in the order of {@link LayerType#sizes()}
 */
record LayerDescription(LayerType<?> type, List<Integer> sizes) {

    /** @throws IllegalArgumentException if model files know no such layer */
    static LayerDescription of(int index, Layer layer) {
        var type = LayerType.of(layer)
                .orElseThrow(() -> new IllegalArgumentException("SafeTensors: layer " + index + ": expected one of "
                        + LayerType.names() + ", received " + layer.type() + " ("
                        + layer.getClass().getName()
                        + "), which a model file cannot describe; save the weights in a way of your own"));
        return new LayerDescription(type, type.sizesOf(layer));
    }

    /** The name of a parameter's tensor: {@code 0.dense.weight}. */
    static String tensorName(int index, String layerType, String parameter) {
        return index + "." + layerType + "." + parameter;
    }

    /** The shape of each parameter, which may be more than memory holds. */
    Map<String, List<Integer>> shapes() {
        return type.shapes().apply(sizes);
    }

    Layer toLayer() {
        return type.make().apply(sizes);
    }

    void write(JsonGenerator json) {
        json.writeStartObject();
        json.writeStringProperty("type", type.name());
        for (int i = 0; i < sizes.size(); i++) {
            json.writeNumberProperty(type.sizes().get(i), sizes.get(i));
        }
        json.writeEndObject();
    }

    static LayerDescription read(JsonReader json) throws InvalidFileException {
        @Nullable String name = null;
        Map<String, Integer> sizes = new HashMap<>();
        json.beginObject();
        while (json.nextField()) {
            if (json.name().equals("type")) {
                name = json.string();
            } else {
                sizes.put(json.name(), json.size());
            }
        }
        if (name == null) {
            throw json.invalid("a layer's type", "none");
        }
        @Nullable LayerType<?> type = LayerType.named(name).orElse(null);
        if (type == null) {
            throw json.invalid("one of the layers " + LayerType.names(), name);
        }
        return new LayerDescription(type, ordered(type, sizes, json));
    }

    private static List<Integer> ordered(LayerType<?> type, Map<String, Integer> sizes, JsonReader json)
            throws InvalidFileException {
        List<Integer> ordered = new ArrayList<>();
        for (String name : type.sizes()) {
            @Nullable Integer size = sizes.remove(name);
            if (size == null) {
                throw json.invalid("sizes " + type.sizes() + " for a " + type.name() + " layer", "no " + name);
            }
            ordered.add(size);
        }
        if (!sizes.isEmpty()) {
            throw json.invalid("sizes " + type.sizes() + " for a " + type.name() + " layer", sizes.toString());
        }
        return List.copyOf(ordered);
    }
}
