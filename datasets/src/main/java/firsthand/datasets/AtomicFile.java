package firsthand.datasets;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.zip.GZIPOutputStream;

/** Files that appear whole or not at all: written under a name of their own in the same folder, then moved in one step. */
final class AtomicFile {
    private AtomicFile() {}

    /** Writes the bytes of a file. */
    interface Body {
        void writeTo(OutputStream out) throws IOException;
    }

    /** Writes {@code target}, gzip if its name ends with {@code .gz}; its folder is made if need be. */
    static void write(Path target, Body body) throws IOException {
        Path folder = target.toAbsolutePath().getParent();
        Files.createDirectories(folder);
        Path part = unique(target);
        try {
            try (var out = open(part, target)) {
                body.writeTo(out);
            }
            Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    /** A path beside {@code target} that no other process or thread uses. */
    static Path unique(Path target) {
        return target.resolveSibling(target.getFileName() + "." + UUID.randomUUID() + ".part");
    }

    /** Removes what processes that were killed have left in a folder, once it is a day old. */
    static void removeAbandoned(Path folder) throws IOException {
        var dayAgo = FileTime.from(Instant.now().minus(Duration.ofDays(1)));
        try (var parts = Files.newDirectoryStream(folder, "*.????????-????-????-????-????????????.part")) {
            for (Path part : parts) {
                if (Files.getLastModifiedTime(part).compareTo(dayAgo) < 0) {
                    Files.deleteIfExists(part);
                }
            }
        }
    }

    private static OutputStream open(Path part, Path target) throws IOException {
        // Not a temporary file of the JDK's: those may be read by their owner alone, and a cache may be shared.
        var out = new BufferedOutputStream(Files.newOutputStream(part, StandardOpenOption.CREATE_NEW), 1 << 16);
        return target.toString().endsWith(".gz") ? new GZIPOutputStream(out, 1 << 16) : out;
    }
}
