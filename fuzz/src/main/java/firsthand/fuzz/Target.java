package firsthand.fuzz;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * A reader, and valid files for it to begin with.
 *
 * @param name what the command line calls it: lower-case letters, digits and hyphens
 * @param seeds one file or more, each of which the reader takes
 * @param limits what the reader may take for a file
 * @param reader what reads a file
 */
record Target(String name, List<byte[]> seeds, Limits limits, Reader reader) {
    /** Reads an input, which is at hand as bytes and as a file: a reader takes the one that its users give it. */
    @FunctionalInterface
    interface Reader {
        /** Reads the input, or refuses it with {@link firsthand.data.InvalidFileException}. */
        void read(byte[] bytes, Path file) throws IOException;
    }

    Target {
        if (!name.matches("[a-z0-9-]+")) {
            throw new IllegalArgumentException(
                    "target: expected a name of lower-case letters, digits and hyphens, received \"" + name + "\"");
        }
        if (seeds.isEmpty()) {
            throw new IllegalArgumentException("target " + name + ": expected one seed or more, received none");
        }
        seeds = List.copyOf(seeds);
    }

    /** A target that keeps to the usual limits. */
    Target(String name, List<byte[]> seeds, Reader reader) {
        this(name, seeds, Limits.USUAL, reader);
    }
}
