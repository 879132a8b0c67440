package firsthand.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import firsthand.initializer.Initializer;
import firsthand.layer.Layer;
import firsthand.layer.Pass;
import firsthand.random.RandomStream;
import firsthand.tensor.Shape;
import firsthand.tensor.Tensor;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NetworkTest {
    private static Tensor batch(int examples, int width) {
        var random = RandomStream.of(examples);
        var x = Tensor.zeros(examples, width);
        for (int i = 0; i < x.size(); i++) {
            x.values()[i] = random.nextInt(3) == 0 ? 0 : (float) random.nextGaussian();
        }
        return x;
    }

    /** The layer of Layer's Javadoc. */
    private record Scale(float factor) implements Layer {
        @Override
        public String type() {
            return "scale";
        }

        @Override
        public Shape outputShape(Shape input) {
            return input;
        }

        @Override
        public void forward(Pass pass, int from, int to) {
            for (int i = from * pass.x().stride(); i < to * pass.x().stride(); i++) {
                pass.y().values()[i] = factor * pass.x().values()[i];
            }
        }

        @Override
        public void backward(Pass pass, int from, int to) {
            for (int i = from * pass.x().stride(); i < to * pass.x().stride(); i++) {
                pass.dx().values()[i] = factor * pass.dy().values()[i];
            }
        }
    }

    @Test
    void aLayerOfOnesOwnTakesPart() {
        var with = Network.input(4).dense(3).layer(new Scale(2)).dense(2).build(5);
        var without = Network.input(4).dense(3).dense(2).build(5);
        var x = batch(3, 4);
        var workspace = with.workspace(3);
        with.forward(x, workspace);
        IntStream.range(0, 9)
                .forEach(i -> assertThat(workspace.pass(1).y().values()[i])
                        .isEqualTo(2 * workspace.pass(0).y().values()[i]));
        assertThat(with.parameterCount()).isEqualTo(without.parameterCount()).isEqualTo(4 * 3 + 3 + 3 * 2 + 2);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 8, 9, 30})
    void anExampleGivesTheSameBitsAloneAndInABatch(int examples) {
        var network =
                Network.input(19).dense(33).relu().dense(9).tanh().dense(3).build(1);
        var x = batch(examples, 19);
        var together = network.predict(x);
        for (int i = 0; i < examples; i++) {
            var one = Tensor.of(Shape.of(1, 19), java.util.Arrays.copyOfRange(x.values(), i * 19, (i + 1) * 19));
            assertThat(network.predict(one).values())
                    .isEqualTo(java.util.Arrays.copyOfRange(together.values(), i * 3, (i + 1) * 3));
        }
    }

    @Test
    void manyThreadsMayPredictAtOnce() {
        var network = Network.input(19).dense(33).relu().dense(3).build(1);
        var x = batch(20, 19);
        var expected = network.predict(x);
        assertThat(IntStream.range(0, 200).parallel().mapToObj(i -> network.predict(x)))
                .allMatch(expected::equals);
    }

    @Test
    void theSeedDrawsTheWeights() {
        assertThat(Network.input(4).dense(3).build(1).parameters().getFirst().value())
                .isEqualTo(Network.input(4)
                        .dense(3)
                        .build(1)
                        .parameters()
                        .getFirst()
                        .value())
                .isNotEqualTo(Network.input(4)
                        .dense(3)
                        .build(2)
                        .parameters()
                        .getFirst()
                        .value());
    }

    @Test
    void initializersHaveTheVarianceTheyPromise() {
        assertThat(variance(Initializer.he())).isBetween(2 / 300.0 * 0.97, 2 / 300.0 * 1.03);
        assertThat(variance(Initializer.lecun())).isBetween(1 / 300.0 * 0.97, 1 / 300.0 * 1.03);
        assertThat(variance(Initializer.xavier())).isBetween(2 / 500.0 * 0.97, 2 / 500.0 * 1.03);
        assertThat(variance(Initializer.uniform(-1, 1))).isBetween(1 / 3.0 * 0.97, 1 / 3.0 * 1.03);
        assertThat(variance(Initializer.zeros())).isZero();
    }

    private static double variance(Initializer initializer) {
        var values = new float[300 * 200];
        initializer.fill(values, 300, 200, RandomStream.of(1));
        return IntStream.range(0, values.length)
                .mapToDouble(i -> (double) values[i] * values[i])
                .average()
                .orElseThrow();
    }

    @Test
    void whatDoesNotFitIsRefusedWhenTheNetworkIsBuilt() {
        assertThatThrownBy(() -> Network.input(3).build(1))
                .hasMessage("network: expected at least one layer, received none");
        assertThatThrownBy(() -> Network.input(3).dense(0)).hasMessage("dense: expected 1 unit or more, received 0");
        var misfit = new firsthand.layer.Dense(7, 2, Initializer.zeros(), Initializer.zeros(), RandomStream.of(1));
        assertThatThrownBy(() -> Network.input(3).relu().layer(misfit).build(1))
                .hasMessage("layer 1 (dense): expected an input of 7 values, received shape 3");
        var network = Network.input(3).dense(2).build(1);
        assertThatThrownBy(() -> network.predict(Tensor.zeros(4, 5)))
                .hasMessage("forward: expected a batch of shape 4x3, received 4x5");
        assertThatThrownBy(() -> network.forward(Tensor.zeros(4, 3), network.workspace(5)))
                .hasMessage("forward: expected a batch of shape 5x3, received 4x3");
    }
}
