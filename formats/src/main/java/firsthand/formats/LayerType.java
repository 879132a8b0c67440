package firsthand.formats;

import firsthand.initializer.Initializer;
import firsthand.layer.Activation;
import firsthand.layer.Dense;
import firsthand.layer.Layer;
import firsthand.layer.Softmax;
import firsthand.random.RandomStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A kind of layer that model files know. {@link #ALL} is the one place where layers and their descriptions meet.
 *
 * @param name the layer's {@link Layer#type()}
 * @param kind the class of such layers: another's layer of the same name is not one of them
 * @param sizes the names of the numbers that describe a layer, in the order in which the functions give and take them
 * @param describe a layer's sizes
 * @param shapes the shape of each parameter of a layer of these sizes: known before any memory is taken
 * @param make a layer of these sizes, its parameters not yet filled
 */
record LayerType<L extends Layer>(
        String name,
        Class<L> kind,
        List<String> sizes,
        Function<L, List<Integer>> describe,
        Function<List<Integer>, Map<String, List<Integer>>> shapes,
        Function<List<Integer>, L> make) {

    private static final List<LayerType<?>> ALL = List.of(
            new LayerType<>(
                    "dense",
                    Dense.class,
                    List.of("in", "out"),
                    layer -> List.of(layer.in(), layer.out()),
                    size -> Map.of("weight", List.of(size.get(0), size.get(1)), "bias", List.of(size.get(1))),
                    size -> empty(size.get(0), size.get(1))),
            withoutSizes("relu", Activation.class, Activation::relu),
            withoutSizes("sigmoid", Activation.class, Activation::sigmoid),
            withoutSizes("tanh", Activation.class, Activation::tanh),
            withoutSizes("softmax", Softmax.class, Softmax::new));

    static Optional<LayerType<?>> named(String name) {
        return ALL.stream().filter(type -> type.name.equals(name)).findFirst();
    }

    static Optional<LayerType<?>> of(Layer layer) {
        return named(layer.type()).filter(type -> type.kind.isInstance(layer));
    }

    static List<String> names() {
        return ALL.stream().map(LayerType::name).toList();
    }

    /** The sizes of a layer of this type. */
    List<Integer> sizesOf(Layer layer) {
        return describe.apply(kind.cast(layer));
    }

    private static <L extends Layer> LayerType<L> withoutSizes(String name, Class<L> kind, Supplier<L> make) {
        return new LayerType<>(name, kind, List.of(), layer -> List.of(), size -> Map.of(), size -> make.get());
    }

    private static Dense empty(int in, int out) {
        return new Dense(in, out, Initializer.zeros(), Initializer.zeros(), RandomStream.of(0));
    }
}
