package firsthand.formats.description;

import firsthand.initializer.Initializer;
import firsthand.layer.Activation;
import firsthand.layer.AveragePool2d;
import firsthand.layer.BatchNorm;
import firsthand.layer.Conv2d;
import firsthand.layer.Dense;
import firsthand.layer.Dropout;
import firsthand.layer.Flatten;
import firsthand.layer.GlobalAveragePool;
import firsthand.layer.Kernel;
import firsthand.layer.Layer;
import firsthand.layer.LayerNorm;
import firsthand.layer.LogSoftmax;
import firsthand.layer.MaxPool2d;
import firsthand.layer.Skip;
import firsthand.layer.Softmax;
import firsthand.random.RandomStream;
import firsthand.tensor.Shape;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/**
 * A kind of layer that model files know. {@link #ALL} is the one place where layers and their descriptions meet.
 *
 * @param name the layer's {@link Layer#type()}
 * @param kind the class of such layers: another's layer of the same name is not one of them
 * @param settings what describes a layer, in the order in which the functions give and take it
 * @param describe a layer's settings
 * @param shapes the shape of each parameter and buffer of such a layer, in the layer's order: known before any memory is
 *     taken
 * @param make a layer of these settings, its parameters not yet filled
 */
public record LayerType<L extends Layer>(
        String name,
        Class<L> kind,
        List<Setting> settings,
        Function<L, Settings> describe,
        Function<Settings, Map<String, List<Integer>>> shapes,
        Function<Settings, L> make) {

    private static final List<Setting> IMAGE =
            List.of(Setting.size("height"), Setting.size("width"), Setting.size("channels"));

    private static final List<LayerType<?>> ALL = List.of(
            new LayerType<>(
                    "dense",
                    Dense.class,
                    List.of(Setting.size("in"), Setting.size("out")),
                    layer -> Settings.of(layer.in(), layer.out()),
                    s -> weightAndBias(List.of(s.size(0), s.size(1)), s.size(1)),
                    s -> new Dense(s.size(0), s.size(1), Initializer.zeros(), Initializer.zeros(), unused())),
            new LayerType<>(
                    "conv2d",
                    Conv2d.class,
                    image(
                            Setting.size("out"),
                            Setting.size("kernel_height"),
                            Setting.size("kernel_width"),
                            Setting.size("stride"),
                            Setting.count("padding"),
                            Setting.size("dilation"),
                            Setting.size("groups")),
                    LayerType::describe,
                    s -> weightAndBias(
                            List.of(s.size(4), s.size(5), Math.max(1, s.size(2) / s.size(9)), s.size(3)), s.size(3)),
                    LayerType::conv2d),
            new LayerType<>(
                    "max-pool2d",
                    MaxPool2d.class,
                    image(Setting.size("size"), Setting.size("stride"), Setting.count("padding")),
                    layer -> Settings.ofImage(layer.input(), layer.size(), layer.stride(), layer.padding()),
                    s -> Map.of(),
                    s -> new MaxPool2d(s.image(), s.size(3), s.size(4), s.size(5))),
            new LayerType<>(
                    "average-pool2d",
                    AveragePool2d.class,
                    image(Setting.size("size"), Setting.size("stride"), Setting.count("padding")),
                    layer -> Settings.ofImage(layer.input(), layer.size(), layer.stride(), layer.padding()),
                    s -> Map.of(),
                    s -> new AveragePool2d(s.image(), s.size(3), s.size(4), s.size(5))),
            simple("global-average-pool", GlobalAveragePool.class, GlobalAveragePool::new),
            simple("flatten", Flatten.class, Flatten::new),
            new LayerType<>(
                    "dropout",
                    Dropout.class,
                    List.of(Setting.number("rate")),
                    layer -> Settings.of(layer.rate()),
                    s -> Map.of(),
                    s -> new Dropout(s.number(0))),
            new LayerType<>(
                    "batch-norm",
                    BatchNorm.class,
                    List.of(Setting.size("channels"), Setting.number("momentum"), Setting.number("epsilon")),
                    layer -> Settings.of(layer.channels(), layer.momentum(), layer.epsilon()),
                    s -> vectors(s.size(0), "scale", "shift", "running_mean", "running_variance"),
                    s -> new BatchNorm(s.size(0), s.number(1), s.number(2))),
            new LayerType<>(
                    "layer-norm",
                    LayerNorm.class,
                    List.of(Setting.size("size"), Setting.number("epsilon")),
                    layer -> Settings.of(layer.size(), layer.epsilon()),
                    s -> vectors(s.size(0), "scale", "shift"),
                    s -> new LayerNorm(s.size(0), s.number(1))),
            new LayerType<>(
                    "skip",
                    Skip.class,
                    List.of(Setting.size("back")),
                    layer -> Settings.of(layer.back()),
                    s -> Map.of(),
                    s -> new Skip(s.size(0))),
            activation("relu", Activation::relu),
            activation("sigmoid", Activation::sigmoid),
            activation("tanh", Activation::tanh),
            activation("gelu", Activation::gelu),
            activation("silu", Activation::silu),
            activation("softplus", Activation::softplus),
            activation("identity", Activation::identity),
            activation("leaky-relu", "slope", Activation::leakyRelu),
            activation("elu", "alpha", Activation::elu),
            simple("softmax", Softmax.class, Softmax::new),
            simple("log-softmax", LogSoftmax.class, LogSoftmax::new));

    public static Optional<LayerType<?>> named(String name) {
        return ALL.stream().filter(type -> type.name.equals(name)).findFirst();
    }

    public static Optional<LayerType<?>> of(Layer layer) {
        return named(layer.type()).filter(type -> type.kind.isInstance(layer));
    }

    public static List<String> names() {
        return ALL.stream().map(LayerType::name).toList();
    }

    /** The settings of a layer of this type. */
    public Settings settingsOf(Layer layer) {
        return describe.apply(kind.cast(layer));
    }

    private static List<Setting> image(Setting... more) {
        return Stream.concat(IMAGE.stream(), Arrays.stream(more)).toList();
    }

    private static <L extends Layer> LayerType<L> simple(String name, Class<L> kind, Supplier<L> make) {
        return new LayerType<>(name, kind, List.of(), layer -> Settings.of(), s -> Map.of(), s -> make.get());
    }

    private static LayerType<Activation> activation(String name, Supplier<Activation> make) {
        return simple(name, Activation.class, make);
    }

    private static LayerType<Activation> activation(String name, String parameter, Function<Double, Activation> make) {
        return new LayerType<>(
                name,
                Activation.class,
                List.of(Setting.number(parameter)),
                layer -> Settings.of(layer.parameter().orElseThrow()),
                s -> Map.of(),
                s -> make.apply(s.number(0)));
    }

    private static Map<String, List<Integer>> weightAndBias(List<Integer> weight, int outputs) {
        Map<String, List<Integer>> shapes = new LinkedHashMap<>();
        shapes.put("weight", weight);
        shapes.put("bias", List.of(outputs));
        return shapes;
    }

    private static Map<String, List<Integer>> vectors(int size, String... names) {
        Map<String, List<Integer>> shapes = new LinkedHashMap<>();
        for (String name : names) {
            shapes.put(name, List.of(size));
        }
        return shapes;
    }

    private static Settings describe(Conv2d layer) {
        var kernel = layer.kernel();
        return Settings.ofImage(
                layer.input(),
                layer.out(),
                kernel.height(),
                kernel.width(),
                kernel.stride(),
                kernel.padding(),
                kernel.dilation(),
                kernel.groups());
    }

    private static Conv2d conv2d(Settings s) {
        var kernel = new Kernel(s.size(4), s.size(5), s.size(6), s.size(7), s.size(8), s.size(9));
        return new Conv2d(s.image(), s.size(3), kernel, Initializer.zeros(), Initializer.zeros(), unused());
    }

    /** Zeros draw nothing. */
    private static RandomStream unused() {
        return RandomStream.of(0);
    }

    /** One of the numbers that describe a layer. */
    public record Setting(String name, Kind kind) {
        /** A whole number of 1 or more, of 0 or more, or any number. */
        enum Kind {
            SIZE,
            COUNT,
            NUMBER
        }

        static Setting size(String name) {
            return new Setting(name, Kind.SIZE);
        }

        static Setting count(String name) {
            return new Setting(name, Kind.COUNT);
        }

        static Setting number(String name) {
            return new Setting(name, Kind.NUMBER);
        }
    }

    /** The numbers that describe a layer, in the order of {@link LayerType#settings()}. */
    public record Settings(List<Double> values) {
        static Settings of(double... values) {
            return new Settings(Arrays.stream(values).boxed().toList());
        }

        static Settings ofImage(Shape image, double... more) {
            int channels = image.rank() == 2 ? 1 : image.extent(2);
            var first = DoubleStream.of(image.extent(0), image.extent(1), channels);
            return of(DoubleStream.concat(first, DoubleStream.of(more)).toArray());
        }

        double number(int i) {
            return values.get(i);
        }

        int size(int i) {
            return values.get(i).intValue();
        }

        Shape image() {
            return Shape.of(size(0), size(1), size(2));
        }
    }
}
