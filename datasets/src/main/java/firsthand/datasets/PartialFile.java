package firsthand.datasets;

import firsthand.data.AtomicFile;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * What has arrived of a download. It has a name that the next try knows, so that one that was broken off goes on where
 * it stopped, and a lock, so that of two processes only one goes on with it; the other one starts a file of its own.
 *
 * <p>All reading and writing goes through the one channel that holds the lock, so nothing another process does to the
 * name can harm.
 */
final class PartialFile implements Closeable {
    private final Path path;
    private final FileChannel channel;
    private final boolean resumable;

    private PartialFile(Path path, FileChannel channel, boolean resumable) {
        this.path = path;
        this.channel = channel;
        this.resumable = resumable;
    }

    /** The partial file of {@code target}, with what an earlier try left in it unless another process is at it. */
    static PartialFile of(Path target) throws IOException {
        Path path = target.resolveSibling(target.getFileName() + ".part");
        FileChannel channel = open(path);
        if (locked(channel)) {
            return new PartialFile(path, channel, true);
        }
        channel.close();
        Path own = AtomicFile.unique(target);
        return new PartialFile(own, open(own), false);
    }

    private static FileChannel open(Path path) throws IOException {
        return FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    }

    private static boolean locked(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException otherThread) {
            return false;
        } catch (IOException noLocks) {
            return false; // some network file systems have none
        }
    }

    /** The number of bytes that have arrived. */
    long size() throws IOException {
        return channel.size();
    }

    /** Adds what has arrived. */
    void append(ByteBuffer bytes) throws IOException {
        channel.position(channel.size());
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    /** Forgets all that has arrived. */
    void clear() throws IOException {
        channel.truncate(0);
    }

    /**
     * Stores the file that these bytes are, uncompressed and verified, and removes them; leaves them if they are not
     * that file.
     */
    void store(PublishedFile file, Path folder, String origin) throws IOException {
        channel.position(0);
        // Not closed: that would close the channel and give up the lock.
        file.store(Content.of(origin, Channels.newInputStream(channel), size()), folder);
        Files.deleteIfExists(path);
    }

    /** Lets go of the file; what has arrived stays, if a later try can go on with it. */
    @Override
    public void close() throws IOException {
        try (channel) {
            // By name, since an interrupt closes the channel. After store() the name is free, or another process's new
            // file.
            if (!resumable || (Files.exists(path) && Files.size(path) == 0)) {
                Files.deleteIfExists(path);
            }
        }
    }
}
