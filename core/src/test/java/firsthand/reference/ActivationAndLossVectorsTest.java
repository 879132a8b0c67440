package firsthand.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import firsthand.layer.Activation;
import firsthand.layer.Layer;
import firsthand.layer.LogSoftmax;
import firsthand.layer.Pass;
import firsthand.layer.Softmax;
import firsthand.loss.BinaryCrossEntropyWithLogits;
import firsthand.loss.CrossEntropy;
import firsthand.loss.Hinge;
import firsthand.loss.Huber;
import firsthand.loss.Loss;
import firsthand.loss.MeanAbsoluteError;
import firsthand.loss.MeanSquaredError;
import firsthand.tensor.Shape;
import firsthand.tensor.Tensor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Activations and losses, with their gradients, are what NumPy makes of their formulas in float64: see {@code
 * activation_and_loss_vectors.py}.
 */
class ActivationAndLossVectorsTest {
    private static final double RELATIVE = 1e-6;

    /** What the last bit of a number near 1 leaves behind where it is taken from another: 1 - y^2, p - t. */
    private static final double ABSOLUTE = 5e-7;

    private static final int ROWS = 3;
    private static final int CLASSES = 4;

    /** One block of the file: "loss huber 0.5", and its lines by their first word. */
    private record Vectors(String name, Map<String, double[]> lines) {
        private float[] floats(String line) {
            double[] values = values(line);
            var floats = new float[values.length];
            for (int i = 0; i < floats.length; i++) {
                floats[i] = (float) values[i];
            }
            return floats;
        }

        private double[] values(String line) {
            return Objects.requireNonNull(lines.get(line), line);
        }

        private void assertClose(String line, double[] actual) {
            double[] expected = values(line);
            assertThat(actual).hasSameSizeAs(expected);
            for (int i = 0; i < expected.length; i++) {
                assertThat(Math.abs(actual[i] - expected[i]))
                        .as("%s, %s[%d]: expected %s, received %s", name, line, i, expected[i], actual[i])
                        .isLessThanOrEqualTo(RELATIVE * Math.abs(expected[i]) + ABSOLUTE);
            }
        }

        @Override
        public String toString() {
            return name;
        }
    }

    private static Stream<Vectors> vectors(String kind) {
        try (var in = Objects.requireNonNull(
                ActivationAndLossVectorsTest.class.getResourceAsStream("activation_and_loss_vectors.txt"))) {
            var lines = new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            return IntStream.range(0, lines.size())
                    .filter(i -> lines.get(i).startsWith(kind + " "))
                    .mapToObj(i -> block(kind, lines.subList(i, lines.size())));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Vectors block(String kind, List<String> lines) {
        Map<String, double[]> values = new LinkedHashMap<>();
        for (var line : lines.subList(1, lines.size())) {
            var words = line.split(" ", -1);
            if (List.of("activation", "layer", "loss").contains(words[0])) {
                break;
            }
            values.put(
                    words[0],
                    Arrays.stream(words)
                            .skip(1)
                            .mapToDouble(Double::parseDouble)
                            .toArray());
        }
        return new Vectors(lines.getFirst().substring(kind.length() + 1), values);
    }

    private static Stream<Vectors> activations() {
        return vectors("activation");
    }

    private static Stream<Vectors> layers() {
        return vectors("layer");
    }

    private static Stream<Vectors> losses() {
        return vectors("loss");
    }

    private static Layer layer(String name) {
        return switch (name) {
            case "relu" -> Activation.relu();
            case "leaky-relu" -> Activation.leakyRelu();
            case "leaky-relu 0.25" -> Activation.leakyRelu(0.25);
            case "elu" -> Activation.elu();
            case "elu 0.5" -> Activation.elu(0.5);
            case "gelu" -> Activation.gelu();
            case "silu" -> Activation.silu();
            case "softplus" -> Activation.softplus();
            case "identity" -> Activation.identity();
            case "sigmoid" -> Activation.sigmoid();
            case "tanh" -> Activation.tanh();
            case "softmax" -> new Softmax();
            case "log-softmax" -> new LogSoftmax();
            default -> throw new IllegalArgumentException(name);
        };
    }

    private static Loss loss(String name) {
        return switch (name) {
            case "cross-entropy" -> new CrossEntropy();
            case "cross-entropy-smoothed" -> CrossEntropy.smoothed(0.1);
            case "cross-entropy-weighted" -> new CrossEntropy().withClassWeights(0.5, 2, 1, 0.25);
            case "cross-entropy-smoothed-and-weighted" ->
                CrossEntropy.smoothed(0.2).withClassWeights(0.5, 2, 1, 0.25);
            case "binary-cross-entropy-with-logits" -> new BinaryCrossEntropyWithLogits();
            case "mean-squared-error" -> new MeanSquaredError();
            case "mean-absolute-error" -> new MeanAbsoluteError();
            case "huber" -> new Huber();
            case "huber 0.5" -> new Huber(0.5);
            case "hinge" -> new Hinge();
            default -> throw new IllegalArgumentException(name);
        };
    }

    @Test
    void theFileHasThemAll() {
        assertThat(activations()).hasSize(11);
        assertThat(layers()).hasSize(2);
        assertThat(losses()).hasSize(10);
    }

    @ParameterizedTest
    @MethodSource("activations")
    void anActivationIsThatOfNumPy(Vectors vectors) {
        float[] x = vectors.floats("x");
        var ones = new float[x.length];
        Arrays.fill(ones, 1);
        check(vectors, 1, x, ones);
    }

    @ParameterizedTest
    @MethodSource("layers")
    void aLayerIsThatOfNumPy(Vectors vectors) {
        check(vectors, ROWS, vectors.floats("x"), vectors.floats("dy"));
    }

    private static void check(Vectors vectors, int rows, float[] x, float[] dy) {
        var layer = layer(vectors.name);
        assertThat(vectors.name).startsWith(layer.type());
        var input = Tensor.of(Shape.of(rows, x.length / rows), x);
        var pass = new Pass(
                layer,
                input,
                Tensor.zeros(input.shape()),
                Tensor.zeros(input.shape()),
                Tensor.of(input.shape(), dy),
                null,
                null,
                true);
        layer.forward(pass, 0, rows);
        layer.backward(pass, 0, rows);
        vectors.assertClose("y", DoubleNetwork.doubles(pass.y()));
        vectors.assertClose("gradient", DoubleNetwork.doubles(pass.dx()));
    }

    @ParameterizedTest
    @MethodSource("losses")
    void aLossIsThatOfNumPy(Vectors vectors) {
        var loss = loss(vectors.name);
        assertThat(vectors.name).startsWith(loss.name());
        float[] values = vectors.floats("z");
        var shape = Shape.of(values.length / CLASSES, CLASSES);
        var gradient = Tensor.zeros(shape);
        var losses = new double[shape.extent(0)];
        var z = Tensor.of(shape, values);
        var t = Tensor.of(shape, vectors.floats("t"));
        for (int i = losses.length - 1; i >= 0; i--) {
            loss.evaluate(z, t, gradient, losses, losses.length, i, i + 1);
        }
        vectors.assertClose("losses", losses);
        vectors.assertClose("gradient", DoubleNetwork.doubles(gradient));
    }

    @Test
    void lossesOverLogitsAreFiniteForAnyFiniteLogit() {
        var z = Tensor.of(Shape.of(2, 2), 1e30f, -1e30f, -1e30f, 1e30f);
        var t = Tensor.of(Shape.of(2, 2), 0, 1, 0, 1);
        for (Loss loss : List.of(new CrossEntropy(), CrossEntropy.smoothed(0.1), new BinaryCrossEntropyWithLogits())) {
            var gradient = Tensor.zeros(2, 2);
            assertThat(loss.evaluate(z, t, gradient)).isBetween(1e28, 1e31);
            assertThat(Arrays.stream(DoubleNetwork.doubles(gradient))).allMatch(Double::isFinite);
        }
    }

    @Test
    void weightsAndSmoothingThatChangeNothingLeaveTheGradientsBits() {
        var vectors = losses().findFirst().orElseThrow();
        var shape = Shape.of(4, CLASSES);
        var z = Tensor.of(shape, vectors.floats("z"));
        var t = Tensor.of(shape, vectors.floats("t"));
        var plain = Tensor.zeros(shape);
        double expected = new CrossEntropy().evaluate(z, t, plain);
        for (Loss same : List.of(CrossEntropy.smoothed(0), new CrossEntropy().withClassWeights(1, 1, 1, 1))) {
            var gradient = Tensor.zeros(shape);
            assertThat(same.evaluate(z, t, gradient)).isEqualTo(expected);
            assertThat(gradient).isEqualTo(plain);
        }
    }

    /** What a log-softmax layer leaves to do for softmax is nothing: the same loss, the same probabilities. */
    @Test
    void crossEntropyAfterLogSoftmaxIsTheNegativeLogLikelihood() {
        var vectors =
                layers().filter(v -> v.name.equals("log-softmax")).findFirst().orElseThrow();
        var shape = Shape.of(ROWS, CLASSES);
        var y = Tensor.of(shape, vectors.floats("y"));
        var t = Tensor.of(shape, 0, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 1);
        double expected = -(y.at(0, 1) + y.at(1, 0) + y.at(2, 3)) / 3.0;
        assertThat(new CrossEntropy().evaluate(y, t, Tensor.zeros(shape))).isCloseTo(expected, within(1e-6));
        var probabilities = y.copy();
        new CrossEntropy().toProbabilities(probabilities, 0, ROWS);
        for (int i = 0; i < y.size(); i++) {
            assertThat((double) probabilities.values()[i]).isCloseTo(StrictMath.exp(y.values()[i]), within(1e-6));
        }
    }

    @Test
    void binaryLogitsBecomeProbabilitiesEachByItself() {
        var z = Tensor.of(Shape.of(2, 2), 0, 0, 0, 1000);
        new BinaryCrossEntropyWithLogits().toProbabilities(z, 1, 2);
        assertThat(z.values()).containsExactly(0, 0, 0.5f, 1);
    }

    @Test
    void anActivationTellsItsParameter() {
        assertThat(Activation.leakyRelu().parameter()).contains(0.01);
        assertThat(Activation.leakyRelu(0.3).parameter()).contains(0.3);
        assertThat(Activation.elu().parameter()).contains(1.0);
        assertThat(Activation.gelu().parameter()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.1, 1.1, Double.NaN, Double.POSITIVE_INFINITY})
    void aSlopeIsFromZeroToOne(double slope) {
        refused(() -> Activation.leakyRelu(slope), "leaky-relu: expected a slope from 0 to 1, received " + slope);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, 1e-60, 1e60, Double.NaN, Double.POSITIVE_INFINITY})
    void anAlphaIsAboveZero(double alpha) {
        refused(() -> Activation.elu(alpha), "elu: expected a finite alpha above 0, received " + alpha);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY})
    void aDeltaIsAboveZero(double delta) {
        refused(() -> new Huber(delta), "huber: expected a finite delta above 0, received " + delta);
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.1, 1, Double.NaN})
    void smoothingIsFromZeroToBelowOne(double smoothing) {
        refused(
                () -> CrossEntropy.smoothed(smoothing),
                "cross-entropy: expected a smoothing from 0 to below 1, received " + smoothing);
    }

    @Test
    void thereIsAFiniteWeightForEachClass() {
        var plain = new CrossEntropy();
        refused(
                () -> plain.withClassWeights(1, -1),
                "cross-entropy: expected finite class weights of 0 or more, received [1.0, -1.0]");
        refused(
                () -> plain.withClassWeights(Double.NaN),
                "cross-entropy: expected finite class weights of 0 or more, received [NaN]");
        var weighted = plain.withClassWeights(1, 2);
        refused(
                () -> weighted.evaluate(Tensor.zeros(1, 3), Tensor.zeros(1, 3), Tensor.zeros(1, 3)),
                "cross-entropy: expected a class weight for each of 3 outputs, received [1.0, 2.0]");
    }

    private static void refused(ThrowingCallable call, String message) {
        assertThatThrownBy(call).isInstanceOf(IllegalArgumentException.class).hasMessage(message);
    }
}
