package firsthand.data;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;

/**
 * Files that appear whole or not at all: written under a name of their own in the same folder, forced to the disk, then
 * moved to their place in one step.
 */
public final class AtomicFile {
    private static final int BUFFER = 1 << 16;

    private AtomicFile() {}

    /** Writes the bytes of a file; need not close or flush what it is given. */
    public interface Body {
        void writeTo(OutputStream out) throws IOException;
    }

    /**
     * Writes {@code target}, replacing what was there; its folder is made if need be.
     *
     * @throws IOException if anything fails; {@code target} is then as it was, and nothing is left behind
     */
    public static void write(Path target, Body body) throws IOException {
        Path folder = Objects.requireNonNull(target.toAbsolutePath().getParent(), "expected a file, received a root");
        Files.createDirectories(folder);
        Path part = unique(target);
        try {
            // Not a temporary file of the JDK's: those may be read by their owner alone.
            try (var file = FileChannel.open(part, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                var out = new BufferedOutputStream(Channels.newOutputStream(file), BUFFER);
                body.writeTo(out);
                out.flush();
                file.force(true);
            }
            Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
            forceFolder(folder);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    /** A path beside {@code target} that no other process or thread uses. */
    public static Path unique(Path target) {
        return target.resolveSibling(target.getFileName() + "." + UUID.randomUUID() + ".part");
    }

    /** Removes what writers that were killed have left in a folder, once it is a day old. */
    public static void removeAbandoned(Path folder) throws IOException {
        var dayAgo = FileTime.from(Instant.now().minus(Duration.ofDays(1)));
        try (var parts = Files.newDirectoryStream(folder, "*.????????-????-????-????-????????????.part")) {
            for (Path part : parts) {
                if (Files.getLastModifiedTime(part).compareTo(dayAgo) < 0) {
                    Files.deleteIfExists(part);
                }
            }
        }
    }

    /** The move itself outlives a power cut only then; some systems cannot open a folder, and need not. */
    private static void forceFolder(Path folder) {
        try (var channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException unsupported) {
            // The file itself is safe.
        }
    }
}
