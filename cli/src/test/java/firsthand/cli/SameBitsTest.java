package firsthand.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The same seed gives the same weights, to the last bit, however they are computed: by how many threads, on vectors of
 * what size, or by plain Java. Each run is a process of its own.
 */
class SameBitsTest {
    /**
     * A wide and a narrow first layer over sparse digits, layers of odd widths over dense ones, and a bit of everything
     * that is random or sees the whole batch.
     */
    private static final List<String> TRAININGS = List.of(
            "--data mnist --limit 12000 --hidden 128 --epochs 3 --seed 3",
            "--data mnist --limit 12000 --hidden 10 --batch-size full --iterations 30 --learning-rate 0.1 --seed 4",
            "--data digits --hidden 70,33 --activation tanh --batch-size 100 --epochs 3 --seed 5",
            "--data digits --layers conv:9:3:p1,batchnorm,relu,conv:9:3:p1,batchnorm,gelu,skip:3,maxpool:2,"
                    + "conv:12:3:s2:p1:g3,layernorm,dropout:0.2,gap --optimizer nadam --augment shift:1,elastic:8:2"
                    + " --micro-batches 2 --average 0.9 --label-smoothing 0.1 --clip-norm 1 --max-norm 2"
                    + " --batch-size 100 --epochs 3 --seed 7");

    /** So little that it ends even where every fma is worked out by big decimals. */
    private static final String TINY = "--data digits --limit 64 --hidden 4 --batch-size 32 --epochs 2 --seed 6";

    private static final Map<String, String> EXPECTED = new ConcurrentHashMap<>();

    @TempDir
    private Path folder;

    private static Stream<Arguments> ways() {
        List<Way> ways = new ArrayList<>();
        ways.add(new Way("repeated", List.of(), List.of()));
        for (String threads : List.of("1", "2", "3", "8")) {
            ways.add(new Way(threads + " threads", List.of(), List.of("--threads", threads)));
        }
        ways.add(new Way("scalar kernels", List.of(), List.of("--kernels", "scalar")));
        for (String option : vectorOptions()) {
            ways.add(new Way(option, List.of("-XX:+DisplayVMOutputToStderr", option), List.of()));
        }
        return ways.stream().flatMap(way -> TRAININGS.stream().map(training -> Arguments.of(way, training)));
    }

    /** Of these, a processor that has no such vectors takes the largest it has. */
    private static List<String> vectorOptions() {
        return List.of("-XX:MaxVectorSize=16", "-XX:MaxVectorSize=32", "-XX:MaxVectorSize=64");
    }

    private record Way(String name, List<String> javaOptions, List<String> options) {
        @Override
        public String toString() {
            return name;
        }
    }

    @ParameterizedTest
    @MethodSource("ways")
    void theSameSeedGivesTheSameWeights(Way way, String training) {
        String expected = EXPECTED.computeIfAbsent(training, first -> weights(List.of(), first, List.of()));
        assertThat(weights(way.javaOptions, training, way.options)).isEqualTo(expected);
    }

    /** Without fma in hardware, Java works each one out by big decimals, and vectors are emulated too. */
    @Test
    void theSameHoldsWithoutFmaInHardware() {
        String expected = weights(List.of(), TINY, List.of());
        assertThat(weights(List.of("-XX:-UseFMA"), TINY, List.of("--kernels", "scalar")))
                .isEqualTo(expected);
        if (System.getProperty("os.arch").equals("amd64")) {
            assertThat(weights(List.of("-XX:UseAVX=1"), TINY, List.of())).isEqualTo(expected);
        }
    }

    @Test
    void withoutTheVectorModuleItSaysOnceThatItWillBeSlowAndGivesTheSameWeights() {
        String expected = weights(List.of(), TINY, List.of());
        var run = Cli.runWithoutVectorModule(folder, arguments(TINY, List.of()));
        assertThat(run.json().get("weights_sha256").asString()).isEqualTo(expected);
        assertThat(run.err().lines().filter(line -> line.contains("jdk.incubator.vector")))
                .singleElement()
                .asString()
                .contains("slower");
    }

    private String weights(List<String> javaOptions, String training, List<String> options) {
        return Cli.run(folder, javaOptions, arguments(training, options))
                .json()
                .get("weights_sha256")
                .asString();
    }

    private static String[] arguments(String training, List<String> options) {
        return Stream.of(List.of("train", "--json"), Arrays.asList(training.split(" ")), options)
                .flatMap(List::stream)
                .toArray(String[]::new);
    }
}
