package firsthand.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import firsthand.initializer.Initializer;
import firsthand.layer.Activation;
import firsthand.layer.BatchNorm;
import firsthand.layer.Conv2d;
import firsthand.layer.Dense;
import firsthand.layer.Dropout;
import firsthand.layer.Kernel;
import firsthand.layer.Layer;
import firsthand.layer.LayerNorm;
import firsthand.layer.MaxPool2d;
import firsthand.layer.Parameter;
import firsthand.layer.Pass;
import firsthand.layer.Skip;
import firsthand.layer.Softmax;
import firsthand.loss.CrossEntropy;
import firsthand.loss.Loss;
import firsthand.loss.MeanSquaredError;
import firsthand.random.RandomStream;
import firsthand.tensor.Shape;
import firsthand.tensor.Tensor;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The check that users have for layers of their own: it passes what is right and finds what is wrong. */
class GradientCheckTest {

    private static Stream<Arguments> right() {
        var normal = Initializer.normal(0, 0.5);
        var random = RandomStream.of(3);
        var image = Shape.of(5, 5, 2);
        return Stream.of(
                Arguments.of(new Dense(6, 4, normal, normal, random), Shape.of(6)),
                Arguments.of(new Conv2d(image, 3, Kernel.size(3).stride(2), normal, normal, random), image),
                Arguments.of(new MaxPool2d(image, 2, 2, 0), image),
                Arguments.of(new BatchNorm(2), image),
                Arguments.of(new LayerNorm(7), Shape.of(7)),
                Arguments.of(new Dropout(0.4), Shape.of(20)),
                Arguments.of(new Softmax(), Shape.of(5)),
                Arguments.of(Activation.gelu(), Shape.of(20)),
                Arguments.of(Activation.relu(), Shape.of(50)),
                Arguments.of(new Affine(Mistake.NONE), Shape.of(Affine.SIDE)));
    }

    @ParameterizedTest
    @MethodSource("right")
    void aRightLayerPasses(Layer layer, Shape input) {
        var result = GradientCheck.check(layer, input);
        assertThat(result.firstWrong()).isEmpty();
        assertThat(result.isOk()).isTrue();
        assertThat(result.tensors()).hasSize(1 + layer.parameters().size());
        assertThat(result.leftOut()).isLessThanOrEqualTo(result.checked() / 10);
    }

    private enum Mistake {
        NONE,
        SIGN_OF_INPUT,
        FACTOR_OF_INPUT,
        TRANSPOSED_INPUT,
        SIGN_OF_WEIGHT,
        ONE_PER_CENT_OF_WEIGHT,
        TRANSPOSED_WEIGHT,
        LAST_EXAMPLE_MISSING,
        NOTHING
    }

    /** y = x w with a square w, and one mistake on the way back. */
    private static final class Affine implements Layer {
        private static final int SIDE = 4;

        private final Mistake mistake;
        private final Parameter weight = Parameter.zeros("weight", SIDE, SIDE);

        private Affine(Mistake mistake) {
            this.mistake = mistake;
            Initializer.normal(0, 1).fill(weight.value().values(), SIDE, SIDE, RandomStream.of(5));
        }

        @Override
        public String type() {
            return "affine";
        }

        @Override
        public Shape outputShape(Shape input) {
            return input;
        }

        @Override
        public List<Parameter> parameters() {
            return List.of(weight);
        }

        @Override
        public void forward(Pass pass, int from, int to) {
            for (int i = from; i < to; i++) {
                for (int j = 0; j < SIDE; j++) {
                    float sum = 0;
                    for (int k = 0; k < SIDE; k++) {
                        sum += pass.x().at(i, k) * weight.value().at(k, j);
                    }
                    pass.y().values()[i * SIDE + j] = sum;
                }
            }
        }

        @Override
        public void backward(Pass pass, int from, int to) {
            for (int i = from; i < to; i++) {
                for (int k = 0; k < SIDE; k++) {
                    float sum = 0;
                    for (int j = 0; j < SIDE; j++) {
                        boolean transposed = mistake == Mistake.TRANSPOSED_INPUT;
                        float w = transposed
                                ? weight.value().at(j, k)
                                : weight.value().at(k, j);
                        sum += pass.dy().at(i, j) * w;
                    }
                    pass.dx().values()[i * SIDE + k] = switch (mistake) {
                        case SIGN_OF_INPUT -> -sum;
                        case FACTOR_OF_INPUT -> sum / 2;
                        default -> sum;
                    };
                }
            }
        }

        @Override
        public void gradients(Pass pass, int part, int parts) {
            int examples = pass.examples() - (mistake == Mistake.LAST_EXAMPLE_MISSING ? 1 : 0);
            for (int k = 0; k < SIDE; k++) {
                for (int j = 0; j < SIDE; j++) {
                    float sum = 0;
                    for (int i = 0; i < examples; i++) {
                        sum += pass.x().at(i, k) * pass.dy().at(i, j);
                    }
                    int place = mistake == Mistake.TRANSPOSED_WEIGHT ? j * SIDE + k : k * SIDE + j;
                    weight.gradient().values()[place] = switch (mistake) {
                        case SIGN_OF_WEIGHT -> -sum;
                        case ONE_PER_CENT_OF_WEIGHT -> 1.01f * sum;
                        case NOTHING -> 0;
                        default -> sum;
                    };
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void aPlantedMistakeIsFoundWhereItIs(Mistake mistake) {
        var wrong = GradientCheck.check(new Affine(mistake), Shape.of(Affine.SIDE))
                .firstWrong()
                .orElseThrow();
        assertThat(wrong.name()).isEqualTo(mistake.name().endsWith("INPUT") ? "input" : "weight");
        assertThat(wrong.toString()).matches(".+\\[\\d+]: expected a gradient of .+, received .+");
    }

    private static Tensor numbers(int examples, int width) {
        var random = RandomStream.of(2);
        var numbers = Tensor.zeros(examples, width);
        for (int i = 0; i < numbers.size(); i++) {
            numbers.values()[i] = random.nextFloat();
        }
        return numbers;
    }

    private static Tensor targets(int examples, int width) {
        var targets = Tensor.zeros(examples, width);
        for (int i = 0; i < examples; i++) {
            targets.values()[i * width + i % width] = 1;
        }
        return targets;
    }

    private static Stream<Arguments> networks() {
        return Stream.of(
                Arguments.of(Network.input(12).dense(30).relu().dense(5), new CrossEntropy()),
                Arguments.of(Network.input(12).dense(9).tanh().dense(5).softmax(), new MeanSquaredError()),
                Arguments.of(
                        Network.input(4, 3)
                                .conv2d(4, Kernel.size(3).padding(1))
                                .batchNorm()
                                .relu()
                                .residual(body -> body.conv2d(4, Kernel.size(3).padding(1))
                                        .relu())
                                .maxPool2d(2)
                                .dropout(0.2)
                                .dense(5),
                        CrossEntropy.smoothed(0.1)));
    }

    @ParameterizedTest
    @MethodSource("networks")
    void aRightNetworkPassesAndIsAsItWas(NetworkBuilder builder, Loss loss) {
        var network = builder.build(4);
        var before = network.state().stream().map(p -> p.value().copy()).toList();
        var result = GradientCheck.check(network, loss, numbers(8, 12), targets(8, 5), 20, RandomStream.of(1));
        assertThat(result.firstWrong()).isEmpty();
        long layers = network.layers().stream()
                .filter(layer -> !(layer instanceof Skip))
                .count();
        assertThat(result.tensors()).hasSize((int) layers + network.parameters().size() + 1);
        assertThat(result.tensors()).allMatch(tensor -> tensor.isOk() && tensor.checked() + tensor.leftOut() <= 20);
        assertThat(result.checked()).isGreaterThan(result.leftOut());
        assertThat(network.state().stream().map(Parameter::value)).isEqualTo(before);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void aMistakeInOneLayerOfANetworkIsFoundThere(Mistake mistake) {
        var network = Network.input(6)
                .dense(Affine.SIDE)
                .layer(new Affine(mistake))
                .dense(3)
                .build(1);
        var result = GradientCheck.check(network, new CrossEntropy(), numbers(8, 6), targets(8, 3));
        assertThat(result.firstWrong().orElseThrow().name())
                .isEqualTo(mistake.name().endsWith("INPUT") ? "1.affine.input" : "1.affine.weight");
    }

    /** With x = 0 and b = 0 every unit stands at its bend, where half of a slope would be expected. */
    @Test
    void numbersAtABendAreLeftOut() {
        var network = Network.input(3).dense(4).relu().dense(2).build(1);
        var result = GradientCheck.check(
                network, new CrossEntropy(), Tensor.zeros(2, 3), targets(2, 2).copy());
        assertThat(result.firstWrong()).isEmpty();
        assertThat(result.tensors()).anyMatch(tensor -> tensor.name().equals("1.relu.input") && tensor.leftOut() > 0);
    }

    @Test
    void oneNumbersSlopeIsThatOfTheBackwardPassAndNothingIsMoved() {
        var network = Network.input(3).dense(4).tanh().batchNorm().dense(2).build(1);
        var before = network.state().stream()
                .map(parameter -> parameter.value().copy())
                .toList();
        var loss = new CrossEntropy();
        var x = numbers(4, 3);
        var t = targets(4, 2);
        var workspace = network.workspace(4);
        loss.evaluate(network.forward(x, workspace), t, workspace.outputGradient());
        network.backward(workspace);
        for (var parameter : network.layers().getFirst().parameters()) {
            for (int i = 0; i < parameter.value().size(); i++) {
                double gradient = parameter.gradient().copy().values()[i];
                var difference = GradientCheck.difference(
                        network, loss, x, t, parameter.value().values(), i);
                assertThat(difference.slope()).isCloseTo(gradient, within(1e-4));
                assertThat(difference.slope())
                        .isEqualTo((8 * (difference.above() - difference.below())
                                        - (difference.farAbove() - difference.farBelow()))
                                / (12 * difference.step()));
            }
        }
        assertThat(network.parameters().stream().map(Parameter::value)).isSubsetOf(before);
    }

    @Test
    void whatCannotBeCheckedIsRefused() {
        var network = Network.input(3).dense(2).build(1);
        assertThatThrownBy(() -> GradientCheck.check(new Skip(1), Shape.of(3)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("received a skip");
        assertThatThrownBy(() -> GradientCheck.check(network, new CrossEntropy(), numbers(4, 3), targets(3, 2)))
                .hasMessage("gradient check: expected targets of shape 4x2, received 3x2");
        assertThatThrownBy(() -> GradientCheck.check(
                        network, new CrossEntropy(), numbers(4, 3), targets(4, 2), 0, RandomStream.of(1)))
                .hasMessage("gradient check: expected 1 entry or more, received 0");
        network.parameters().getFirst().value().values()[0] = Float.NaN;
        assertThatThrownBy(() -> GradientCheck.check(network, new CrossEntropy(), numbers(4, 3), targets(4, 2)))
                .hasMessage("gradient check: expected a finite loss, received NaN");
    }
}
