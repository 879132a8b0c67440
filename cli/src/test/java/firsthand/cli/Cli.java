package firsthand.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The command line in a process of its own, as a user has it.
 *
 * @param status how it ended
 * @param out standard output
 * @param err standard error, without the JDK's word about the incubating module
 */
record Cli(int status, String out, String err) {
    private static final String INCUBATOR = "WARNING: Using incubator modules: jdk.incubator.vector";

    static Cli run(Path folder, String... arguments) {
        return run(folder, List.of(), arguments);
    }

    static Cli run(Path folder, List<String> javaOptions, String... arguments) {
        return runJava(folder, onModules(javaOptions), arguments);
    }

    /** On the class path, where nobody asks for the vector module. */
    static Cli runWithoutVectorModule(Path folder, String... arguments) {
        return runJava(folder, List.of("-cp", modulePath(), "firsthand.cli.Main"), arguments);
    }

    /** Another program of Java, with these options in front of its arguments. */
    static Cli runJava(Path folder, List<String> java, String... arguments) {
        try {
            var out = Files.createTempFile("firsthand", ".out");
            var err = Files.createTempFile("firsthand", ".err");
            try {
                var process = startJava(folder, java, out, err, arguments);
                if (!process.waitFor(5, TimeUnit.MINUTES)) {
                    process.destroyForcibly();
                    throw new AssertionError("took more than five minutes: " + List.of(arguments));
                }
                return new Cli(process.exitValue(), Files.readString(out), withoutIncubator(Files.readString(err)));
            } finally {
                Files.delete(out);
                Files.delete(err);
            }
        } catch (IOException | InterruptedException failed) {
            throw new AssertionError(failed);
        }
    }

    static Process start(Path folder, List<String> javaOptions, Path out, Path err, String... arguments)
            throws IOException {
        return startJava(folder, onModules(javaOptions), out, err, arguments);
    }

    private static List<String> onModules(List<String> javaOptions) {
        List<String> java = new ArrayList<>(javaOptions);
        java.addAll(List.of("-p", modulePath(), "-m", "firsthand.cli/firsthand.cli.Main"));
        return java;
    }

    private static Process startJava(Path folder, List<String> java, Path out, Path err, String... arguments)
            throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-XX:+UseSerialGC");
        command.addAll(java);
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
    }

    /** What the tests run on, but for the classes of the tests. */
    static String modulePath() {
        String path = System.getProperty("jdk.module.path");
        return path != null ? path : System.getProperty("java.class.path").replace("test-classes", "no-classes");
    }

    private static String withoutIncubator(String err) {
        return String.join(
                "\n", err.lines().filter(line -> !line.equals(INCUBATOR)).toList());
    }

    /** The one JSON object on standard output, after a run that went well. */
    JsonNode json() {
        assertThat(status).as(err).isZero();
        assertThat(out.lines()).hasSize(1);
        return JsonMapper.shared().readTree(out);
    }
}
