package firsthand.datasets;

import firsthand.data.InvalidFileException;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * The bytes of a file, unpacked if they are gzip, with their SHA-256 counted along the way, so that a large file is
 * read once.
 *
 * <p>Damage in the gzip wrapping shows as {@link InvalidFileException}, like any other bad content.
 */
final class Content extends FilterInputStream {
    /** Deflate turns one byte into at most 1032 (zlib's technical notes, "Maximum Compression Factor"). */
    private static final long DEFLATE_FACTOR = 1032;

    private static final int BUFFER = 1 << 16;

    private final String name;
    private final long length;
    private final boolean packed;
    private final MessageDigest digest = newSha256();

    private Content(String name, InputStream in, long length, boolean packed) {
        super(in);
        this.name = name;
        this.length = length;
        this.packed = packed;
    }

    /**
     * Opens a file.
     *
     * @throws NoSuchFileException if there is none
     * @throws InvalidFileException if it is a folder, or may not be read
     */
    static Content open(Path file) throws IOException {
        if (Files.isDirectory(file)) {
            throw new InvalidFileException(file + ": expected a file, received a folder; name a file in it");
        }
        try {
            long length = Files.size(file);
            return of(file.toString(), Files.newInputStream(file), length);
        } catch (NoSuchFileException missing) {
            throw new NoSuchFileException(file.toString(), null, "no such file; check the path");
        } catch (AccessDeniedException denied) {
            throw new InvalidFileException(file + ": may not be read; check its permissions", denied);
        }
    }

    /** Opens a file that comes with Firsthand. */
    static Content bundled(String resource) throws IOException {
        InputStream in = Content.class.getResourceAsStream(resource);
        if (in == null) {
            throw new NoSuchFileException(resource, null, "missing from the installation; build or install it again");
        }
        return of(resource, in, Integer.MAX_VALUE); // trusted: no length to check against
    }

    /** The content that {@code length} bytes of {@code in} stand for. */
    static Content of(String name, InputStream in, long length) throws IOException {
        var buffered = new BufferedInputStream(in, BUFFER);
        try {
            buffered.mark(2);
            boolean packed = buffered.read() == 0x1f && buffered.read() == 0x8b;
            buffered.reset();
            return new Content(name, packed ? unpack(name, buffered) : buffered, length, packed);
        } catch (IOException failure) {
            in.close();
            throw failure;
        }
    }

    private static InputStream unpack(String name, InputStream in) throws IOException {
        try {
            return new GZIPInputStream(in, BUFFER);
        } catch (ZipException | EOFException damage) {
            throw damaged(name, damage);
        }
    }

    /** What messages call it: the path, or the name of the resource. */
    String name() {
        return name;
    }

    /** Whether it is gzip, so that its length is known only at its end. */
    boolean packed() {
        return packed;
    }

    /** How many bytes there are, or, if {@link #packed()}, how many there can be at most. */
    long length() {
        return packed ? length * DEFLATE_FACTOR : length;
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int count) throws IOException {
        try {
            int read = in.read(into, offset, count);
            if (read > 0) {
                digest.update(into, offset, read);
            }
            return read;
        } catch (ZipException | EOFException damage) {
            throw damaged(name, damage);
        }
    }

    @Override
    public long skip(long count) {
        throw new UnsupportedOperationException("every byte counts for the SHA-256");
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    /** The SHA-256 of all that has been read. To be asked once, at the end. */
    String sha256() {
        return HexFormat.of().formatHex(digest.digest());
    }

    /** This file as part of an {@link Origin}. To be asked once, at the end. */
    SourceFile asSourceFile() {
        return new SourceFile(name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1), sha256());
    }

    private static InvalidFileException damaged(String name, IOException damage) {
        return new InvalidFileException(
                name + ": damaged or cut-off gzip data (" + damage.getMessage() + "); fetch or copy the file again",
                damage);
    }

    private static MessageDigest newSha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}
