package firsthand.formats.numpy;

import firsthand.data.InvalidFileException;
import firsthand.formats.file.InputFile;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of a member, unpacked as they are read. With the last of them it is known whether they were the right ones:
 * reading it fails unless nothing follows and the CRC-32 is the directory's.
 */
final class ZipMemberInput extends InputStream {
    private static final int CHUNK = 1 << 14;

    private final InputFile file;
    private final ZipMember member;
    private final FileSlice packed;
    private final @Nullable Inflater inflater;
    private final byte[] chunk = new byte[CHUNK];
    private final CRC32 crc = new CRC32();
    private long left;

    ZipMemberInput(ZipMember member, InputFile file) {
        this.file = file;
        this.member = member;
        this.packed = new FileSlice(file, member.begin(), member.begin() + member.compressed(), member.where());
        this.inflater = member.method() == ZipMember.DEFLATED ? new Inflater(true) : null;
        this.left = member.size();
    }

    @Override
    public int read() throws IOException {
        var single = new byte[1];
        return read(single, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(single[0]);
    }

    @Override
    public int read(byte[] bytes, int from, int count) throws IOException {
        if (left == 0) {
            return count == 0 ? 0 : -1;
        }
        int wanted = (int) Math.min(count, left);
        int received = inflater == null ? packed.read(bytes, from, wanted) : inflate(inflater, bytes, from, wanted);
        if (received < wanted) {
            throw invalid("it to unpack to " + member.size() + " bytes", "an end after " + (member.size() - left));
        }
        crc.update(bytes, from, received);
        left -= received;
        if (left == 0) {
            checkEnd();
        }
        return received;
    }

    /** As many bytes as are wanted, unless the compressed ones end before. */
    private int inflate(Inflater inflater, byte[] bytes, int from, int wanted) throws IOException {
        try {
            int received = 0;
            while (received < wanted && !inflater.finished()) {
                received += inflater.inflate(bytes, from + received, wanted - received);
                if (inflater.needsDictionary() || (inflater.needsInput() && !feed(inflater))) {
                    break;
                }
            }
            return received;
        } catch (DataFormatException malformed) {
            throw invalid("deflated bytes", String.valueOf(malformed.getMessage()));
        }
    }

    /** Gives the inflater more to unpack, if it can use it and there is more. */
    private boolean feed(Inflater inflater) throws IOException {
        if (inflater.finished()) {
            return true;
        }
        int count = packed.read(chunk, 0, CHUNK);
        if (count > 0) {
            inflater.setInput(chunk, 0, count);
        }
        return count > 0;
    }

    private void checkEnd() throws IOException {
        if (inflater != null) {
            int more = inflate(inflater, new byte[1], 0, 1);
            if (more > 0 || !inflater.finished() || inflater.getBytesRead() != member.compressed()) {
                throw invalid(
                        "it to unpack to " + member.size() + " bytes, of " + member.compressed(),
                        more > 0 ? "more" : "others of " + inflater.getBytesRead());
            }
        }
        if ((int) crc.getValue() != member.crc()) {
            throw invalid(
                    String.format("bytes with the CRC-32 %08x", member.crc()), String.format("%08x", crc.getValue()));
        }
    }

    private InvalidFileException invalid(String expected, String received) {
        return file.invalid(member.where(), expected, received, InputFile.DAMAGED);
    }

    @Override
    public void close() {
        if (inflater != null) {
            inflater.end();
        }
    }
}
