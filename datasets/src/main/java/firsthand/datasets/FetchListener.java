package firsthand.datasets;

/**
 * Hears what happens while a data set is found, fetched and checked; made for progress bars.
 *
 * <p>A download is {@link #started}, then {@link #advanced} many times, then {@link #finished}. Calls may come from
 * another thread than the one that loads, but never two at once. Each method does nothing unless it is overridden.
 */
public interface FetchListener {
    /** Hears nothing. */
    FetchListener SILENT = new FetchListener() {};

    /**
     * A download begins, or begins again from its start.
     *
     * @param file the name of the file
     * @param bytes how many bytes will come, or -1 if the server does not say
     */
    default void started(String file, long bytes) {}

    /** {@code bytes} more have arrived, or were there already from an earlier try. */
    default void advanced(long bytes) {}

    /** The download is complete, and what it holds has been found to be right. */
    default void finished(String file) {}

    /** A file is about to be used, and its uncompressed content has the SHA-256 that it must have. */
    default void verified(String file, String sha256) {}

    /**
     * Something a person should be told, in one line: a damaged file that was removed, a mirror that did not answer.
     */
    default void note(String message) {}
}
