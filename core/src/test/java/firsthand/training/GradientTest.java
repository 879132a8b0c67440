package firsthand.training;

import static org.assertj.core.api.Assertions.assertThat;

import firsthand.initializer.Initializer;
import firsthand.layer.Activation;
import firsthand.layer.Layer;
import firsthand.layer.LogSoftmax;
import firsthand.layer.Pass;
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
import firsthand.reference.DoubleGradients;
import firsthand.reference.DoubleNetwork;
import firsthand.tensor.Shape;
import firsthand.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every layer with every loss that may follow it has the gradients that central differences in double say it has. */
class GradientTest {
    private static final List<Layer> ACTIVATIONS = List.of(
            Activation.relu(),
            Activation.leakyRelu(0.2),
            Activation.elu(0.7),
            Activation.gelu(),
            Activation.silu(),
            Activation.softplus(),
            Activation.identity(),
            Activation.sigmoid(),
            Activation.tanh());
    private static final List<Optional<Layer>> HEADS = Stream.concat(
                    Stream.<Optional<Layer>>of(
                            Optional.empty(), Optional.of(new Softmax()), Optional.of(new LogSoftmax())),
                    ACTIVATIONS.stream().map(Optional::of))
            .toList();
    private static final List<Loss> LOSSES = List.of(
            new CrossEntropy(),
            CrossEntropy.smoothed(0.1),
            CrossEntropy.smoothed(0.3).withClassWeights(0.5, 2, 1, 0, 1.5),
            new LogLikelihood(),
            new BinaryCrossEntropy(),
            new BinaryCrossEntropyWithLogits(),
            new MeanSquaredError(),
            new MeanAbsoluteError(),
            new Huber(0.4),
            new Hinge());
    private static final int EXAMPLES = 7;
    private static final int INPUTS = 6;
    private static final int CLASSES = 5;

    private record Combination(Layer activation, Optional<Layer> head, Loss loss) {
        private Network network(long seed) {
            var normal = Initializer.normal(0, 0.7);
            var builder = Network.input(INPUTS)
                    .dense(CLASSES, normal, normal)
                    .layer(activation)
                    .dense(CLASSES, normal, normal);
            head.ifPresent(builder::layer);
            return builder.build(seed);
        }

        private String last() {
            return head.map(Layer::type).orElse("dense");
        }

        private boolean isRefused() {
            return loss.refusal(last()).isPresent();
        }

        @Override
        public String toString() {
            return activation.type() + ", " + last() + ", " + loss;
        }
    }

    private static Stream<Combination> combinations() {
        return ACTIVATIONS.stream()
                .flatMap(activation -> HEADS.stream()
                        .flatMap(head -> LOSSES.stream().map(loss -> new Combination(activation, head, loss))));
    }

    private static Stream<Combination> accepted() {
        return combinations().filter(combination -> !combination.isRefused());
    }

    private static Stream<Combination> refused() {
        return combinations().filter(Combination::isRefused);
    }

    /** A network and a batch, with no ReLU and no loss near a point where its slope jumps. */
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
                reference.loss(combination.loss, DoubleGradients.rows(x), DoubleGradients.rows(t));
                if (reference.closestToKink() > 1e-3) {
                    return new Setting(network, x, t);
                }
            }
        }

        private List<float[]> gradients(Loss loss) {
            DoubleGradients.backpropagate(network, loss, x, t);
            return DoubleGradients.gradients(network);
        }
    }

    @ParameterizedTest
    @MethodSource("accepted")
    void agreesWithCentralDifferences(Combination combination) {
        var setting = Setting.of(combination);
        var gradients = setting.gradients(combination.loss);
        assertThat(DoubleGradients.firstWrong(setting.network, combination.loss, setting.x, setting.t, gradients))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("refused")
    void whatCannotBeCombinedIsRefusedWithAReason(Combination combination) {
        assertThat(combination.loss.refusal(combination.last()).orElseThrow())
                .contains(combination.loss.name(), combination.last());
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
        var combination = new Combination(Activation.tanh(), Optional.empty(), new CrossEntropy());
        var setting = Setting.of(combination);
        var gradients = planted.mistake.make(setting.gradients(combination.loss));
        assertThat(DoubleGradients.firstWrong(setting.network, combination.loss, setting.x, setting.t, gradients)
                        .orElseThrow())
                .startsWith(planted.found);
    }

    /** GELU with a derivative that forgets the product rule: s without x s'. */
    private static final class GeluWithoutTheProductRule implements Layer {
        private final Layer gelu = Activation.gelu();

        @Override
        public String type() {
            return "gelu";
        }

        @Override
        public Shape outputShape(Shape input) {
            return input;
        }

        @Override
        public void forward(Pass pass, int from, int to) {
            gelu.forward(pass, from, to);
        }

        @Override
        public void backward(Pass pass, int from, int to) {
            for (int i = from * pass.x().stride(); i < to * pass.x().stride(); i++) {
                float s = pass.y().values()[i] / pass.x().values()[i];
                pass.dx().values()[i] = pass.dy().values()[i] * s;
            }
        }
    }

    @Test
    void aPlantedMistakeInADerivativeIsFoundBeforeTheLayer() {
        var combination = new Combination(new GeluWithoutTheProductRule(), Optional.empty(), new CrossEntropy());
        var setting = Setting.of(combination);
        var gradients = setting.gradients(combination.loss);
        assertThat(DoubleGradients.firstWrong(setting.network, combination.loss, setting.x, setting.t, gradients)
                        .orElseThrow())
                .startsWith("0.dense.weight");
    }

    private record Exchanged(Loss right, Loss wrong) {}

    private static Stream<Exchanged> exchanged() {
        var plain = new CrossEntropy();
        return Stream.of(
                new Exchanged(CrossEntropy.smoothed(0.1), plain),
                new Exchanged(CrossEntropy.smoothed(0.1), CrossEntropy.smoothed(0.1 * CLASSES / (CLASSES - 1))),
                new Exchanged(plain.withClassWeights(0.5, 2, 1, 1, 1), plain),
                new Exchanged(plain.withClassWeights(0.5, 2, 1, 1, 1), plain.withClassWeights(2, 0.5, 1, 1, 1)),
                new Exchanged(new BinaryCrossEntropyWithLogits(), plain),
                new Exchanged(new Huber(0.4), new Huber(0.401)),
                new Exchanged(new Hinge(), new MeanAbsoluteError()));
    }

    @ParameterizedTest
    @MethodSource("exchanged")
    void theGradientOfAnotherLossIsFound(Exchanged losses) {
        var setting = Setting.of(new Combination(Activation.tanh(), Optional.empty(), losses.right));
        var gradients = setting.gradients(losses.wrong);
        assertThat(DoubleGradients.firstWrong(setting.network, losses.right, setting.x, setting.t, gradients))
                .isPresent();
    }
}
