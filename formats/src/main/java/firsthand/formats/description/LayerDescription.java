package firsthand.formats.description;

import firsthand.data.InvalidFileException;
import firsthand.formats.file.JsonReader;
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
 * @param settings in the order of {@link LayerType#settings()}
 */
public record LayerDescription(LayerType<?> type, LayerType.Settings settings) {

    /** @throws IllegalArgumentException if model files know no such layer */
    public static LayerDescription of(int index, Layer layer) {
        var type = LayerType.of(layer)
                .orElseThrow(() -> new IllegalArgumentException("model: layer " + index + ": expected one of "
                        + LayerType.names() + ", received " + layer.type() + " ("
                        + layer.getClass().getName()
                        + "), which a model file cannot describe; save the weights in a way of your own"));
        return new LayerDescription(type, type.settingsOf(layer));
    }

    /** The name of a parameter's tensor: {@code 0.dense.weight}. */
    public static String tensorName(int index, String layerType, String parameter) {
        return index + "." + layerType + "." + parameter;
    }

    /** The shape of each parameter, which may be more than memory holds. */
    public Map<String, List<Integer>> shapes() {
        return type.shapes().apply(settings);
    }

    public Layer toLayer() {
        return type.make().apply(settings);
    }

    public void write(JsonGenerator json) {
        json.writeStartObject();
        json.writeStringProperty("type", type.name());
        for (int i = 0; i < type.settings().size(); i++) {
            var setting = type.settings().get(i);
            switch (setting.kind()) {
                case SIZE, COUNT -> json.writeNumberProperty(setting.name(), settings.size(i));
                case NUMBER -> json.writeNumberProperty(setting.name(), settings.number(i));
            }
        }
        json.writeEndObject();
    }

    public static LayerDescription read(JsonReader json) throws InvalidFileException {
        @Nullable String name = null;
        Map<String, Double> numbers = new HashMap<>();
        json.beginObject();
        while (json.nextField()) {
            if (json.name().equals("type")) {
                name = json.string();
            } else {
                numbers.put(json.name(), json.number());
            }
        }
        if (name == null) {
            throw json.invalid("a layer's type", "none");
        }
        @Nullable LayerType<?> type = LayerType.named(name).orElse(null);
        if (type == null) {
            throw json.invalid("one of the layers " + LayerType.names(), name);
        }
        return new LayerDescription(type, ordered(type, numbers, json));
    }

    private static LayerType.Settings ordered(LayerType<?> type, Map<String, Double> numbers, JsonReader json)
            throws InvalidFileException {
        List<Double> ordered = new ArrayList<>();
        for (var setting : type.settings()) {
            @Nullable Double number = numbers.remove(setting.name());
            if (number == null) {
                throw json.invalid("sizes " + names(type) + " for a " + type.name() + " layer", "no " + setting.name());
            }
            check(setting, number, json);
            ordered.add(number);
        }
        if (!numbers.isEmpty()) {
            throw json.invalid("sizes " + names(type) + " for a " + type.name() + " layer", numbers.toString());
        }
        return new LayerType.Settings(List.copyOf(ordered));
    }

    private static List<String> names(LayerType<?> type) {
        return type.settings().stream().map(LayerType.Setting::name).toList();
    }

    private static void check(LayerType.Setting setting, double number, JsonReader json) throws InvalidFileException {
        boolean whole = number == Math.rint(number) && number <= Integer.MAX_VALUE;
        switch (setting.kind()) {
            case SIZE -> {
                if (!whole || number < 1) {
                    throw json.invalid(setting.name() + ": a number from 1 to " + Integer.MAX_VALUE, shown(number));
                }
            }
            case COUNT -> {
                if (!whole || number < 0) {
                    throw json.invalid(setting.name() + ": a number from 0 to " + Integer.MAX_VALUE, shown(number));
                }
            }
            case NUMBER -> {}
        }
    }

    private static String shown(double number) {
        return number == Math.rint(number) ? Long.toString((long) number) : Double.toString(number);
    }
}
