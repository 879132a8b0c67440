package firsthand.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import firsthand.classifier.Classifier;
import firsthand.data.InvalidFileException;
import firsthand.formats.description.ModelDescription;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Damage is reported as an {@link InvalidFileException} and nothing else, or else it changed nothing that matters. */
class DamagedFileTest {
    @TempDir
    Path folder;

    private final Classifier original = Examples.classifier(1);
    private byte[] bytes = {};
    private Map<String, String> metadata = Map.of();

    @BeforeEach
    void save() throws Exception {
        Path file = folder.resolve("model.safetensors");
        SafeTensors.save(original, Map.of("seed", "42", "recipe", "digits"), file);
        bytes = Files.readAllBytes(file);
        metadata = SafeTensors.read(file).metadata();
    }

    @Test
    void aFileCutOffAnywhereIsRefused() throws Exception {
        Path file = folder.resolve("cut.safetensors");
        for (int length = 0; length < bytes.length; length++) {
            Files.write(file, Arrays.copyOf(bytes, length));
            assertThatThrownBy(() -> SafeTensors.load(file))
                    .as("cut off at %d", length)
                    .isExactlyInstanceOf(InvalidFileException.class);
        }
    }

    @Test
    void aFlippedBitIsRefusedOrHarmless() throws Exception {
        Path file = folder.resolve("flipped.safetensors");
        int harmless = 0;
        for (int bit = 0; bit < 8 * bytes.length; bit++) {
            byte[] flipped = bytes.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            Files.write(file, flipped);
            harmless += loadsUnchanged(file, "bit " + bit) ? 1 : 0;
        }
        // The names and texts of the provenance, and little else.
        assertThat(harmless).isBetween(1, 8 * "seed42recipedigits".length());
    }

    @Test
    void aFileDamagedInManyPlacesIsRefusedOrHarmless() throws Exception {
        Path file = folder.resolve("damaged.safetensors");
        var random = RandomGeneratorFactory.of("L64X128MixRandom").create(1);
        for (int i = 0; i < 5_000; i++) {
            Files.write(file, damaged(random));
            loadsUnchanged(file, "damage " + i);
        }
    }

    /**
     * Bytes overwritten, with ones that mean something in JSON more often than not, or a piece taken out or doubled.
     */
    private byte[] damaged(RandomGenerator random) {
        String meaningful = "{}[]\",:0123456789\\ue-. \n";
        byte[] damaged = bytes.clone();
        for (int i = random.nextInt(4); i >= 0; i--) {
            damaged[random.nextInt(damaged.length)] = random.nextBoolean()
                    ? (byte) meaningful.charAt(random.nextInt(meaningful.length()))
                    : (byte) random.nextInt();
        }
        if (random.nextInt(4) == 0) {
            int from = random.nextInt(damaged.length);
            int to = random.nextInt(damaged.length);
            System.arraycopy(damaged, from, damaged, to, damaged.length - Math.max(from, to));
        }
        return damaged;
    }

    /**
     * Whether the file loads, and then as the same model; the only other thing that may happen is that it is refused.
     */
    private boolean loadsUnchanged(Path file, String damage) throws Exception {
        ModelFile loaded;
        try {
            loaded = SafeTensors.read(file);
        } catch (InvalidFileException refused) {
            assertThat(refused).hasMessageNotContaining("\n");
            return false;
        }
        assertThat(described(loaded.metadata())).as(damage).isEqualTo(described(metadata));
        assertThat(Weights.sha256(loaded.classifier().network()))
                .as(damage)
                .isEqualTo(Weights.sha256(original.network()));
        return true;
    }

    private static Map<String, String> described(Map<String, String> metadata) {
        var described = new HashMap<>(metadata);
        described.keySet().retainAll(ModelDescription.KEYS);
        return described;
    }
}
