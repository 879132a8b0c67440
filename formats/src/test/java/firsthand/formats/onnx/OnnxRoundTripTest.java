package firsthand.formats.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import firsthand.classifier.Classifier;
import firsthand.formats.description.ModelContent;
import firsthand.formats.description.NetworkState;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import onnx.Onnx.ModelProto;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OnnxRoundTripTest {
    private static final int STACKS = 200;

    @TempDir
    Path folder;

    @Test
    void everyBitSurvives() throws Exception {
        survives(Stacks.everyLayer(), "every layer");
        for (int seed = 0; seed < STACKS; seed++) {
            survives(Stacks.drawn(seed), "seed " + seed);
        }
    }

    private void survives(Classifier classifier, String what) throws Exception {
        var content = ModelContent.of(classifier, Map.of("seed", "42"));
        Path file = folder.resolve("model.onnx");
        OnnxWriter.write(content, file);
        var read = OnnxReader.read(file);
        assertThat(read.metadata()).as(what).isEqualTo(content.metadata());
        var tensors = NetworkState.tensors(read.classifier().network());
        NetworkState.tensors(classifier.network())
                .forEach((name, tensor) ->
                        assertThat(tensors.get(name).values()).as(what).containsExactly(tensor.values()));
        byte[] bytes = Files.readAllBytes(file);
        OnnxWriter.write(read, file);
        assertThat(Files.readAllBytes(file)).as(what).isEqualTo(bytes);
    }

    @Test
    void withoutItsMetadataAFileIsReadAsAnybodysAndPredictsTheSame() throws Exception {
        predictsTheSameWithoutMetadata(Stacks.everyLayer(), 1, "every layer");
        for (int seed = 0; seed < STACKS; seed++) {
            predictsTheSameWithoutMetadata(Stacks.drawn(seed), seed, "seed " + seed);
        }
    }

    private void predictsTheSameWithoutMetadata(Classifier classifier, long seed, String what) throws Exception {
        Path file = folder.resolve("model.onnx");
        OnnxWriter.write(ModelContent.of(classifier, Map.of()), file);
        Files.write(
                file,
                ModelProto.parseFrom(Files.readAllBytes(file)).toBuilder()
                        .clearMetadataProps()
                        .build()
                        .toByteArray());
        var read = OnnxReader.read(file);
        assertThat(read.metadata()).containsEntry("producer", "Firsthand");
        var examples = Stacks.examples(classifier.network(), 5, Stacks.random(seed));
        var expected = classifier.predictAll(examples);
        var received = read.classifier().predictAll(examples);
        for (int i = 0; i < expected.size(); i++) {
            for (int j = 0; j < expected.get(i).probabilities().size(); j++) {
                assertThat(received.get(i).probabilities().get(j))
                        .as("%s, example %d, output %d", what, i, j)
                        .isCloseTo(expected.get(i).probabilities().get(j), within(1e-6));
            }
        }
    }
}
