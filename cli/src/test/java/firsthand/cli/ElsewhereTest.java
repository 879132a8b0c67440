package firsthand.cli;

import static org.assertj.core.api.Assertions.assertThat;

import firsthand.classifier.Classifier;
import firsthand.datasets.Mnist;
import firsthand.formats.Models;
import firsthand.layer.Activation;
import firsthand.tensor.Tensor;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Models trained by others give every one of the 10,000 test digits the label that they gave it.
 * {@code src/test/python/train_elsewhere.py} makes them.
 */
class ElsewhereTest {
    @TempDir
    private Path folder;

    @Test
    void numpysSigmoidNetworkGivesTheLabelsThatItGaveThere() throws Exception {
        var model = Models.read(resource("sigmoid.npz"), Activation.sigmoid());
        assertThat(labels(model.classifier())).isEqualTo(bytes("sigmoid.labels"));
    }

    @Test
    void aNetworkOfTwoLayersInJsonGivesTheLabelsThatItGaveThere() throws Exception {
        assertThat(labels(Models.read(resource("relu.json")).classifier())).isEqualTo(bytes("relu.labels"));
    }

    @Test
    void convertedItScoresTheSame() throws Exception {
        Path npz = resource("sigmoid.npz");
        var direct = Cli.run(folder, "evaluate", npz.toString(), "--activation", "sigmoid", "--json")
                .json();
        assertThat(direct.get("correct").asInt()).isEqualTo(9457);
        String weights = "";
        String from = npz.toString();
        for (String to : new String[] {"a.safetensors", "b.json", "c.onnx", "d.npz"}) {
            String[] convert = from.equals(npz.toString())
                    ? new String[] {"convert", from, to, "--activation", "sigmoid", "--json"}
                    : new String[] {"convert", from, to, "--json"};
            var converted = Cli.run(folder, convert).json();
            assertThat(weights).isIn("", converted.get("weights_sha256").asString());
            weights = converted.get("weights_sha256").asString();
            var evaluated = Cli.run(folder, "evaluate", to, "--json").json();
            assertThat(evaluated).as(to).isEqualTo(direct);
            from = to;
        }
    }

    private static byte[] labels(Classifier classifier) throws IOException {
        var test = Mnist.load().test();
        var x = Tensor.zeros(test.exampleShape().batch(test.size()));
        for (int i = 0; i < test.size(); i++) {
            test.copyExample(i, x.values(), i * x.stride());
        }
        var predictions = classifier.predictAll(x);
        var labels = new byte[test.size()];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = (byte) predictions.get(i).classIndex();
        }
        return labels;
    }

    private Path resource(String name) throws IOException {
        return Files.write(folder.resolve(name), bytes(name));
    }

    private static byte[] bytes(String name) throws IOException {
        try (InputStream in =
                Objects.requireNonNull(ElsewhereTest.class.getResourceAsStream("elsewhere/" + name), name)) {
            return in.readAllBytes();
        }
    }
}
