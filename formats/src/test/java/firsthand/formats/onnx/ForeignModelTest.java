package firsthand.formats.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import firsthand.datasets.Mnist;
import firsthand.formats.description.ModelContent;
import firsthand.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A network that PyTorch 1.13 trained on MNIST and exported: src/test/python/train_elsewhere.py. */
class ForeignModelTest {
    private static final int BATCH = 100;

    @TempDir
    Path folder;

    @Test
    void aModelTrainedElsewhereIsReadAsLayersOfOurs() throws Exception {
        var model = read();
        assertThat(model.classifier().network().layers())
                .extracting(layer -> layer.type())
                .containsExactly(
                        "conv2d",
                        "batch-norm",
                        "relu",
                        "max-pool2d",
                        "conv2d",
                        "batch-norm",
                        "relu",
                        "max-pool2d",
                        "flatten",
                        "dense",
                        "relu",
                        "dense");
        assertThat(model.classifier().classNames()).containsExactlyElementsOf(Mnist.CLASS_NAMES);
        assertThat(model.metadata()).containsEntry("producer", "pytorch 1.13.0").containsEntry("loss", "cross-entropy");
    }

    @Test
    void itGivesEachOfTheTestImagesTheLabelThatPytorchGives() throws Exception {
        var mnist = Mnist.load();
        if (mnist.origin().sample() && "true".equals(System.getenv("CI"))) {
            fail(mnist.origin().description());
        }
        assumeTrue(!mnist.origin().sample(), mnist.origin().description());
        byte[] expected = resource("mnist-torch.labels");
        assertThat(mnist.test().size()).isEqualTo(expected.length);
        var classifier = read().classifier();
        int right = 0;
        for (int from = 0; from < expected.length; from += BATCH) {
            var images = Tensor.zeros(mnist.test().exampleShape().batch(BATCH));
            for (int i = 0; i < BATCH; i++) {
                mnist.test().copyExample(from + i, images.values(), i * images.stride());
            }
            var predictions = classifier.predictAll(images);
            for (int i = 0; i < BATCH; i++) {
                assertThat(predictions.get(i).classIndex())
                        .as("image %d", from + i)
                        .isEqualTo(expected[from + i]);
                right += expected[from + i] == mnist.test().label(from + i) ? 1 : 0;
            }
        }
        assertThat(right).isEqualTo(9_894);
    }

    private ModelContent read() throws IOException {
        return OnnxReader.read(Files.write(folder.resolve("model.onnx"), resource("mnist-torch.onnx")));
    }

    private static byte[] resource(String name) throws IOException {
        try (var in = ForeignModelTest.class.getResourceAsStream(name)) {
            return in.readAllBytes();
        }
    }
}
