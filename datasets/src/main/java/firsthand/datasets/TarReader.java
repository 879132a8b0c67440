package firsthand.datasets;

import firsthand.data.InvalidFileException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The files in a tar archive, one after the other: blocks of 512 bytes, a header with name and octal length, then the
 * content, padded (POSIX.1-1988, "ustar"). Links, folders and extended headers are passed over; nothing is ever written
 * to a path from the archive.
 */
final class TarReader {
    private static final int BLOCK = 512;

    private final InputStream in;
    private final String archive;
    private long left;

    TarReader(Content content) {
        this.in = content;
        this.archive = content.name();
    }

    /**
     * A file in the archive.
     *
     * @param bytes its content, to be read before the next file is asked for
     */
    record Member(String name, long size, InputStream bytes) {}

    /** The next file, or none at the end. */
    Optional<Member> next() throws IOException {
        while (true) {
            skip(left);
            byte[] header = in.readNBytes(BLOCK);
            if (header.length == 0 || header[0] == 0) {
                return Optional.empty();
            }
            if (header.length < BLOCK) {
                throw new InvalidFileException(archive + ": cut off in the middle of a tar header; fetch it again");
            }
            long size = octal(header, 124, 12);
            left = (size + BLOCK - 1) / BLOCK * BLOCK;
            boolean file = header[156] == '0' || header[156] == 0;
            if (file) {
                return Optional.of(new Member(name(header), size, new Bounded(size)));
            }
        }
    }

    private static String name(byte[] header) {
        String prefix = text(header, 345, 155);
        return prefix.isEmpty() ? text(header, 0, 100) : prefix + "/" + text(header, 0, 100);
    }

    private static String text(byte[] header, int from, int most) {
        int to = from;
        while (to < from + most && header[to] != 0) {
            to++;
        }
        return new String(header, from, to - from, StandardCharsets.UTF_8);
    }

    private long octal(byte[] header, int from, int most) throws InvalidFileException {
        String digits = text(header, from, most).strip();
        if (!digits.matches("[0-7]{1,11}")) {
            throw new InvalidFileException(archive + ": expected the length of a file in octal, received \"" + digits
                    + "\"; the archive is damaged, fetch it again");
        }
        return Long.parseLong(digits, 8);
    }

    private void skip(long count) throws IOException {
        var chunk = new byte[1 << 14];
        while (left > 0) {
            int read = in.read(chunk, 0, (int) Math.min(chunk.length, left));
            if (read < 0) {
                throw new InvalidFileException(
                        archive + ": cut off: expected " + left + " more of " + count + " bytes; fetch it again");
            }
            left -= read;
        }
    }

    /** The content of one file; what is left of it unread is passed over later. */
    private final class Bounded extends InputStream {
        private long unread;

        private Bounded(long size) {
            unread = size;
        }

        @Override
        public int read() throws IOException {
            var one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int offset, int count) throws IOException {
            if (unread == 0) {
                return -1;
            }
            int read = in.read(into, offset, (int) Math.min(count, unread));
            if (read < 0) {
                throw new InvalidFileException(
                        archive + ": cut off: expected " + unread + " more bytes; fetch it again");
            }
            unread -= read;
            left -= read;
            return read;
        }
    }
}
