package firsthand.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code firsthand data show}, with and without {@code --augment}. */
class DataShowTest {
    private static final String CHANGES = "shift:1,rotate:10,elastic:8:2";

    @TempDir
    private Path folder;

    private Cli show(String... options) {
        var arguments = new String[options.length + 3];
        arguments[0] = "data";
        arguments[1] = "show";
        arguments[2] = "sample";
        System.arraycopy(options, 0, arguments, 3, options.length);
        return Cli.run(folder, arguments);
    }

    @Test
    void drawsExamplesSideBySide() {
        var shown = show("--count", "4");
        assertThat(shown.status()).as(shown.err()).isZero();
        assertThat(shown.out().lines().findFirst().orElseThrow().split(" {2,}"))
                .containsExactly("0: 7", "1: 2", "2: 1", "3: 0");
        assertThat(shown.out().lines()).hasSize(1 + 14 + 1);
    }

    @Test
    void drawsEachExampleAndWhatTrainingWouldSee() {
        var shown = show("--augment", CHANGES, "--count", "2");
        assertThat(shown.status()).as(shown.err()).isZero();
        var lines = shown.out().lines().toList();
        assertThat(lines).hasSize(2 * (1 + 14 + 1));
        assertThat(lines.get(0).split(" {2,}")).containsExactly("0: 7", "augmented", "augmented", "augmented");
        assertThat(lines.get(16).split(" {2,}")).containsExactly("1: 2", "augmented", "augmented", "augmented");
        var plain = show("--count", "1").out().lines().toList();
        for (int row = 1; row <= 14; row++) {
            assertThat(lines.get(row)).startsWith(plain.get(row).substring(0, 28));
        }
    }

    @Test
    void theSeedDecidesTheCopies() {
        var first = show("--augment", CHANGES, "--count", "1", "--seed", "3").out();
        assertThat(show("--augment", CHANGES, "--count", "1", "--seed", "3").out())
                .isEqualTo(first);
        assertThat(show("--augment", CHANGES, "--count", "1", "--seed", "4").out())
                .isNotEqualTo(first);
    }

    @Test
    void theResultForProgramsNamesTheChanges() {
        var json =
                show("--augment", "flip, shift:2.0", "--count", "2", "--json").json();
        assertThat(json.get("augment").asString()).isEqualTo("flip,shift:2");
        assertThat(json.get("examples").get(1).get("label").asString()).isEqualTo("2");
        assertThat(show("--count", "1", "--json").json().has("augment")).isFalse();
    }

    @Test
    void refusesChangesThatItDoesNotKnow() {
        var refused = show("--augment", "shift:two");
        assertThat(refused.status()).isEqualTo(2);
        assertThat(refused.err()).isEqualTo("firsthand: augmentation shift: expected shift:PIXELS, received shift:two");
        assertThat(refused.out()).isEmpty();
    }
}
