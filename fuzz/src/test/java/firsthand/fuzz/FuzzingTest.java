package firsthand.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import firsthand.data.InvalidFileException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The fuzzer finds the mistakes that are planted in readers. */
class FuzzingTest {
    private static final Limits LIMITS = new Limits(1 << 20, 16, Duration.ofSeconds(2));

    @TempDir
    Path folder;

    /** An 'x', a length, and as many bytes: a reader that gets one thing wrong. */
    private final byte[] valid = ByteBuffer.allocate(9)
            .put((byte) 'x')
            .putInt(4)
            .put(new byte[] {1, 2, 3, 4})
            .array();

    private static void check(boolean right) throws IOException {
        if (!right) {
            throw new InvalidFileException("not such a file");
        }
    }

    private Report fuzz(Target.Reader reader, int inputs) throws IOException {
        return new Fuzzing(new Target("planted", List.of(valid), LIMITS, reader), 1, folder.resolve("input"))
                .run(inputs);
    }

    @Test
    void findsNothingInAReaderThatChecksEverything() throws Exception {
        var report = fuzz(
                (bytes, _) -> {
                    check(bytes.length >= 5 && bytes[0] == 'x');
                    check(ByteBuffer.wrap(bytes).getInt(1) == bytes.length - 5);
                },
                2_000);

        assertThat(report.findings()).isEmpty();
        assertThat(report.tried()).isEqualTo(2_000);
        assertThat(report.read()).isBetween(1L, 1_999L);
    }

    @Test
    void findsAnIndexThatOneByteSets() throws Exception {
        var report = fuzz(
                (bytes, _) -> {
                    check(bytes.length == 9 && bytes[0] == 'x' && bytes[1] == 0 && bytes[2] == 0 && bytes[3] == 0);
                    bytes[4 + bytes[4]]++;
                },
                2_000);

        assertThat(report.findings()).hasSize(1);
        assertThat(report.findings().getFirst().outcome().thrown().orElseThrow())
                .isInstanceOf(ArrayIndexOutOfBoundsException.class);
        assertThat(report.bad()).isGreaterThan(1);
    }

    @Test
    void findsMemoryTakenForAClaim() throws Exception {
        var report = fuzz(
                (bytes, _) -> {
                    check(bytes.length >= 5 && bytes[0] == 'x');
                    int claimed = ByteBuffer.wrap(bytes).getInt(1);
                    check(claimed >= 0 && claimed < 100_000_000);
                    check(new byte[claimed].length == bytes.length - 5);
                },
                5_000);

        assertThat(report.findings()).extracting(Finding::problem).anyMatch(problem -> problem.startsWith("memory:"));
        assertThat(report.hungriest().value()).isGreaterThan(LIMITS.memory(100));
    }

    @Test
    void findsMemoryThatAnotherThreadOfTheReaderTakes() throws Exception {
        var report = fuzz(
                (bytes, _) -> {
                    check(bytes.length == valid.length);
                    join(Thread.ofPlatform().start(() -> check(new byte[bytes[8] == 4 ? 1 : 10_000_000])));
                },
                50);

        assertThat(report.findings()).extracting(Finding::problem).anyMatch(problem -> problem.startsWith("memory:"));
    }

    private static void check(byte[] taken) {
        assertThat(taken).isNotEmpty();
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void findsMemoryThatThereIsNot() throws Exception {
        var report = fuzz(
                (bytes, _) -> check(new long[bytes.length == valid.length ? 1 : Integer.MAX_VALUE - 8].length == 1),
                20);

        assertThat(report.findings().getFirst().outcome().thrown().orElseThrow())
                .isInstanceOf(OutOfMemoryError.class);
    }

    @Test
    void findsALoopWithoutEnd() throws Exception {
        var report = fuzz(
                (bytes, _) -> {
                    while (bytes.length > valid.length && !Thread.interrupted()) {
                        Thread.onSpinWait();
                    }
                },
                1_000);

        assertThat(report.findings()).hasSize(1);
        assertThat(report.findings().getFirst().problem()).startsWith("time:").endsWith("no end");
        assertThat(report.findings().getFirst().outcome().thrown().orElseThrow().getStackTrace())
                .anyMatch(frame -> frame.getClassName().contains("FuzzingTest"));
    }

    @Test
    void findsNestingThatTheStackCannotHold() throws Exception {
        var report = fuzz((bytes, _) -> check(bytes.length == valid.length || depth(1) > 0), 20);

        assertThat(report.findings().getFirst().outcome().thrown().orElseThrow())
                .isInstanceOf(StackOverflowError.class);
    }

    private static int depth(int depth) {
        return depth + depth(depth + 1);
    }

    @Test
    void findsMessagesOfSeveralLines() throws Exception {
        var report = fuzz(
                (bytes, _) -> {
                    if (bytes.length != valid.length) {
                        throw new InvalidFileException("one\ntwo");
                    }
                },
                20);

        assertThat(report.findings())
                .extracting(Finding::problem)
                .containsExactly("message: expected one line, received control characters");
    }

    @Test
    void drawsTheSameInputsAgain() {
        Target target = new Target("again", List.of(valid), (_, _) -> {});
        var once = new Fuzzing(target, 7, folder.resolve("input"));
        var again = new Fuzzing(target, 7, folder.resolve("input"));
        var other = new Fuzzing(target, 8, folder.resolve("input"));

        for (int number = 0; number < 100; number++) {
            assertThat(again.input(number)).isEqualTo(once.input(number));
        }
        assertThat(other.input(0)).isNotEqualTo(once.input(0));
    }

    @Test
    void savesAFindingSoThatItRepeats() throws Exception {
        var finding =
                fuzz((bytes, _) -> valid[bytes.length - 1]++, 1_000).findings().getFirst();
        Path file = finding.save(folder.resolve("findings"));

        assertThat(file).hasBinaryContent(finding.input());
        assertThat(Files.readString(file.resolveSibling(file.getFileName() + ".txt")))
                .contains("seed 1", "--repeat " + file + " planted", "ArrayIndexOutOfBoundsException", "\tat ");
    }

    @Test
    void refusesATargetWhoseReaderDoesNotTakeItsSeeds() {
        assertThatThrownBy(() -> fuzz((_, _) -> check(false), 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("target planted: expected seeds that it reads");
    }
}
