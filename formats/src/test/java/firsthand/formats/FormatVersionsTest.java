package firsthand.formats;

import static org.assertj.core.api.Assertions.assertThat;

import firsthand.classifier.Classifier;
import firsthand.layer.Parameter;
import firsthand.loss.CrossEntropy;
import firsthand.network.Network;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file of every version of the format that was ever released keeps loading. Never write these files anew. */
class FormatVersionsTest {
    private static Path file(String name) throws Exception {
        var resource = FormatVersionsTest.class.getResource(name);
        assertThat(resource).isNotNull();
        return Path.of(resource.toURI());
    }

    /** What version-1.safetensors was made from; its weights are exact in binary and the same on every machine. */
    private static Classifier version1() {
        var network = Network.input(2, 2)
                .dense(3)
                .relu()
                .dense(3)
                .sigmoid()
                .dense(2)
                .tanh()
                .dense(2)
                .build(0);
        float next = -1;
        for (Parameter parameter : network.parameters()) {
            for (int i = 0; i < parameter.value().size(); i++) {
                parameter.value().values()[i] = next;
                next += 0.0625f;
            }
        }
        return Classifier.of(network, new CrossEntropy(), List.of("no", "größe"), 255);
    }

    private static final Map<String, String> PROVENANCE = Map.of("seed", "42", "recipe", "none");

    @Test
    void version1Loads() throws Exception {
        var loaded = SafeTensors.read(file("version-1.safetensors"));

        assertThat(loaded.classifier().network().parameters())
                .extracting(Parameter::value)
                .isEqualTo(version1().network().parameters().stream()
                        .map(Parameter::value)
                        .toList());
        assertThat(loaded.classifier().classNames()).containsExactly("no", "größe");
        assertThat(loaded.classifier().fullScale()).isEqualTo(255);
        assertThat(loaded.provenance()).isEqualTo(PROVENANCE);
    }

    @Test
    void version1IsStillWrittenToTheByte(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("model.safetensors");

        SafeTensors.save(version1(), PROVENANCE, file);

        assertThat(file).hasSameBinaryContentAs(file("version-1.safetensors"));
    }
}
