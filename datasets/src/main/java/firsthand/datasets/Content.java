package firsthand.datasets;

import firsthand.data.InvalidFileException;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
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
 * <p>Damage in the gzip wrapping shows as {@link InvalidFileException}, like any other bad content. So does a small file
 * that unpacks to a very large one: to more than 64 MB, and to more than 100 times its length. Images and numbers as text
 * pack to a third or a thirtieth; what packs better is nearly all the same byte.
 */
final class Content extends FilterInputStream {
    /** Deflate turns one byte into at most 1032 (zlib's technical notes, "Maximum Compression Factor"). */
    private static final long DEFLATE_FACTOR = 1032;

    /** What any file may unpack to, and no file may fill memory with. */
    private static final long UNSUSPECTED_BYTES = 64 << 20;

    /** What a file of any length may unpack to, in units of its length. */
    private static final long UNSUSPECTED_FACTOR = 100;

    private static final int SHORTEST_GZIP = 18;
    private static final int BUFFER = 1 << 16;

    private final String name;
    private final long length;
    private final boolean packed;
    private final MessageDigest digest = newSha256();
    private long unpacked;

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
     * @throws InvalidFileException if it is a folder, may not be read, or claims to unpack to far more than it is
     */
    static Content open(Path file) throws IOException {
        if (Files.isDirectory(file)) {
            throw new InvalidFileException(file + ": expected a file, received a folder; name a file in it");
        }
        try {
            long length = Files.size(file);
            var content = of(file.toString(), Files.newInputStream(file), length);
            content.checkTrailer(file);
            return content;
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

    /**
     * Looks at the last four bytes, the unpacked length as gzip claims it (RFC 1952, section 2.3.1), before anything is
     * unpacked. A claim that deflate cannot keep is left to be found when it is.
     */
    private void checkTrailer(Path file) throws IOException {
        if (!packed || length < SHORTEST_GZIP) {
            return;
        }
        try (var channel = FileChannel.open(file)) {
            var trailer = ByteBuffer.allocate(Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
            channel.read(trailer, length - Integer.BYTES);
            long claimed = Integer.toUnsignedLong(trailer.getInt(0));
            if (claimed <= length * DEFLATE_FACTOR) {
                checkUnpacked(claimed);
            }
        } catch (IOException failure) {
            close();
            throw failure;
        }
    }

    /**
     * Refuses a gzip file that unpacks, or claims to unpack, to so many bytes that it may have been made to fill memory.
     */
    void checkUnpacked(long bytes) throws InvalidFileException {
        if (packed && bytes > Math.max(UNSUSPECTED_BYTES, length * UNSUSPECTED_FACTOR)) {
            throw new InvalidFileException(
                    name + ": expected gzip data that unpacks to at most "
                            + (UNSUSPECTED_BYTES >> 20) + " MB or " + UNSUSPECTED_FACTOR + " times its " + length
                            + " bytes, received " + (bytes >> 20)
                            + " MB or more; it is damaged or made to fill memory: fetch it again, or unpack it yourself if you trust it");
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
                unpacked += read;
                checkUnpacked(unpacked);
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
