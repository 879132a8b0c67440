package firsthand.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code train --checkpoint-every} and {@code train --resume}, where nothing is killed: {@link KillTest} does that. */
class ResumeTest {
    private static final String TRAINING = "train --json --data digits --hidden 8 --batch-size 50 --iterations 60"
            + " --report-every 20 --checkpoint-every 25";

    @TempDir
    private Path folder;

    private Cli run(String command) {
        return Cli.run(folder, command.split(" "));
    }

    private static String weights(Cli run) {
        return run.json().get("weights_sha256").asString();
    }

    private List<String> checkpoints() throws IOException {
        try (var files = Files.list(folder.resolve("run/checkpoints"))) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void theLastTwoCheckpointsAreKeptAndTheEndIsOneOfThem() throws Exception {
        run(TRAINING + " --out run").json();
        assertThat(checkpoints())
                .containsExactly("checkpoint-0000000050.safetensors", "checkpoint-0000000060.safetensors");
    }

    @Test
    void aTrainingThatHadEndedMakesNoFurtherStep() {
        String weights = weights(run(TRAINING + " --out run"));
        var again = run("train --json --resume run");
        assertThat(weights(again)).isEqualTo(weights);
        assertThat(again.err()).contains("resumed   after step 60");
    }

    @Test
    void ofADamagedNewestCheckpointTheUserIsToldAndTheOneBeforeIsUsed() throws Exception {
        String weights = weights(run(TRAINING + " --out run"));
        Path newest = folder.resolve("run/checkpoints/checkpoint-0000000060.safetensors");
        byte[] bytes = Files.readAllBytes(newest);
        bytes[bytes.length / 2] ^= 4;
        Files.write(newest, bytes);
        var resumed = run("train --json --resume run --threads 1 --kernels scalar");
        assertThat(weights(resumed)).isEqualTo(weights);
        assertThat(resumed.err())
                .contains("checkpoint-0000000060.safetensors: data: expected contents of SHA-256")
                .contains("going on from the one before")
                .contains("resumed   after step 50");
    }

    @Test
    void aTrainingFromAModelGoesOnWithoutThatModel() throws Exception {
        run("train --json --data digits --hidden 7,6 --activation tanh --epochs 1 --out first")
                .json();
        Path model = folder.resolve("first/model.safetensors");
        String training = TRAINING + " --from " + model;
        String weights = weights(run(training + " --out whole"));
        assertThat(weights(run(training + " --out run"))).isEqualTo(weights);
        Files.delete(model);
        Files.delete(folder.resolve("run/checkpoints/checkpoint-0000000060.safetensors"));
        assertThat(weights(run("train --json --resume run"))).isEqualTo(weights);
        assertThat(Files.readString(folder.resolve("run/run.json"))).contains("started_from");
    }

    @Test
    void whatARunWasGivenIsNotChangedHalfWay() {
        run(TRAINING + " --out run").json();
        var refused = run("train --resume run --learning-rate 0.1");
        assertThat(refused.status()).isEqualTo(2);
        assertThat(refused.err())
                .isEqualTo(
                        "firsthand: --resume: expected the settings of the run, received --learning-rate; leave it out,"
                                + " or train anew");
    }

    @Test
    void dataThatHasChangedIsNotGoneOnWith() throws Exception {
        assertThat(run("data export digits --out digits.csv").status()).isZero();
        Path data = folder.resolve("digits.csv");
        run(TRAINING.replace("--data digits", "--data digits.csv") + " --out run")
                .json();
        Files.writeString(data, Files.readString(data).replaceFirst("\n[^\n]*\n", "\n"));
        var refused = run("train --resume run");
        assertThat(refused.status()).isEqualTo(2);
        assertThat(refused.err())
                .contains("--resume: expected digits.csv of SHA-256")
                .contains("bring back the data");
    }

    @Test
    void aFolderWithoutCheckpointsCannotBeGoneOnWith() throws Exception {
        Files.createDirectory(folder.resolve("empty"));
        assertThat(run("train --resume empty").err())
                .isEqualTo("firsthand: --resume: expected checkpoints in empty/checkpoints, received none; train with"
                        + " --checkpoint-every");
        assertThat(run("train --resume nothing").err())
                .isEqualTo("firsthand: nothing: no such run folder; check the path");
    }
}
