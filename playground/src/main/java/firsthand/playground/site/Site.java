package firsthand.playground.site;

import firsthand.playground.message.Json;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The playground as a static site: the page, the engine that runs inside it, the library's sources and the data.
 *
 * <pre>{@code
 * Site.write(Path.of("playground"));    // then copy the folder to any web server
 * }</pre>
 *
 * <p>All addresses in it are relative, so that it works in any folder of a server.
 */
public final class Site {
    private static final String ROOT = "/firsthand/playground/";

    /** Folders of resources, and where they go. */
    private static final Map<String, String> FOLDERS = Map.of("page", ".", "source", "source", "engine", "engine");

    private Site() {}

    /**
     * Writes the site; what is in the folder already, and is not of the site, stays.
     *
     * @throws IllegalStateException if this build has no engine
     */
    public static void write(Path folder) throws IOException {
        if (Site.class.getResource(ROOT + "engine/engine.wasm") == null) {
            throw new IllegalStateException("site: expected a build with the engine for browsers, received none");
        }
        for (var copied : FOLDERS.entrySet()) {
            copy(ROOT + copied.getKey(), folder.resolve(copied.getValue()).normalize());
        }
        // What a server has under this name as well; it tells the page whom it talks to.
        Files.writeString(
                folder.resolve("home"), Json.object().put("home", "browser").toString());
        SiteData.write(folder.resolve("data"));
    }

    private static void copy(String resource, Path to) throws IOException {
        @Nullable URL found = Site.class.getResource(resource);
        if (found == null) {
            throw new IOException(resource + ": missing from the installation; build or install it again");
        }
        try {
            URI place = found.toURI();
            if (!place.getScheme().equals("jar")) {
                copy(Path.of(place), to);
                return;
            }
            try (FileSystem jar = FileSystems.newFileSystem(place, Map.of())) {
                copy(jar.getPath(resource), to);
            }
        } catch (URISyntaxException impossible) {
            throw new IOException(found + ": not an address", impossible);
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        for (Path file : files(from)) {
            Path target = to.resolve(from.relativize(file).toString());
            Files.createDirectories(target.resolve("..").normalize());
            Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }
}
