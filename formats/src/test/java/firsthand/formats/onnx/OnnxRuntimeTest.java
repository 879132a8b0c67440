package firsthand.formats.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import firsthand.classifier.Classifier;
import firsthand.formats.description.ModelContent;
import firsthand.layer.Kernel;
import firsthand.network.Network;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** ONNX Runtime, which knows nothing of us, predicts the same from our files. */
class OnnxRuntimeTest {
    private static final int EXAMPLES = 5;

    @TempDir
    Path folder;

    @Test
    void predictsTheSameFromEveryLayer() throws Exception {
        predictsTheSame(Stacks.everyLayer(), 1, "every layer");
    }

    @Test
    void predictsTheSameFromLayersDrawnAtRandom() throws Exception {
        for (int seed = 0; seed < 200; seed++) {
            predictsTheSame(Stacks.drawn(seed), seed, "seed " + seed);
        }
    }

    private void predictsTheSame(Classifier classifier, long seed, String what) throws Exception {
        Path file = folder.resolve("model.onnx");
        OnnxWriter.write(ModelContent.of(classifier, Map.of()), file);
        var examples = Stacks.examples(classifier.network(), EXAMPLES, Stacks.random(seed));
        var ours = classifier.predictAll(examples);
        float[][] theirs = OnnxRuntime.predict(file, classifier.network(), examples);
        for (int i = 0; i < EXAMPLES; i++) {
            for (int j = 0; j < theirs[i].length; j++) {
                assertThat((double) theirs[i][j])
                        .as("%s, example %d, output %d", what, i, j)
                        .isCloseTo(ours.get(i).probabilities().get(j), within(1e-5));
            }
        }
    }

    @Test
    void anImageAtTheEndIsRefusedSinceItsOutputsWouldBeInAnotherOrder() {
        var classifier =
                Classifier.of(Network.input(4, 4).conv2d(3, Kernel.size(3)).build(1));
        assertThatThrownBy(() -> OnnxWriter.write(ModelContent.of(classifier, Map.of()), folder.resolve("x.onnx")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("ONNX: layer 0 (conv2d): expected a network whose outputs are a row of numbers, received an"
                        + " image of shape 2x2x3; end it with a dense or global-average-pool layer");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void whatOnnxCannotPutInOneGraphIsRefusedByName() {
        var softmaxOfAnImage = Classifier.of(Network.input(4, 4, 2)
                .softmax()
                .conv2d(3, Kernel.size(3))
                .dense(2)
                .build(1));
        assertThatThrownBy(
                        () -> OnnxWriter.write(ModelContent.of(softmaxOfAnImage, Map.of()), folder.resolve("x.onnx")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("ONNX: layer 1 (conv2d): expected an image, its channels not yet in a row, received"
                        + " 0.softmax; save this network as safetensors");
    }

    @Test
    void moreProvenanceThanCouldBeReadIsRefused() {
        var content = ModelContent.of(Stacks.drawn(1), Map.of("notes", "x".repeat(1_000_000)));
        assertThatThrownBy(() -> OnnxWriter.write(content, folder.resolve("x.onnx")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("at most 1000000 bytes beside the numbers of tensors");
    }

    @Test
    void operatorsAreNoNewerThanTheLayersNeed() throws Exception {
        var usual = new OnnxGraph(Classifier.of(
                        Network.input(3).dense(3).layerNorm().dense(2).build(1)))
                .model(Map.of());
        var gelu = new OnnxGraph(
                        Classifier.of(Network.input(3).dense(3).gelu().dense(2).build(1)))
                .model(Map.of());
        assertThat(List.of(usual.getIrVersion(), usual.getOpsetImport(0).getVersion()))
                .containsExactly(8L, 17L);
        assertThat(List.of(gelu.getIrVersion(), gelu.getOpsetImport(0).getVersion()))
                .containsExactly(9L, 20L);
    }
}
