package firsthand.playground.session;

import firsthand.layer.Conv2d;
import firsthand.layer.Dense;
import firsthand.layer.Layer;
import firsthand.network.Network;
import firsthand.playground.message.Json;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The layers of a network in a few words each. */
final class LayerText {
    private LayerText() {}

    /** {@code dense 128}, {@code relu}. */
    static String of(Layer layer) {
        return switch (layer) {
            case Dense dense -> "dense " + dense.out();
            case Conv2d convolution -> "conv2d " + convolution.bias().value().size();
            default -> layer.type();
        };
    }

    /** {@code [{"index", "type", "text", "input", "output", "parameters"}]}. */
    static Stream<Json> of(Network network) {
        return IntStream.range(0, network.layers().size()).mapToObj(i -> {
            var layer = network.layers().get(i);
            return Json.object()
                    .put("index", i)
                    .put("type", layer.type())
                    .put("text", of(layer))
                    .put("input", network.inputShape(i).extents())
                    .put("output", network.outputShape(i).extents())
                    .put(
                            "parameters",
                            layer.parameters().stream()
                                    .mapToInt(parameter -> parameter.value().size())
                                    .sum());
        });
    }
}
