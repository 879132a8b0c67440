package firsthand.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What {@code firsthand train} does beside training: layer statistics, warnings, seeds, the search for a rate. */
class TrainExtrasTest {
    @TempDir
    private Path folder;

    private Cli train(String... options) {
        List<String> arguments = new ArrayList<>(List.of("train", "--data", "digits", "--out", "run"));
        arguments.addAll(List.of(options));
        return Cli.run(folder, arguments.toArray(String[]::new));
    }

    @Test
    void layerStatisticsLeaveARowForEachLayerAtEachReport() throws IOException {
        var told = train("--epochs", "3", "--layer-statistics");
        assertThat(told.status()).as(told.err()).isZero();
        assertThat(told.out()).contains("history.csv, run.json, layers.csv");
        var lines = Files.readAllLines(folder.resolve("run/layers.csv"));
        assertThat(lines).hasSize(1 + 3 * 3);
        assertThat(lines.getFirst()).isEqualTo("step,layer,type,mean,deviation,dead_share,gradient_norm");
        assertThat(lines.get(2)).matches("\\d+,1,relu,[0-9.]+,[0-9.]+,[0-9.]+,0.0");
        assertThat(lines.get(3)).matches("\\d+,2,dense,[-0-9.]+,[0-9.]+,0.0,[0-9.]+");
    }

    @Test
    void withoutThemThereIsNoSuchFile() {
        assertThat(train("--iterations", "2").out()).doesNotContain("layers.csv");
        assertThat(folder.resolve("run/layers.csv")).doesNotExist();
    }

    @Test
    void warningsStandAmongTheLinesOfTheHistory() {
        var told = train("--epochs", "3", "--optimizer", "sgd", "--learning-rate", "1000");
        assertThat(told.out().lines().filter(line -> line.startsWith("warning   the loss has risen to more than 4")))
                .hasSize(1);
        var json = train("--epochs", "3", "--optimizer", "sgd", "--learning-rate", "1000", "--json");
        assertThat(json.json().has("test_accuracy")).isTrue();
        assertThat(json.err()).contains("warning   the loss has risen");
    }

    @Test
    void aTrainingThatGoesWellHasNoWarning() {
        assertThat(train("--epochs", "5", "--validation", "0.1").out()).doesNotContain("warning");
    }

    @Test
    void severalSeedsLeaveAFolderEachAndAMean() {
        var result =
                train("--epochs", "1", "--seed", "5", "--seeds", "3", "--json").json();
        assertThat(result.propertyNames()).containsExactlyInAnyOrder("seeds", "test_accuracy_mean", "test_accuracy_sd");
        assertThat(result.get("seeds")).hasSize(3);
        double sum = 0;
        double squares = 0;
        for (JsonNode run : result.get("seeds")) {
            assertThat(folder.resolve(run.get("model").asString())).exists();
            sum += run.get("test_accuracy").asDouble();
            squares += Math.pow(run.get("test_accuracy").asDouble(), 2);
        }
        double mean = sum / 3;
        assertThat(result.get("test_accuracy_mean").asDouble()).isCloseTo(mean, within(1e-12));
        assertThat(result.get("test_accuracy_sd").asDouble())
                .isCloseTo(Math.sqrt((squares - 3 * mean * mean) / 2), within(1e-9));
        assertThat(result.at("/seeds/2/seed").asInt()).isEqualTo(7);
        assertThat(folder.resolve("run/seed-7/history.csv")).exists();
        var alone = train("--epochs", "1", "--seed", "7", "--json").json();
        assertThat(alone.get("weights_sha256")).isEqualTo(result.at("/seeds/2/weights_sha256"));
    }

    @Test
    void aNumberOfSeedsBelowOneIsRefused() {
        var refused = train("--seeds", "0");
        assertThat(refused.status()).isEqualTo(2);
        assertThat(refused.err()).isEqualTo("firsthand: --seeds: expected 1 or more, received 0");
    }

    @Test
    void theSearchForALearningRateDrawsTheCurveAndTrainsNothing() throws IOException {
        var told = train("--lr-find", "--optimizer", "momentum");
        assertThat(told.status()).as(told.err()).isZero();
        assertThat(told.out()).containsPattern("suggestion  --learning-rate \\d\\.\\de-0\\d");
        assertThat(told.out().lines().filter(line -> line.contains("█"))).hasSizeBetween(10, 40);
        assertThat(told.out().lines().filter(line -> line.endsWith(" <"))).hasSize(1);
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).isEmpty();
        }
        var result = train("--lr-find", "--json").json();
        double rate = result.get("suggested_learning_rate").asDouble();
        assertThat(rate).isBetween(1e-5, 1.0);
        assertThat(result.get("curve").get(0).propertyNames())
                .containsExactlyInAnyOrder("learning_rate", "loss", "smoothed_loss");
    }
}
