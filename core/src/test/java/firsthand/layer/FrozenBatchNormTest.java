package firsthand.layer;

import static org.assertj.core.api.Assertions.assertThat;

import firsthand.network.GradientCheck;
import firsthand.network.Network;
import firsthand.random.RandomStream;
import firsthand.tensor.Shape;
import firsthand.tensor.Tensor;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Batch normalisation with its running means held still. */
class FrozenBatchNormTest {
    private static final Shape IMAGE = Shape.of(3, 4, 2);

    private static Stream<Parameter> state(Layer layer) {
        return Stream.concat(layer.parameters().stream(), layer.buffers().stream());
    }

    private static BatchNorm trained() {
        var layer = new BatchNorm(2, 0.1, 1e-3);
        var random = RandomStream.of(1);
        state(layer).forEach(parameter -> {
            for (int c = 0; c < parameter.value().size(); c++) {
                parameter.value().values()[c] = 0.5f + random.nextFloat();
            }
        });
        return layer;
    }

    private static Tensor examples() {
        var x = Tensor.zeros(IMAGE.batch(3));
        var random = RandomStream.of(2);
        for (int i = 0; i < x.size(); i++) {
            x.values()[i] = (float) random.nextGaussian();
        }
        return x;
    }

    @Test
    void inTrainingItGivesWhatTheLayerGivesInPrediction() {
        var layer = trained();
        var before = state(layer).map(parameter -> parameter.value().copy()).toList();
        var prediction = Network.input(IMAGE.extents()).layer(layer).build(1).predict(examples());
        var frozen = Network.input(IMAGE.extents()).layer(layer.frozen()).build(1);
        assertThat(frozen.forward(examples(), frozen.workspace(3))).isEqualTo(prediction);
        assertThat(state(layer).map(Parameter::value)).isEqualTo(before);
        assertThat(frozen.state()).isEqualTo(state(layer).toList());
    }

    @Test
    void itsGradientsAreThoseOfDifferences() {
        assertThat(GradientCheck.check(trained().frozen(), IMAGE).firstWrong()).isEmpty();
        assertThat(GradientCheck.check(trained().frozen(), Shape.of(2)).firstWrong())
                .isEmpty();
    }
}
