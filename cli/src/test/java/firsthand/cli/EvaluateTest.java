package firsthand.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** {@code firsthand evaluate} of several models, and over shifted copies. */
class EvaluateTest {
    private static final String FIRST = "run/seed-1/model.safetensors";
    private static final String SECOND = "run/seed-2/model.safetensors";

    @TempDir
    private Path folder;

    private void train(String data, String... options) {
        var arguments = new String[options.length + 7];
        System.arraycopy(new String[] {"train", "--data", data, "--epochs", "2", "--out", "run"}, 0, arguments, 0, 7);
        System.arraycopy(options, 0, arguments, 7, options.length);
        var trained = Cli.run(folder, arguments);
        assertThat(trained.status()).as(trained.err()).isZero();
    }

    private JsonNode evaluate(String... models) {
        var arguments = new String[models.length + 2];
        arguments[0] = "evaluate";
        arguments[1] = "--json";
        System.arraycopy(models, 0, arguments, 2, models.length);
        return Cli.run(folder, arguments).json();
    }

    @Test
    void severalModelsAndShiftsGiveTheSameMetricsAsOne() {
        train("digits", "--seeds", "2", "--hidden", "16");
        var one = evaluate(FIRST);
        var other = evaluate(SECOND);
        var both = evaluate(FIRST, SECOND);
        assertThat(both.propertyNames()).containsExactlyElementsOf(one.propertyNames());
        assertThat(both.get("examples").asInt()).isEqualTo(359);
        // The logarithm of a mean is at least the mean of the logarithms.
        assertThat(both.get("loss").asDouble())
                .isLessThan((one.get("loss").asDouble() + other.get("loss").asDouble()) / 2);
        assertThat(evaluate(SECOND, FIRST).get("loss").asDouble())
                .isEqualTo(both.get("loss").asDouble());
        var shifted = evaluate(FIRST, "--average-shifts", "1");
        assertThat(shifted.get("correct").asInt())
                .isEqualTo(shifted.at("/binary_confusion_matrix/0/0").asInt());
        assertThat(shifted.get("loss").asDouble()).isNotEqualTo(one.get("loss").asDouble());
    }

    @Test
    void modelsOfDifferentInputAreRefused() {
        train("digits", "--seeds", "2", "--hidden", "16");
        var other = Cli.run(folder, "train", "--data", "sample", "--iterations", "2", "--out", "other");
        assertThat(other.status()).isZero();
        var refused = Cli.run(folder, "evaluate", FIRST, "other/model.safetensors");
        assertThat(refused.status()).isEqualTo(2);
        assertThat(refused.err())
                .isEqualTo("firsthand: ensemble: expected classifiers of the same input, received 8x8 and 28x28");
        var backwards = Cli.run(folder, "evaluate", FIRST, "--average-shifts", "-1");
        assertThat(backwards.err())
                .isEqualTo("firsthand: average over shifts: expected a shift of 0 pixels or more, received -1");
        assertThat(Cli.run(folder, "evaluate").status()).isEqualTo(2);
    }
}
