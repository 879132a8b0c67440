package firsthand.formats;

import static org.assertj.core.api.Assertions.assertThat;

import firsthand.classifier.Classifier;
import firsthand.classifier.Prediction;
import firsthand.random.RandomStream;
import firsthand.tensor.Tensor;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who only predicts needs {@code core} and {@code formats}, and may do so from many threads. */
class PredictOnlyTest {
    private static final String PROGRAM = """
            import firsthand.formats.SafeTensors;
            import firsthand.tensor.Tensor;
            import java.nio.file.Path;

            void main(String[] arguments) throws Exception {
                var classifier = SafeTensors.load(Path.of(arguments[0]));
                IO.println(classifier.predict(Tensor.zeros(2, 2)).probabilities());
            }
            """;

    @TempDir
    private Path folder;

    @Test
    void coreFormatsAndTheirJsonParserAreEnough() throws Exception {
        Path model = folder.resolve("model.safetensors");
        var classifier = Examples.classifier(1);
        SafeTensors.save(classifier, model);
        Path program = Files.writeString(folder.resolve("Program.java"), PROGRAM);
        var process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-p",
                        needed(),
                        "--add-modules",
                        "firsthand.formats",
                        program.toString(),
                        model.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("out").toFile())
                .start();
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(Files.readString(folder.resolve("out")).lines().filter(line -> !line.contains("incubator")))
                .containsExactly(
                        classifier.predict(Tensor.zeros(2, 2)).probabilities().toString());
    }

    /** Of what the tests run on, no more than a program that predicts has to have. */
    private static String needed() {
        String path = System.getProperty("jdk.module.path");
        List<String> parts = Arrays.asList(path.split(File.pathSeparator));
        return Stream.of("core", "formats", "jackson-core")
                .map(name -> parts.stream()
                        .filter(part -> part.contains(File.separator + name) || part.contains("firsthand-" + name))
                        .findFirst()
                        .orElseThrow(() -> new AssertionError("expected " + name + " in " + path)))
                .collect(Collectors.joining(File.pathSeparator));
    }

    @Test
    void manyThreadsPredictAtOnceWhatOneDoes() throws Exception {
        Path model = folder.resolve("model.safetensors");
        SafeTensors.save(Examples.everyLayer(), model);
        Classifier classifier = SafeTensors.load(model);
        var inputs = IntStream.range(0, 64)
                .mapToObj(seed -> input(RandomStream.of(seed)))
                .toList();
        var expected = inputs.stream().map(classifier::predict).toList();
        try (var threads = Executors.newFixedThreadPool(16)) {
            List<Callable<List<Prediction>>> tasks = IntStream.range(0, 64)
                    .<Callable<List<Prediction>>>mapToObj(
                            i -> () -> inputs.stream().map(classifier::predict).toList())
                    .toList();
            for (var result : threads.invokeAll(tasks)) {
                assertThat(result.get()).isEqualTo(expected);
            }
        }
    }

    private static Tensor input(RandomStream random) {
        var x = Tensor.zeros(8, 8);
        for (int i = 0; i < x.size(); i++) {
            x.values()[i] = random.nextFloat();
        }
        return x;
    }
}
