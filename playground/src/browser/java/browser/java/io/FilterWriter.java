package browser.java.io;

import java.io.IOException;
import java.io.Writer;

/** {@code java.io.FilterWriter}: a writer around another. */
public abstract class FilterWriter extends Writer {
    /** The other. */
    protected Writer out;

    /** Around {@code out}. */
    protected FilterWriter(Writer out) {
        super(out);
        this.out = out;
    }

    @Override
    public void write(int letter) throws IOException {
        out.write(letter);
    }

    @Override
    public void write(char[] letters, int offset, int count) throws IOException {
        out.write(letters, offset, count);
    }

    @Override
    public void write(String text, int offset, int count) throws IOException {
        out.write(text, offset, count);
    }

    @Override
    public void flush() throws IOException {
        out.flush();
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
