package browser.java.security;

import java.io.IOException;
import java.io.OutputStream;

/** {@code java.security.DigestOutputStream}: what is written on its way through a digest. */
public final class DigestOutputStream extends OutputStream {
    private final OutputStream out;
    private final MessageDigest digest;

    /** Writes to {@code out}. */
    public DigestOutputStream(OutputStream out, MessageDigest digest) {
        this.out = out;
        this.digest = digest;
    }

    @Override
    public void write(int value) throws IOException {
        digest.update((byte) value);
        out.write(value);
    }

    @Override
    public void write(byte[] bytes, int offset, int count) throws IOException {
        digest.update(bytes, offset, count);
        out.write(bytes, offset, count);
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
