package firsthand.training;

import static org.assertj.core.api.Assertions.assertThat;

import firsthand.initializer.Initializer;
import firsthand.loss.BinaryCrossEntropy;
import firsthand.loss.CrossEntropy;
import firsthand.loss.LogLikelihood;
import firsthand.loss.Loss;
import firsthand.loss.MeanSquaredError;
import firsthand.network.Network;
import firsthand.network.NetworkBuilder;
import firsthand.random.RandomStream;
import firsthand.reference.DoubleNetwork;
import firsthand.reference.GradientCheck;
import firsthand.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every layer with every loss that may follow it has the gradients that central differences in double say it has. */
class GradientTest {
    private static final List<String> ACTIVATIONS = List.of("relu", "sigmoid", "tanh");
    private static final List<String> HEADS = List.of("none", "relu", "sigmoid", "tanh", "softmax");
    private static final List<Loss> LOSSES =
            List.of(new CrossEntropy(), new LogLikelihood(), new BinaryCrossEntropy(), new MeanSquaredError());
    private static final int EXAMPLES = 7;
    private static final int INPUTS = 6;
    private static final int CLASSES = 5;

    private record Combination(String activation, String head, Loss loss) {
        private Network network(long seed) {
            var normal = Initializer.normal(0, 0.7);
            var builder = Network.input(INPUTS).dense(CLASSES, normal, normal);
            add(builder, activation).dense(CLASSES, normal, normal);
            return add(builder, head).build(seed);
        }

        @Override
        public String toString() {
            return activation + ", " + head + ", " + loss.name();
        }
    }

    private static NetworkBuilder add(NetworkBuilder builder, String type) {
        return switch (type) {
            case "relu" -> builder.relu();
            case "sigmoid" -> builder.sigmoid();
            case "tanh" -> builder.tanh();
            case "softmax" -> builder.softmax();
            default -> builder;
        };
    }

    private static Stream<Combination> combinations() {
        return ACTIVATIONS.stream()
                .flatMap(activation -> HEADS.stream()
                        .flatMap(head -> LOSSES.stream().map(loss -> new Combination(activation, head, loss))));
    }

    private static boolean isRefused(Combination combination) {
        String last = combination.head.equals("none") ? "dense" : combination.head;
        return combination.loss.refusal(last).isPresent();
    }

    private static Stream<Combination> accepted() {
        return combinations().filter(combination -> !isRefused(combination));
    }

    private static Stream<Combination> refused() {
        return combinations().filter(GradientTest::isRefused);
    }

    /** A network and a batch, with no ReLU near the point where its slope jumps. */
    private record Setting(Network network, Tensor x, Tensor t) {
        private static Setting of(Combination combination) {
            for (long seed = 1; ; seed++) {
                var random = RandomStream.of(seed);
                var x = Tensor.zeros(EXAMPLES, INPUTS);
                for (int i = 0; i < x.size(); i++) {
                    x.values()[i] = (float) random.nextGaussian();
                }
                var t = Tensor.zeros(EXAMPLES, CLASSES);
                for (int i = 0; i < EXAMPLES; i++) {
                    t.values()[i * CLASSES + random.nextInt(CLASSES)] = 1;
                }
                var network = combination.network(seed);
                var reference = new DoubleNetwork(network);
                Arrays.stream(GradientCheck.rows(x)).forEach(reference::forward);
                if (reference.closestToKink() > 1e-3) {
                    return new Setting(network, x, t);
                }
            }
        }

        private List<float[]> gradients(Loss loss) {
            GradientCheck.backpropagate(network, loss, x, t);
            return GradientCheck.gradients(network);
        }
    }

    @ParameterizedTest
    @MethodSource("accepted")
    void agreesWithCentralDifferences(Combination combination) {
        var setting = Setting.of(combination);
        var gradients = setting.gradients(combination.loss);
        assertThat(GradientCheck.firstWrong(setting.network, combination.loss, setting.x, setting.t, gradients))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("refused")
    void whatCannotBeCombinedIsRefusedWithAReason(Combination combination) {
        String last = combination.head.equals("none") ? "dense" : combination.head;
        assertThat(combination.loss.refusal(last).orElseThrow()).contains(combination.loss.name(), "softmax");
    }

    private interface Mistake {
        List<float[]> make(List<float[]> gradients);
    }

    private static List<float[]> changed(List<float[]> gradients, int p, float[] other) {
        List<float[]> changed = new ArrayList<>(gradients);
        changed.set(p, other);
        return changed;
    }

    private static float[] scaled(float[] gradient, float factor) {
        var scaled = gradient.clone();
        for (int i = 0; i < scaled.length; i++) {
            scaled[i] *= factor;
        }
        return scaled;
    }

    private static float[] transposed(float[] square) {
        int side = (int) Math.sqrt(square.length);
        var transposed = new float[square.length];
        for (int i = 0; i < square.length; i++) {
            transposed[i] = square[i % side * side + i / side];
        }
        return transposed;
    }

    private static float[] summed(float[] gradient) {
        float sum = 0;
        for (float value : gradient) {
            sum += value;
        }
        var same = new float[gradient.length];
        Arrays.fill(same, sum);
        return same;
    }

    private record Planted(String name, String found, Mistake mistake) {
        @Override
        public String toString() {
            return name;
        }
    }

    /**
     * Mistakes that people make when they derive gradients by hand, each in one parameter; and where it should be
     * found.
     */
    private static Stream<Planted> planted() {
        return Stream.of(
                new Planted("sign", "0.dense.weight[0]", g -> changed(g, 0, scaled(g.get(0), -1))),
                new Planted("no 1/m", "0.dense.bias[0]", g -> changed(g, 1, scaled(g.get(1), EXAMPLES))),
                new Planted("transposed", "2.dense.weight[1]", g -> changed(g, 2, transposed(g.get(2)))),
                new Planted("biases summed", "2.dense.bias[0]", g -> changed(g, 3, summed(g.get(3)))),
                new Planted("one per mille", "2.dense.weight", g -> changed(g, 2, scaled(g.get(2), 1.001f))));
    }

    @ParameterizedTest
    @MethodSource("planted")
    void aPlantedMistakeIsFoundWhereItIs(Planted planted) {
        var combination = new Combination("tanh", "none", new CrossEntropy());
        var setting = Setting.of(combination);
        var gradients = planted.mistake.make(setting.gradients(combination.loss));
        assertThat(GradientCheck.firstWrong(setting.network, combination.loss, setting.x, setting.t, gradients)
                        .orElseThrow())
                .startsWith(planted.found);
    }
}
