package firsthand.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code firsthand bench}: what scripts read of it. How fast it is, no test says. */
class BenchTest {
    @TempDir
    private Path folder;

    @Test
    void tellsTheMachineAndTheTimesOfEachWorkload() {
        var json =
                Cli.run(folder, "bench", "W5", "W6", "--rounds", "3", "--json").json();
        var machine = json.get("machine");
        assertThat(machine.get("cores").asInt()).isPositive();
        assertThat(machine.get("vector_bits").asInt()).isIn(32, 64, 128, 256, 512);
        assertThat(machine.get("fma_gflops").asDouble()).isPositive();
        assertThat(json.get("workloads")).hasSize(2);
        for (var workload : json.get("workloads")) {
            double median = workload.get("median_seconds").asDouble();
            assertThat(median)
                    .isBetween(
                            workload.get("min_seconds").asDouble(),
                            workload.get("max_seconds").asDouble());
            assertThat(workload.get("unit_of_work").asString()).isNotBlank();
        }
        assertThat(json.get("workloads").get(0).get("name").asString()).isEqualTo("W5");
    }

    @Test
    void refusesWhatItDoesNotKnow() {
        var unknown = Cli.run(folder, "bench", "W9");
        assertThat(unknown.status()).isEqualTo(2);
        assertThat(unknown.err().lines()).singleElement().asString().contains("W9", "W1");
        var never = Cli.run(folder, "bench", "--rounds", "0");
        assertThat(never.status()).isEqualTo(2);
        assertThat(never.err().lines()).singleElement().asString().contains("--rounds", "0");
    }
}
