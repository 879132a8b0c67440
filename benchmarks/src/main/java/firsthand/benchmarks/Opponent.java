package firsthand.benchmarks;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** The parent's end of a library's process: see {@link Side}. */
final class Opponent implements AutoCloseable {
    private final String name;
    private final Process process;
    private final BufferedWriter commands;
    private final BufferedReader answers;

    private Opponent(String name, Process process) {
        this.name = name;
        this.process = process;
        commands = new BufferedWriter(new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8));
        answers = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    /** The libraries that this machine has: NumPy only where Python has it. */
    static List<String> available() throws IOException {
        List<String> names = new ArrayList<>(List.of("firsthand", "pytorch", "dl4j", "smile"));
        try {
            var python = new ProcessBuilder("python3", "-c", "import numpy")
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (python.waitFor() == 0) {
                names.addAll(List.of("numpy-float32", "numpy-float64"));
            }
        } catch (InterruptedException interrupted) {
            throw new IOException(interrupted);
        }
        return names;
    }

    /** Starts {@code name}: a {@link Peer}, or numpy-float32 or numpy-float64. */
    static Opponent start(String name, int threads, Path folder) throws IOException {
        var builder = new ProcessBuilder(name.startsWith("numpy-") ? numpy(name, folder) : java(name, threads))
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        for (String library : List.of("OMP", "MKL", "OPENBLAS")) {
            builder.environment().put(library + "_NUM_THREADS", String.valueOf(threads));
        }
        if (name.equals("smile")) {
            builder.environment().put("LD_LIBRARY_PATH", openBlas(folder).toString());
        }
        return new Opponent(name, builder.start());
    }

    /** Smile looks for OpenBLAS on the system, under a name without a version; DL4J brings it along. */
    private static Path openBlas(Path folder) throws IOException {
        Path libraries = Files.createDirectories(folder.resolve("openblas"));
        for (String library : List.of("libopenblas.so.0", "libgfortran.so.5", "libquadmath.so.0", "libgcc_s.so.1")) {
            try (var resource = Opponent.class.getResourceAsStream("/org/bytedeco/openblas/linux-x86_64/" + library)) {
                if (resource != null) {
                    Files.copy(resource, libraries.resolve(library));
                }
            }
        }
        Files.move(libraries.resolve("libopenblas.so.0"), libraries.resolve("libopenblas.so"));
        return libraries;
    }

    private static List<String> java(String name, int threads) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(
                List.of("-Xmx3g", "--enable-native-access=ALL-UNNAMED", "--add-modules", "jdk.incubator.vector"));
        if (name.equals("firsthand")) {
            command.add("-XX:+UseSerialGC"); // as ./firsthand starts it
        }
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Side.class.getName(), name));
        command.add(String.valueOf(threads));
        return command;
    }

    private static List<String> numpy(String name, Path folder) throws IOException {
        Path script = folder.resolve("numpy_peer.py");
        try (var resource = Opponent.class.getResourceAsStream("/numpy_peer.py")) {
            Files.write(script, Objects.requireNonNull(resource).readAllBytes());
        }
        return List.of("python3", script.toString(), name.substring("numpy-".length()), folder.toString());
    }

    String name() {
        return name;
    }

    /** Gives a command and waits for the answer. */
    String ask(String command) throws IOException {
        commands.write(command);
        commands.newLine();
        commands.flush();
        for (String line = answers.readLine(); line != null; line = answers.readLine()) {
            if (line.startsWith(Side.ANSWER)) {
                return line.substring(Side.ANSWER.length());
            }
        }
        throw new IOException(name + ": its process ended without an answer to '" + command + "'");
    }

    @Override
    public void close() {
        process.destroy();
    }
}
