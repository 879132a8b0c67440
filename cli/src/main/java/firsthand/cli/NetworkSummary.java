package firsthand.cli;

import firsthand.cli.terminal.Output;
import firsthand.layer.Layer;
import firsthand.network.Network;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A network's layers, their shapes and parameters, as text and as JSON. */
final class NetworkSummary {
    private NetworkSummary() {}

    static void print(Network network, Output output) {
        output.print("%-6s %-10s %-10s %12s", "layer", "type", "output", "parameters");
        output.print("%-6s %-10s %-10s", "", "input", network.inputShape());
        for (int i = 0; i < network.layers().size(); i++) {
            var layer = network.layers().get(i);
            output.print("%-6d %-10s %-10s %,12d", i, layer.type(), network.outputShape(i), parameters(layer));
        }
        output.print("%-6s %-10s %-10s %,12d", "", "total", "", network.parameterCount());
    }

    static List<Map<String, Object>> layers(Network network) {
        List<Map<String, Object>> layers = new ArrayList<>();
        for (int i = 0; i < network.layers().size(); i++) {
            Map<String, Object> layer = new LinkedHashMap<>();
            layer.put("index", i);
            layer.put("type", network.layers().get(i).type());
            layer.put("output", network.outputShape(i).extents());
            layer.put("parameters", parameters(network.layers().get(i)));
            layers.add(layer);
        }
        return layers;
    }

    private static int parameters(Layer layer) {
        return layer.parameters().stream()
                .mapToInt(parameter -> parameter.value().size())
                .sum();
    }
}
