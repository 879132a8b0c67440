package firsthand.formats.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import firsthand.formats.CheckpointFile;
import firsthand.formats.CheckpointFolder;
import firsthand.training.Checkpoint;
import firsthand.training.History;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.LongFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever goes wrong while a checkpoint is saved, the one before loads. */
class CheckpointFaultsTest {
    /** More than the writer's buffer holds, so that there are several writes. */
    private static final int SIZE = 40_000;

    @TempDir
    Path temporary;

    @Test
    void aProcessThatEndsAtAnyOperationLeavesACheckpoint() throws Exception {
        assertThat(faults(FaultyFileSystem::killedAfter)).isGreaterThan(8);
    }

    @Test
    void anOperationThatFailsLeavesACheckpoint() throws Exception {
        assertThat(faults(FaultyFileSystem::failingOnceAfter)).isGreaterThan(8);
    }

    @Test
    void aFullDiskLeavesACheckpoint() throws Exception {
        for (long bytes = 0; bytes < SIZE * Float.BYTES; bytes += 9_973) {
            long room = bytes;
            Path folder = saved("full-" + bytes, 1, 2);
            var disk = FaultyFileSystem.fullAfter(room);
            var full = new CheckpointFolder(disk.path(folder));
            assertThatThrownBy(() -> full.save(checkpoint(3), Map.of()))
                    .as("room for %d bytes", room)
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("No space left");
            checkNewest(folder, 2);
            assertThat(names(folder)).hasSize(2).allMatch(name -> name.endsWith(".safetensors"));
        }
    }

    /** Plants a fault at each operation of a save in turn; returns at how many there was one. */
    private int faults(LongFunction<FaultyFileSystem> kind) throws Exception {
        for (int operation = 0; ; operation++) {
            Path folder = saved("fault-" + operation, 1, 2);
            var fileSystem = kind.apply(operation);
            try {
                new CheckpointFolder(fileSystem.path(folder)).save(checkpoint(3), Map.of());
            } catch (IOException planted) {
                assertThat(fileSystem.hasFailed()).as(planted.toString()).isTrue();
            }
            if (!fileSystem.hasFailed()) {
                checkNewest(folder, 3);
                return operation;
            }
            var newest = newest(folder);
            assertThat(newest.checkpoint().steps()).as("operation " + operation).isIn(2L, 3L);
            assertThat(newest.checkpoint().tensors().get("network.0.dense.weight"))
                    .isEqualTo(values((int) newest.checkpoint().steps()));
        }
    }

    @Test
    void theLastTwoAreKept() throws Exception {
        Path folder = saved("kept", 0, 5, 10, 15);
        assertThat(names(folder))
                .containsExactly("checkpoint-0000000010.safetensors", "checkpoint-0000000015.safetensors");
    }

    @Test
    void ofADamagedNewestTheOneBeforeIsUsedAndTheUserIsTold() throws Exception {
        Path folder = saved("damaged", 1, 2);
        Path newest = folder.resolve("checkpoint-0000000002.safetensors");
        byte[] bytes = Files.readAllBytes(newest);
        bytes[bytes.length - 1_000] ^= 1;
        Files.write(newest, bytes);
        var complaints = new java.util.ArrayList<String>();
        assertThat(new CheckpointFolder(folder)
                        .newest(complaints::add)
                        .orElseThrow()
                        .checkpoint()
                        .steps())
                .isEqualTo(1);
        assertThat(complaints)
                .singleElement()
                .asString()
                .startsWith(newest.toString())
                .endsWith("the one before");
    }

    private Path saved(String name, int... steps) throws IOException {
        Path folder = temporary.resolve(name);
        for (int step : steps) {
            new CheckpointFolder(folder).save(checkpoint(step), Map.of("recipe", "sprint"));
        }
        return folder;
    }

    private static void checkNewest(Path folder, long steps) throws IOException {
        assertThat(newest(folder).checkpoint().steps()).isEqualTo(steps);
    }

    private static CheckpointFile newest(Path folder) throws IOException {
        return new CheckpointFolder(folder)
                .newest(complaint -> {
                    throw new AssertionError(complaint);
                })
                .orElseThrow();
    }

    private static List<String> names(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private static Checkpoint checkpoint(int step) {
        return new Checkpoint(
                Map.of("steps", (long) step),
                Map.of("lossSum", Double.POSITIVE_INFINITY),
                Map.of("network.0.dense.weight", values(step)),
                List.of(new History.Entry(step, 1, 0.5, 0.25, Double.NaN, Double.NaN, 0.125, 1e-3)));
    }

    private static float[] values(int step) {
        var values = new float[SIZE];
        Arrays.fill(values, step);
        return values;
    }
}
