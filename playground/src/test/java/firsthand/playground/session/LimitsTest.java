package firsthand.playground.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import firsthand.data.Dataset;
import firsthand.settings.Settings;
import firsthand.tensor.Shape;
import firsthand.tensor.Tensor;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class LimitsTest {
    private static final Dataset DATA =
            Dataset.of("blank", Tensor.zeros(Shape.of(100, 12, 12)), new int[100], List.of("no", "perhaps", "yes"), 1);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "dense:5",
                "dense:5,relu,dense:7,tanh",
                "conv:4:3,relu,maxpool:2,dense:6",
                "conv:4:3:p1,batchnorm,relu,conv:8:3:p1,gap",
                "conv:6:5:p4,avgpool:2,flatten,layernorm,dense:9",
                "conv:4:3:s2:p1,relu,dropout:0.5,dense:5",
                "conv:6:5:p4,dense:9",
                "dense:8,relu,dense:8,skip:2,layernorm"
            })
    void neverTakeANetworkForSmallerThanItIs(String layers) {
        var network = Settings.parse(Map.of("layers", layers)).network(DATA);
        var size = new NetworkSize(Map.of("layers", layers), DATA);
        int values = IntStream.range(0, network.layers().size())
                .map(i -> network.outputShape(i).size())
                .sum();

        assertThat(size.parameters()).isGreaterThanOrEqualTo(network.parameterCount());
        assertThat(size.values()).isGreaterThanOrEqualTo(values);
        assertThat(size.layers()).isGreaterThanOrEqualTo(network.layers().size());
    }

    @Test
    void takeADenseNetworkForWhatItIs() {
        assertThat(new NetworkSize(Map.of("layers", "dense:5,relu"), DATA).parameters())
                .isEqualTo(145 * 5 + 6 * 3);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "conv:16:3,relu,maxpool:2,conv:32:3,relu,flatten,dense:128,relu",
                "conv:8:3:s2:p1,relu,conv:16:3:d2,gap",
                "conv:8:5,avgpool:3:s2,dense:10"
            })
    void takeAConvolutionalNetworkForWhatItIs(String layers) {
        var network = Settings.parse(Map.of("layers", layers)).network(DATA);

        assertThat(new NetworkSize(Map.of("layers", layers), DATA).parameters()).isEqualTo(network.parameterCount());
    }

    @Test
    void areNarrowerInAPage() {
        var options = Map.of("layers", "dense:20000");

        assertThatCode(() -> Limits.of("jvm").check(options, DATA)).doesNotThrowAnyException();
        assertThatThrownBy(() -> Limits.of("browser").check(options, DATA))
                .hasMessage("parameters: expected at most 2000000, received 2960003");
    }

    @Test
    void countWhatAWholeBatchTakes() {
        assertThatThrownBy(() -> new Limits(30, 1_000_000, 50_000, 0)
                        .check(Map.of("batch-size", "full", "hidden", "1000"), DATA))
                .hasMessageStartingWith("batch-size");
        assertThatCode(() ->
                        new Limits(30, 1_000_000, 50_000, 0).check(Map.of("batch-size", "10", "hidden", "1000"), DATA))
                .doesNotThrowAnyException();
    }
}
