package firsthand.formats;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import firsthand.classifier.Classifier;
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
import firsthand.layer.Parameter;
import firsthand.layer.Skip;
import firsthand.layer.Softmax;
import firsthand.loss.BinaryCrossEntropy;
import firsthand.loss.BinaryCrossEntropyWithLogits;
import firsthand.loss.CrossEntropy;
import firsthand.loss.Hinge;
import firsthand.loss.Huber;
import firsthand.loss.LogLikelihood;
import firsthand.loss.Loss;
import firsthand.loss.MeanAbsoluteError;
import firsthand.loss.MeanSquaredError;
import firsthand.network.Network;
import firsthand.random.RandomStream;
import firsthand.tensor.Shape;
import firsthand.tensor.Tensor;
import java.io.IOException;
import java.lang.reflect.Modifier;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** Every layer and every loss of the library, those included that nobody has thought of yet, survives save and load. */
class ConformanceTest {
    private static final Shape IMAGE = Shape.of(6, 5, 4);
    private static final Initializer NORMAL = Initializer.normal(0, 1);

    /** Every layer, with settings that are not the usual ones: a new one goes here. */
    private static final List<Layer> LAYERS = List.of(
            new Dense(120, 3, NORMAL, NORMAL, RandomStream.of(1)),
            new Conv2d(IMAGE, 6, new Kernel(3, 2, 2, 1, 2, 2), NORMAL, NORMAL, RandomStream.of(2)),
            new MaxPool2d(IMAGE, 3, 2, 1),
            new AveragePool2d(IMAGE, 3, 2, 1),
            new GlobalAveragePool(),
            new Flatten(),
            new Dropout(0.123456789),
            new BatchNorm(4, 0.3, 1e-3),
            new LayerNorm(120, 1e-3),
            new Skip(1),
            new Softmax(),
            new LogSoftmax(),
            Activation.relu(),
            Activation.leakyRelu(0.123456789),
            Activation.elu(0.7),
            Activation.gelu(),
            Activation.silu(),
            Activation.softplus(),
            Activation.identity(),
            Activation.sigmoid(),
            Activation.tanh());

    /** Every loss, with settings that are not the usual ones: a new one goes here. */
    private static final List<Loss> LOSSES = List.of(
            new CrossEntropy(),
            CrossEntropy.smoothed(0.123456789).withClassWeights(0.5, 1.0 / 3, 0),
            new LogLikelihood(),
            new BinaryCrossEntropy(),
            new BinaryCrossEntropyWithLogits(),
            new MeanSquaredError(),
            new MeanAbsoluteError(),
            new Huber(0.123456789),
            new Hinge());

    @TempDir
    Path folder;

    private static Set<String> discovered(Class<?> kind) throws IOException, URISyntaxException {
        var library =
                Path.of(kind.getProtectionDomain().getCodeSource().getLocation().toURI());
        var importer = new ClassFileImporter();
        if (Files.isDirectory(library)) {
            return names(importer.importPath(library), kind);
        }
        try (var jar = new JarFile(library.toFile())) {
            return names(importer.importJar(jar), kind);
        }
    }

    private static Set<String> names(com.tngtech.archunit.core.domain.JavaClasses classes, Class<?> kind) {
        return classes.stream()
                .filter(type -> type.isAssignableTo(kind) && !type.isInterface())
                .filter(type -> type.getModifiers().contains(JavaModifier.PUBLIC))
                .map(type -> type.getSimpleName())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> names(List<?> examples) {
        return examples.stream()
                .map(example -> example.getClass().getSimpleName())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void noLayerIsForgotten() throws IOException, URISyntaxException {
        assertThat(names(LAYERS))
                .as("add every layer to ConformanceTest.LAYERS, and to LayerType")
                .isNotEmpty()
                .isEqualTo(discovered(Layer.class));
        var activations = Arrays.stream(Activation.class.getDeclaredMethods())
                .filter(method -> Modifier.isPublic(method.getModifiers()) && Modifier.isStatic(method.getModifiers()))
                .map(method -> method.getName().replaceAll("([A-Z])", "-$1").toLowerCase(java.util.Locale.ROOT))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(LAYERS.stream().map(Layer::type))
                .as("add every activation to ConformanceTest.LAYERS, and to LayerType")
                .containsAll(activations);
    }

    @Test
    void noLossIsForgotten() throws IOException, URISyntaxException {
        assertThat(names(LOSSES))
                .as("add every loss to ConformanceTest.LOSSES, and to LossDescription")
                .isNotEmpty()
                .isEqualTo(discovered(Loss.class));
    }

    private Classifier again(Classifier classifier) throws IOException {
        Path file = folder.resolve("model.safetensors");
        SafeTensors.save(classifier, file);
        return SafeTensors.load(file);
    }

    private static Tensor examples() {
        var x = Tensor.zeros(IMAGE.batch(2));
        NORMAL.fill(x.values(), 1, 1, RandomStream.of(3));
        return x;
    }

    private static List<Tensor> values(Stream<Parameter> state) {
        return state.map(Parameter::value).toList();
    }

    /** The seed of training decides what dropout leaves out: the rate has to be the same to the bit. */
    private static Tensor trained(Network network) {
        var workspace = network.workspace(2);
        workspace.seed(9);
        return network.forward(examples(), workspace).copy();
    }

    @ParameterizedTest
    @FieldSource("LAYERS")
    void aLayerSurvives(Layer layer) throws IOException {
        Stream.concat(layer.parameters().stream(), layer.buffers().stream()).forEach(parameter -> {
            var random = RandomStream.of(4);
            for (int i = 0; i < parameter.value().size(); i++) {
                parameter.value().values()[i] = 0.5f + random.nextFloat();
            }
        });
        var network = Network.input(IMAGE.extents())
                .layer(Activation.identity())
                .layer(layer)
                .dense(3)
                .build(1);
        var loaded = again(Classifier.of(network)).network();
        var copy = loaded.layers().get(1);
        assertThat(copy).isNotSameAs(layer).hasSameClassAs(layer);
        assertThat(copy.type()).isEqualTo(layer.type());
        assertThat(values(copy.parameters().stream())).isEqualTo(values(layer.parameters().stream()));
        assertThat(values(copy.buffers().stream())).isEqualTo(values(layer.buffers().stream()));
        assertThat(loaded.outputShape(1)).isEqualTo(network.outputShape(1));
        assertThat(loaded.predict(examples())).isEqualTo(network.predict(examples()));
        assertThat(trained(loaded)).isEqualTo(trained(network));
        assertThat(values(loaded.state().stream())).isEqualTo(values(network.state().stream()));
    }

    @ParameterizedTest
    @FieldSource("LOSSES")
    void aLossSurvives(Loss loss) throws IOException {
        var builder = Network.input(4).dense(3);
        boolean wantsProbabilities = loss.refusal("dense").isPresent();
        var network = (wantsProbabilities ? builder.softmax() : builder).build(1);
        assertThat(again(Classifier.of(network, loss)).loss()).isEqualTo(loss);
    }
}
