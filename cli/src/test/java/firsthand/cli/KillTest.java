package firsthand.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A training that is killed at any moment, mid-save included, goes on to the bits of one never interrupted. {@code ./dev
 * kill 200} tries more than the everyday few.
 */
class KillTest {
    private static final int KILLS = Integer.getInteger("kills", 8);
    private static final int KILLS_PER_TRAINING = 8;

    /** The most that passes between the first new checkpoint of a process and its end. */
    private static final int MOST_MILLIS = 250;

    /** Everything that remembers something; so small that most of its time goes into saving. */
    private static final String TRAINING = "train --json --data digits --limit 500 --layers conv:4:3:p1,batchnorm,relu,"
            + "maxpool:2,dropout:0.2 --augment shift:1 --optimizer adam --schedule plateau:0.5:3 --average 0.9"
            + " --validation 0.2 --early-stopping 1000 --micro-batches 2 --batch-size 50 --iterations 1200"
            + " --report-every 7 --checkpoint-every 1 --seed 11";

    @TempDir
    private Path folder;

    @Test
    void aTrainingKilledAtAnyMomentGoesOnToTheSameBits() throws Exception {
        var expected = run("expected", (TRAINING + " --out expected").split(" "));
        var random = RandomGeneratorFactory.of("L64X128MixRandom").create(1);
        int kills = 0;
        int trainings = 0;
        while (kills < KILLS) {
            String name = "run-" + trainings++;
            kills += killed(name, Math.min(KILLS - kills, KILLS_PER_TRAINING), random);
            assertThat(run(name, "train", "--json", "--resume", name)).isEqualTo(expected);
        }
        System.out.printf("%d trainings, %d kills: every one went on to %s%n", trainings, kills, expected.sha256);
    }

    /** What must not differ. */
    private record Result(String sha256, String historyWithoutSeconds, List<Byte> model) {}

    private Result run(String name, String... arguments) throws IOException {
        var sha256 = Cli.run(folder, arguments).json().get("weights_sha256").asString();
        var history = Files.readAllLines(folder.resolve(name).resolve("history.csv")).stream()
                .map(line -> line.substring(0, line.lastIndexOf(',')))
                .collect(Collectors.joining("\n"));
        List<Byte> model = new ArrayList<>();
        for (byte b : Files.readAllBytes(folder.resolve(name).resolve("model.safetensors"))) {
            model.add(b);
        }
        return new Result(sha256, history, model);
    }

    /** Starts a training and kills it, and again each time it has gone on; returns how often it was still under way. */
    private int killed(String name, int times, RandomGenerator random) throws Exception {
        int kills = 0;
        for (int i = 0; i < times; i++) {
            String arguments = i == 0 ? TRAINING + " --out " + name : "train --json --resume " + name;
            Path out = folder.resolve("out");
            Path err = folder.resolve("err");
            var before = checkpoints(name);
            var process = Cli.start(folder, List.of(), out, err, arguments.split(" "));
            while (process.isAlive() && checkpoints(name).equals(before)) {
                Thread.sleep(1);
            }
            boolean ended = process.waitFor(random.nextInt(MOST_MILLIS * 1000), TimeUnit.MICROSECONDS);
            process.destroyForcibly().waitFor();
            if (ended) {
                assertThat(process.exitValue()).as(Files.readString(err)).isZero();
                return kills;
            }
            kills++;
        }
        return kills;
    }

    private List<String> checkpoints(String name) throws IOException {
        Path checkpoints = folder.resolve(name).resolve("checkpoints");
        if (!Files.isDirectory(checkpoints)) {
            return List.of();
        }
        try (var files = Files.list(checkpoints)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(file -> file.endsWith(".safetensors"))
                    .sorted()
                    .toList();
        }
    }
}
