package firsthand.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A short run of what {@code ./dev fuzz} does for long: the same inputs every time. */
class FuzzTest {
    private static final long SEED = 1;
    private static final int INPUTS = 2_000;

    @TempDir
    Path folder;

    static List<Target> targets() throws IOException {
        return Targets.all();
    }

    static List<Bomb> bombs() throws IOException {
        return Bombs.all();
    }

    @ParameterizedTest
    @MethodSource("targets")
    void everyReaderAnswersDamageWithinItsLimits(Target target) throws Exception {
        var report = new Fuzzing(target, SEED, folder.resolve("input")).run(INPUTS);

        assertThat(report.findings())
                .extracting(finding -> finding.problem() + ", input " + finding.number() + ": "
                        + finding.outcome().thrown())
                .isEmpty();
        assertThat(report.tried()).isEqualTo(INPUTS);
        assertThat(report.read()).as("inputs not too damaged to be read").isPositive();
        assertThat(report.tried() - report.read()).as("inputs refused").isGreaterThan(INPUTS / 2);
    }

    @ParameterizedTest
    @MethodSource("bombs")
    void everyBombIsRefusedWithoutMemoryForWhatItClaims(Bomb bomb) throws Exception {
        try (var meter = new Meter(folder.resolve("bomb"))) {
            assertThat(Bomb.problem(bomb.defuse(meter))).isEmpty();
        }
    }
}
