package firsthand.datasets;

import de.siegmar.fastcsv.reader.AbstractBaseCsvCallbackHandler;
import firsthand.data.InvalidFileException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The row of a CSV file that was read last: whole numbers, parsed from the parser's own buffer, since a string for each
 * of the 47 million fields of MNIST would take longer than all the rest.
 */
final class CsvRow extends AbstractBaseCsvCallbackHandler<CsvRow> {
    /** Stands for a field that is not a whole number below a thousand million. */
    static final int NOT_A_NUMBER = -1;

    /** A label and the pixels of an image of 256 x 256: beyond that a row is taken for one without end. */
    static final int MOST_COLUMNS = 256 * 256 + 1;

    private static final int LONGEST_NUMBER = 9;

    private final String file;
    private int[] values = new int[1024];
    private final List<String> firstTexts = new ArrayList<>();
    private String badText = "";
    private boolean bad;
    private boolean first = true;
    private int width;
    private long line;

    CsvRow(String file) {
        this.file = file;
    }

    @Override
    protected void handleBegin(long startingLine) {
        line = startingLine;
        width = 0;
        bad = false;
    }

    @Override
    protected void handleField(int column, char[] buffer, int offset, int length, boolean quoted) {
        if (column == MOST_COLUMNS) {
            throw new UncheckedIOException(new InvalidFileException(file + ": row " + line + ": expected at most "
                    + MOST_COLUMNS + " columns (256x256 and a label), received more; check its line ends"));
        }
        if (column == values.length) {
            values = Arrays.copyOf(values, 2 * column);
        }
        values[column] = parse(buffer, offset, length);
        width = column + 1;
        if (values[column] == NOT_A_NUMBER && !bad) {
            bad = true;
            badText = new String(buffer, offset, Math.min(length, 40));
        }
        if (first) {
            firstTexts.add(new String(buffer, offset, length));
        }
    }

    @Override
    protected CsvRow buildRecord() {
        first = false;
        return this;
    }

    private static int parse(char[] buffer, int offset, int length) {
        int from = offset;
        int to = offset + length;
        while (from < to && buffer[from] == ' ') {
            from++;
        }
        while (from < to && buffer[to - 1] == ' ') {
            to--;
        }
        if (from == to || to - from > LONGEST_NUMBER) {
            return NOT_A_NUMBER;
        }
        int value = 0;
        for (int i = from; i < to; i++) {
            if (buffer[i] < '0' || buffer[i] > '9') {
                return NOT_A_NUMBER;
            }
            value = 10 * value + buffer[i] - '0';
        }
        return value;
    }

    /** The line of the file on which the row begins, from 1 on. */
    long line() {
        return line;
    }

    /** The number of fields. */
    int width() {
        return width;
    }

    /** The number in a column, from 0 on, or {@link #NOT_A_NUMBER}. */
    int value(int column) {
        return values[column];
    }

    /** All values but one, as unsigned bytes. */
    byte[] bytesWithout(int left) {
        var bytes = new byte[width - 1];
        for (int column = 0; column < width; column++) {
            if (column != left) {
                bytes[column < left ? column : column - 1] = (byte) values[column];
            }
        }
        return bytes;
    }

    /** What stands in the first field of the row that is not a number, its first 40 characters. */
    String badText() {
        return badText;
    }

    /** The fields of the first row of the file. */
    List<String> texts() {
        return List.copyOf(firstTexts);
    }
}
