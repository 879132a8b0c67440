package firsthand.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the README shows is true: its Java compiles and runs as it stands. */
class ReadmeTest {
    private static final Pattern JAVA = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);
    private static final String IMPORTS = Stream.of(
                    "firsthand.classifier.Classifier",
                    "firsthand.datasets.Mnist",
                    "firsthand.formats.SafeTensors",
                    "firsthand.network.Network",
                    "firsthand.optimizer.Adam",
                    "firsthand.training.Training",
                    "java.nio.file.Path")
            .map(name -> "import " + name + ";\n")
            .collect(Collectors.joining());

    @TempDir
    private Path folder;

    @Test
    void itsTenLinesOfJavaTrainANetworkAndSaveIt() throws IOException, InterruptedException {
        var root = Path.of(System.getProperty("firsthand.root", ".."));
        var java = JAVA.matcher(Files.readString(root.resolve("README.md")));
        assertThat(java.find()).isTrue();
        var source = folder.resolve("Readme.java");
        Files.writeString(
                source,
                IMPORTS + "public class Readme { public static void main(String[] arguments) throws Exception {\n"
                        + java.group(1) + "}}\n");
        var output = folder.resolve("output.txt");
        var process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-p",
                        modulePath(),
                        "--add-modules",
                        "firsthand.datasets,firsthand.formats",
                        source.toString())
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).as(Files.readString(output)).isZero();
        assertThat(Files.readString(output)).containsPattern("\n0\\.9[67]\\d+\n7\n");
        assertThat(folder.resolve("digits.safetensors")).exists();
    }

    private static String modulePath() {
        return Stream.of(System.getProperty("jdk.module.path", System.getProperty("java.class.path"))
                        .split(File.pathSeparator))
                .collect(Collectors.joining(File.pathSeparator));
    }
}
