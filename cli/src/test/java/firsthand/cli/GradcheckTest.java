package firsthand.cli;

import static org.assertj.core.api.Assertions.assertThat;

import firsthand.classifier.Classifier;
import firsthand.formats.SafeTensors;
import firsthand.layer.Kernel;
import firsthand.network.Network;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** {@code firsthand gradcheck} on models of several kinds, with real digits. */
class GradcheckTest {
    @TempDir
    private Path folder;

    private void save(Network network) throws IOException {
        SafeTensors.save(Classifier.of(network), folder.resolve("model.safetensors"));
    }

    @Test
    void everyLayerOfAModelIsCheckedAndEveryParameter() throws IOException {
        save(Network.input(8, 8)
                .conv2d(3, Kernel.size(3).padding(1))
                .batchNorm()
                .relu()
                .maxPool2d(2)
                .dense(12)
                .layerNorm()
                .dropout(0.2)
                .dense(10)
                .build(1));
        JsonNode result = Cli.run(
                        folder, "gradcheck", "model.safetensors", "--data", "digits", "--examples", "16", "--json")
                .json();
        assertThat(result.get("ok").asBoolean()).isTrue();
        assertThat(result.get("checked").asInt()).isPositive();
        assertThat(result.get("left_out").asInt()).isNotNegative();
        assertThat(result.get("tensors")
                        .valueStream()
                        .map(tensor -> tensor.get("name").asString()))
                .contains("loss.input", "0.conv2d.input", "0.conv2d.weight", "0.conv2d.bias")
                .contains("1.batch-norm.scale", "1.batch-norm.shift", "2.relu.input", "3.max-pool2d.input")
                .contains("4.dense.weight", "5.layer-norm.shift", "6.dropout.input", "7.dense.bias")
                .hasSize(19);
        result.get("tensors")
                .forEach(tensor -> assertThat(tensor.get("worst_relative_error").asDouble())
                        .isBetween(0.0, 1e-3));
    }

    @Test
    void theTableNamesEveryTensorAndItsWorstError() throws IOException {
        save(Network.input(8, 8).dense(16).relu().dense(10).build(1));
        var check = Cli.run(folder, "gradcheck", "model.safetensors", "--data", "digits");
        assertThat(check.status()).as(check.err()).isZero();
        assertThat(check.out())
                .containsPattern("tensor +checked +left out +worst error")
                .containsPattern("2\\.dense\\.weight +\\d+ +\\d+ +\\d\\.\\de-0\\d")
                .contains("all within 1e-03");
    }

    @Test
    void moreExamplesThanThereAreAreRefused() throws IOException {
        save(Network.input(8, 8).dense(10).build(1));
        var check = Cli.run(folder, "gradcheck", "model.safetensors", "--data", "digits", "--examples", "0");
        assertThat(check.status()).isEqualTo(2);
        assertThat(check.err()).contains("--examples: expected a number from 1 to", "received 0");
    }
}
