package firsthand.playground.server;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/**
 * The files of the page and the sources it shows, all read when the server starts: what a request names is looked up
 * here and nowhere else, so that no request reaches the file system.
 *
 * @param files by the path that a request names, such as {@code /js/main.js}
 */
record PageFiles(Map<String, PageFile> files) {
    private static final String PAGE = "firsthand/playground/page/";

    /** Java sources, at {@code /source/}. */
    private static final String SOURCE = "firsthand/playground/source/";

    /** Keeps a copy. */
    PageFiles {
        files = Map.copyOf(files);
    }

    /** Those that came with this program. */
    static PageFiles ofProgram() throws IOException {
        CodeSource source = PageFiles.class.getProtectionDomain().getCodeSource();
        try {
            return of(Path.of(source.getLocation().toURI()));
        } catch (URISyntaxException malformed) {
            throw new IOException("page: expected this program in a file or folder, received " + source, malformed);
        }
    }

    /** Those in a jar, or in a folder of classes. */
    static PageFiles of(Path jarOrFolder) throws IOException {
        Map<String, PageFile> files = new HashMap<>();
        if (Files.isDirectory(jarOrFolder)) {
            readFolder(jarOrFolder, files);
        } else {
            readJar(jarOrFolder, files);
        }
        var index = files.get("/index.html");
        if (index != null) {
            files.put("/", index);
        }
        return new PageFiles(files);
    }

    private static void readFolder(Path folder, Map<String, PageFile> files) throws IOException {
        for (String part : new String[] {PAGE, SOURCE}) {
            Path root = folder.resolve(part);
            if (!Files.isDirectory(root)) {
                continue;
            }
            try (Stream<Path> paths = Files.walk(root)) {
                for (Path path : (Iterable<Path>) paths.filter(Files::isRegularFile)::iterator) {
                    String name = part + root.relativize(path).toString().replace('\\', '/');
                    files.put(address(name).orElseThrow(), PageFile.of(name, Files.readAllBytes(path)));
                }
            }
        }
    }

    private static void readJar(Path jar, Map<String, PageFile> files) throws IOException {
        try (var entries = new JarFile(jar.toFile())) {
            for (var entry : (Iterable<JarEntry>) entries.stream()::iterator) {
                var address = address(entry.getName());
                if (address.isPresent() && !entry.isDirectory()) {
                    byte[] content = entries.getInputStream(entry).readAllBytes();
                    files.put(address.get(), PageFile.of(entry.getName(), content));
                }
            }
        }
    }

    private static Optional<String> address(String name) {
        if (name.startsWith(PAGE)) {
            return Optional.of("/" + name.substring(PAGE.length()));
        }
        return name.startsWith(SOURCE) ? Optional.of("/source/" + name.substring(SOURCE.length())) : Optional.empty();
    }

    /** The file that a request names, letter for letter. */
    Optional<PageFile> find(String path) {
        return Optional.ofNullable(files.get(path));
    }
}
