package firsthand.formats.numpy;

import firsthand.formats.file.InputFile;
import java.io.IOException;
import java.io.InputStream;

/** The bytes of a file from one position to another. */
final class FileSlice extends InputStream {
    private final InputFile file;
    private final long end;
    private final String where;
    private long position;

    FileSlice(InputFile file, long begin, long end, String where) {
        this.file = file;
        this.position = begin;
        this.end = end;
        this.where = where;
    }

    @Override
    public int read() throws IOException {
        var single = new byte[1];
        return read(single, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(single[0]);
    }

    @Override
    public int read(byte[] bytes, int from, int count) throws IOException {
        int available = (int) Math.min(count, end - position);
        if (available == 0) {
            return count == 0 ? 0 : -1;
        }
        file.read(position, bytes, from, available, where);
        position += available;
        return available;
    }
}
