package firsthand.datasets;

import firsthand.data.AtomicFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;

/** Files that appear whole or not at all, and are gzip if their name says so. */
final class DataFile {
    private static final int BUFFER = 1 << 16;

    private DataFile() {}

    /** Writes {@code target}, gzip if its name ends with {@code .gz}; its folder is made if need be. */
    static void write(Path target, AtomicFile.Body body) throws IOException {
        boolean gzip = target.toString().endsWith(".gz");
        AtomicFile.write(target, gzip ? out -> compress(body, new GZIPOutputStream(out, BUFFER)) : body);
    }

    private static void compress(AtomicFile.Body body, GZIPOutputStream out) throws IOException {
        body.writeTo(out);
        out.finish();
    }
}
