package firsthand.datasets;

import firsthand.data.InvalidFileException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;

/**
 * A file that is the same wherever it is published.
 *
 * @param name its usual name, uncompressed
 * @param bytes its length, uncompressed
 * @param sha256 of its uncompressed content
 */
record PublishedFile(String name, long bytes, String sha256) {

    /** Refuses content, read to its end, that is not this file's. */
    void verify(Content content) throws InvalidFileException {
        String actual = content.sha256();
        if (!actual.equals(sha256)) {
            throw new InvalidFileException(content.name() + ": damaged: expected SHA-256 " + sha256 + ", received "
                    + actual + "; remove it, and it is fetched again");
        }
    }

    /** Puts this file into a folder, uncompressed, once it has proved right. */
    void store(Content content, Path folder) throws IOException {
        DataFile.write(folder.resolve(name), out -> {
            copy(content, out);
            verify(content);
        });
    }

    private void copy(Content content, OutputStream out) throws IOException {
        var chunk = new byte[1 << 16];
        long copied = 0;
        for (int count = content.read(chunk, 0, chunk.length);
                count > 0;
                count = content.read(chunk, 0, chunk.length)) {
            copied += count;
            if (copied > bytes) {
                break;
            }
            out.write(chunk, 0, count);
        }
        if (copied != bytes) {
            throw new InvalidFileException(content.name() + ": expected " + bytes + " bytes of " + name + ", received "
                    + (copied > bytes ? "more" : copied) + "; it is damaged, or something else");
        }
    }
}
