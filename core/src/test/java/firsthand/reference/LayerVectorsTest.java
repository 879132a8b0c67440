package firsthand.reference;

import static org.assertj.core.api.Assertions.assertThat;

import firsthand.initializer.Initializer;
import firsthand.layer.Activation;
import firsthand.layer.AveragePool2d;
import firsthand.layer.BatchNorm;
import firsthand.layer.Conv2d;
import firsthand.layer.Kernel;
import firsthand.layer.Layer;
import firsthand.layer.LayerNorm;
import firsthand.layer.MaxPool2d;
import firsthand.layer.Parameter;
import firsthand.network.Network;
import firsthand.random.RandomStream;
import firsthand.tensor.Shape;
import firsthand.tensor.Tensor;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Layers of images, and normalisation, beside {@code layer_vectors.py}, which shares nothing with the library. */
class LayerVectorsTest {
    /** As a share of the largest number of an array: rounding to floats, in sums of up to some hundred terms. */
    private static final double TOLERANCE = 1e-6;

    /** A line with a name and settings, and the arrays that follow it. */
    private record Case(String name, int[] settings, Map<String, float[]> arrays) {
        private float[] array(String key) {
            return Objects.requireNonNull(arrays.get(key), key);
        }

        private Shape input() {
            return name.equals("layer-norm") ? Shape.of(settings[1]) : Shape.of(settings[1], settings[2], settings[3]);
        }

        private Layer layer() {
            int[] s = settings;
            return switch (name) {
                case "conv2d" ->
                    new Conv2d(
                            input(),
                            s[4],
                            new Kernel(s[5], s[6], s[7], s[8], s[9], s[10]),
                            Initializer.zeros(),
                            Initializer.zeros(),
                            RandomStream.of(1));
                case "max-pool2d" -> new MaxPool2d(input(), s[4], s[5], s[6]);
                case "average-pool2d" -> new AveragePool2d(input(), s[4], s[5], s[6]);
                case "batch-norm" -> new BatchNorm(s[3]);
                case "layer-norm" -> new LayerNorm(s[1]);
                default -> throw new IllegalArgumentException("no such layer: " + name);
            };
        }

        @Override
        public String toString() {
            return name + " " + Arrays.toString(settings);
        }
    }

    private static Stream<Case> cases() {
        List<Case> cases = new ArrayList<>();
        try (var in = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(LayerVectorsTest.class.getResourceAsStream("layer_vectors.txt")),
                StandardCharsets.UTF_8))) {
            in.lines().map(line -> line.split(" ")).forEach(fields -> {
                var numbers = Arrays.copyOfRange(fields, 1, fields.length);
                if (fields[0].contains("-") || fields[0].equals("conv2d")) {
                    int[] settings =
                            Arrays.stream(numbers).mapToInt(Integer::parseInt).toArray();
                    cases.add(new Case(fields[0], settings, new HashMap<>()));
                } else {
                    var values = new float[numbers.length];
                    for (int i = 0; i < values.length; i++) {
                        values[i] = Float.parseFloat(numbers[i]);
                    }
                    cases.getLast().arrays.put(fields[0], values);
                }
            });
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return cases.stream();
    }

    private static void fill(List<Parameter> parameters, Case c) {
        for (var parameter : parameters) {
            float[] numbers = c.array(parameter.name());
            System.arraycopy(numbers, 0, parameter.value().values(), 0, numbers.length);
        }
    }

    private static void assertClose(float[] actual, float[] expected, String what) {
        double largest = 0;
        for (float value : expected) {
            largest = Math.max(largest, Math.abs(value));
        }
        assertThat(actual).as(what).hasSameSizeAs(expected);
        for (int i = 0; i < actual.length; i++) {
            assertThat(Math.abs((double) actual[i] - expected[i]))
                    .as("%s[%d]: expected %s, received %s", what, i, expected[i], actual[i])
                    .isLessThanOrEqualTo(TOLERANCE * largest);
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void agreesWithNumPy(Case c) {
        var layer = c.layer();
        fill(layer.parameters(), c);
        fill(layer.buffers(), c);
        var network = Network.input(c.input().extents())
                .layer(Activation.identity())
                .layer(layer)
                .build(1);
        var x = Tensor.of(c.input().batch(c.settings[0]), c.array("x"));
        if (c.arrays.containsKey("predicted")) {
            assertClose(network.predict(x).values(), c.array("predicted"), "predicted");
        }
        var workspace = network.workspace(c.settings[0]);
        assertClose(network.forward(x, workspace).values(), c.array("y"), "y");
        System.arraycopy(
                c.array("dy"),
                0,
                workspace.outputGradient().values(),
                0,
                workspace.output().size());
        network.backward(workspace);
        assertClose(workspace.pass(1).dx().values(), c.array("dx"), "dx");
        for (var parameter : layer.parameters()) {
            assertClose(parameter.gradient().values(), c.array("d" + parameter.name()), parameter.name());
        }
        if (c.arrays.containsKey("new_mean")) {
            assertClose(layer.buffers().get(0).value().values(), c.array("new_mean"), "running mean");
            assertClose(layer.buffers().get(1).value().values(), c.array("new_variance"), "running variance");
        }
    }
}
