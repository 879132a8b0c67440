package firsthand.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import firsthand.layer.Activation;
import firsthand.layer.Layer;
import firsthand.layer.Parameter;
import firsthand.network.Network;
import firsthand.reference.AllocatedBytes;
import firsthand.reference.CentralDifferences;
import firsthand.reference.DoubleLayer;
import firsthand.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.DoubleSupplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What every layer of the library promises, those included that nobody has thought of yet. */
class LayerConformanceTest {
    /**
     * The largest error of an output or a gradient, as a share of the largest number of its tensor: some twenty times
     * what rounding a single number to a float costs, and the sums here have up to some hundred terms.
     */
    private static final double TOLERANCE = 1e-6;

    private static final List<LayerExample> EXAMPLES = LayerExample.all();
    private static final List<Refusal> REFUSALS = LayerExample.refusals();

    @Test
    void noLayerIsForgotten() {
        Discovered.assertCovered(
                Discovered.layers(),
                EXAMPLES.stream().map(LayerExample::kind).distinct().toList(),
                "LayerExample.all()");
    }

    @Test
    void noLayerThatTakesArgumentsIsWithoutRefusals() {
        var refusing = REFUSALS.stream().map(Refusal::kind).distinct().toList();
        assertThat(Discovered.implementationsOf(Layer.class).stream()
                        .filter(type -> Arrays.stream(type.getConstructors())
                                .anyMatch(constructor -> constructor.getParameterCount() > 0))
                        .map(Class::getSimpleName))
                .as("add what they refuse to LayerExample.refusals()")
                .isSubsetOf(refusing);
    }

    @ParameterizedTest
    @FieldSource("REFUSALS")
    void aBadArgumentIsRefusedInOneLine(Refusal refusal) {
        refusal.check();
    }

    private static int[] bits(float[] values) {
        return IntStream.range(0, values.length)
                .map(i -> Float.floatToRawIntBits(values[i]))
                .toArray();
    }

    @ParameterizedTest
    @FieldSource("EXAMPLES")
    void fillsTheShapeItNamesAndNothingBeyondTheBatch(LayerExample example) {
        var run = Run.of(example, true);
        int[] x = bits(run.pass().x().values());
        int[] dy = bits(run.pass().dy().values());
        var result = run.run(Run.Sharing.alone());
        assertThat(result.y())
                .hasSize(Run.EXAMPLES * run.layer().outputShape(example.input()).size());
        for (float value : result.all()) {
            assertThat(value).isFinite();
        }
        float[] y = run.pass().y().values();
        assertThat(Arrays.copyOfRange(y, result.y().length, y.length)).containsOnly(Float.NaN);
        float[] dx = run.pass().dx().values();
        assertThat(Arrays.copyOfRange(dx, result.dx().length, dx.length)).containsOnly(Float.NaN);
        assertThat(bits(run.pass().x().values())).as("x").isEqualTo(x);
        assertThat(bits(run.pass().dy().values())).as("dy").isEqualTo(dy);
    }

    @ParameterizedTest
    @FieldSource("EXAMPLES")
    void theSameSeedGivesTheSameBits(LayerExample example) {
        var first = Run.of(example, true).run(Run.Sharing.alone());
        var second = Run.of(example, true).run(Run.Sharing.alone());
        assertThat(bits(second.all())).isEqualTo(bits(first.all()));
    }

    private static Stream<Run.Sharing> sharings() {
        return Stream.of(
                new Run.Sharing(2, 0, 3, 5),
                new Run.Sharing(3, 0, 1, 2, 3, 4, 5),
                new Run.Sharing(7, 0, 4, 5),
                new Run.Sharing(64, 0, 2, 2, 5));
    }

    @ParameterizedTest
    @FieldSource("EXAMPLES")
    void gettingTheWorkSharedChangesNoBit(LayerExample example) {
        for (boolean training : new boolean[] {true, false}) {
            var alone = Run.of(example, training).run(Run.Sharing.alone());
            sharings()
                    .forEach(sharing -> assertThat(
                                    bits(Run.of(example, training).run(sharing).all()))
                            .as("%s", sharing)
                            .isEqualTo(bits(alone.all())));
        }
    }

    @ParameterizedTest
    @FieldSource("EXAMPLES")
    void inPredictionAnExampleDoesNotDependOnItsNeighbours(LayerExample example) {
        float[] together = Run.of(example, false).run(Run.Sharing.alone()).y();
        for (int i = 0; i < Run.EXAMPLES; i++) {
            float[] single = Run.ofOne(example, i).run(new Run.Sharing(1, 0, 1)).y();
            assertThat(bits(Arrays.copyOfRange(together, i * single.length, (i + 1) * single.length)))
                    .as("example %d", i)
                    .isEqualTo(bits(single));
        }
    }

    @ParameterizedTest
    @FieldSource("EXAMPLES")
    void aNetworkPredictsTheSameFromEightThreadsAtOnce(LayerExample example) throws Exception {
        var layer = example.make().apply(1);
        Run.fillState(layer);
        var network = Network.input(example.input().extents())
                .layer(Activation.identity())
                .layer(layer)
                .build(1);
        var x = Run.of(example, false).pass().x();
        Tensor expected = network.predict(x);
        try (var threads = Executors.newFixedThreadPool(8)) {
            Callable<Boolean> predict = () ->
                    IntStream.range(0, 20).allMatch(repeat -> network.predict(x).equals(expected));
            List<Future<Boolean>> answers = threads.invokeAll(java.util.Collections.nCopies(8, predict));
            for (var answer : answers) {
                assertThat(answer.get()).isTrue();
            }
        }
    }

    @Tag("allocation")
    @ParameterizedTest
    @FieldSource("EXAMPLES")
    void onceWarmNothingIsAllocated(LayerExample example) throws ReflectiveOperationException {
        var allocated = new AllocatedBytes();
        for (boolean training : new boolean[] {true, false}) {
            var run = Run.of(example, training);
            var alone = Run.Sharing.alone();
            assertThat(allocated.onceWarm(() -> run.step(alone)))
                    .as(training ? "bytes in training" : "bytes in prediction")
                    .isZero();
        }
    }

    private static void assertClose(float[] actual, double[] expected, String what) {
        double largest = Arrays.stream(expected).map(Math::abs).max().orElseThrow();
        for (int i = 0; i < actual.length; i++) {
            assertThat(Math.abs(actual[i] - expected[i]))
                    .as("%s[%d]: expected %s, received %s", what, i, expected[i], actual[i])
                    .isLessThanOrEqualTo(TOLERANCE * largest);
        }
    }

    private static double[] flat(double[][] rows) {
        return Arrays.stream(rows).flatMapToDouble(Arrays::stream).toArray();
    }

    @ParameterizedTest
    @FieldSource("EXAMPLES")
    void theOutputIsThatOfTheFormula(LayerExample example) {
        var training = Run.of(example, true);
        double[][] state = training.state();
        var result = training.run(Run.Sharing.alone());
        assertClose(result.y(), flat(example.training().apply(result).forward(training.x(), state)), "y");
        var prediction = Run.of(example, false);
        assertClose(
                prediction.run(Run.Sharing.alone()).y(),
                flat(example.prediction().forward(prediction.x(), state)),
                "y in prediction");
    }

    /** dL/dx and the gradient of every parameter, where L = sum of y dy: that is what the chain rule hands on. */
    private static List<double[]> differences(DoubleLayer formula, double[][] x, double[][] state, Run run) {
        double[][] dy = Run.rows(run.pass().dy(), Run.EXAMPLES);
        DoubleSupplier loss = () -> {
            double[][] y = formula.forward(x, state);
            double sum = 0;
            for (int i = 0; i < y.length; i++) {
                for (int j = 0; j < y[i].length; j++) {
                    sum += y[i][j] * dy[i][j];
                }
            }
            return sum;
        };
        List<double[]> differences = new ArrayList<>();
        differences.add(flat(Arrays.stream(x)
                .map(example -> CentralDifferences.of(loss, example))
                .toArray(double[][]::new)));
        for (int p = 0; p < run.layer().parameters().size(); p++) {
            differences.add(CentralDifferences.of(loss, state[p]));
        }
        return differences;
    }

    @ParameterizedTest
    @FieldSource("EXAMPLES")
    void gradientsAreThoseOfTheFormula(LayerExample example) {
        var run = Run.of(example, true);
        double[][] state = run.state();
        var result = run.run(Run.Sharing.alone());
        var expected = differences(example.training().apply(result), run.x(), state, run);
        assertClose(result.dx(), expected.getFirst(), "dx");
        List<Parameter> parameters = run.layer().parameters();
        for (int p = 0; p < parameters.size(); p++) {
            assertClose(
                    result.gradients().get(p),
                    expected.get(p + 1),
                    parameters.get(p).name());
        }
    }

    private interface Mistake {
        void make(float[] dx, List<float[]> gradients);
    }

    private static Stream<Mistake> mistakes() {
        return Stream.of(
                (dx, gradients) -> dx[largest(dx)] *= -1,
                (dx, gradients) -> scale(dx, 1 + 1e-4f),
                (dx, gradients) -> scale(gradients.get(0), Run.EXAMPLES),
                (dx, gradients) -> gradients.get(1)[2] = gradients.get(1)[3]);
    }

    private static int largest(float[] values) {
        int largest = 0;
        for (int i = 1; i < values.length; i++) {
            largest = Math.abs(values[i]) > Math.abs(values[largest]) ? i : largest;
        }
        return largest;
    }

    private static void scale(float[] values, float factor) {
        for (int i = 0; i < values.length; i++) {
            values[i] *= factor;
        }
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void aPlantedMistakeIsFound(Mistake mistake) {
        for (var example :
                EXAMPLES.stream().filter(e -> e.kind().equals("Conv2d")).toList()) {
            var run = Run.of(example, true);
            var result = run.run(Run.Sharing.alone());
            var expected = differences(example.training().apply(result), run.x(), run.state(), run);
            mistake.make(result.dx(), result.gradients());
            assertThat(Stream.of(0, 1, 2)
                            .anyMatch(t -> isFar(
                                    t == 0 ? result.dx() : result.gradients().get(t - 1), expected.get(t))))
                    .isTrue();
        }
    }

    private static boolean isFar(float[] actual, double[] expected) {
        try {
            assertClose(actual, expected, "");
            return false;
        } catch (AssertionError found) {
            return true;
        }
    }

    /** z = x w + b, and tanh(z v + c) + z: the skipped z gets both gradients. */
    @Test
    void aSkippedInputGetsTheGradientsOfBothPaths() {
        var network =
                Network.input(4).dense(6).residual(body -> body.dense(6).tanh()).build(3);
        var x = Tensor.zeros(Run.EXAMPLES, 4);
        for (int i = 0; i < x.size(); i++) {
            x.values()[i] = (i * 7 % 20 - 9.5f) / 10;
        }
        var workspace = network.workspace(Run.EXAMPLES);
        network.forward(x, workspace);
        for (int i = 0; i < workspace.outputGradient().size(); i++) {
            workspace.outputGradient().values()[i] = (i * 11 % 30 - 14.5f) / 10;
        }
        network.backward(workspace);
        var parameters = network.parameters();
        double[][] state = parameters.stream()
                .map(parameter -> Run.doubles(parameter.value()))
                .toArray(double[][]::new);
        double[] dy = Run.doubles(workspace.outputGradient());
        DoubleSupplier loss = () -> {
            double[][] z = DoubleLayer.dense().forward(Run.rows(x, Run.EXAMPLES), state[0], state[1]);
            double[][] between =
                    DoubleLayer.byNumber(Math::tanh).forward(DoubleLayer.dense().forward(z, state[2], state[3]));
            double[] y = flat(DoubleLayer.skip(z).forward(between));
            return IntStream.range(0, y.length).mapToDouble(i -> y[i] * dy[i]).sum();
        };
        for (int p = 0; p < state.length; p++) {
            assertClose(
                    parameters.get(p).gradient().values(),
                    CentralDifferences.of(loss, state[p]),
                    parameters.get(p).name());
        }
    }
}
