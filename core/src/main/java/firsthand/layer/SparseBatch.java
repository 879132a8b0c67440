package firsthand.layer;

import firsthand.tensor.SparseRows;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A batch of rows chosen from a matrix without its zeros, and, for the backward pass, the same numbers by columns.
 *
 * <p>The columns are made when first asked for, and kept while the batch stays the same: in full-batch training, for
 * ever.
 */
public final class SparseBatch {
    private final int[] rows;
    private @Nullable SparseRows matrix;
    private int examples;
    private Columns[] columns = {};

    /** Room for up to {@code capacity} rows. */
    public SparseBatch(int capacity) {
        rows = new int[capacity];
    }

    /** Takes rows {@code rows[from]} to {@code rows[from + count - 1]} of {@code matrix} for the batch. */
    public void select(SparseRows matrix, int[] rows, int from, int count) {
        boolean same = this.matrix == matrix
                && examples == count
                && Arrays.equals(this.rows, 0, count, rows, from, from + count);
        if (same) {
            return;
        }
        this.matrix = matrix;
        examples = count;
        System.arraycopy(rows, from, this.rows, 0, count);
        for (Columns part : columns) {
            part.stale = true;
        }
    }

    /** The matrix that the rows are of. */
    public SparseRows matrix() {
        return Objects.requireNonNull(matrix, "no batch has been selected");
    }

    /** Which row of the matrix is which example. */
    public int[] rows() {
        return rows;
    }

    /** Makes room for {@code parts} sets of columns; called before threads ask for theirs. */
    public void divide(int parts) {
        if (columns.length != parts) {
            columns = new Columns[parts];
            Arrays.setAll(columns, part -> new Columns());
        }
    }

    /**
     * Part {@code part} of {@code parts} of the columns. Parts may be asked for by different threads at once, after
     * {@link #divide}.
     */
    Columns columns(int part, int parts) {
        int width = matrix().width();
        if (columns[part].stale) {
            columns[part].fill(matrix(), rows, examples, width * part / parts, width * (part + 1) / parts);
        }
        return columns[part];
    }

    /**
     * Columns {@code from} to {@code to} of the batch: those of column k are at {@code start[k - from]} to
     * {@code start[k - from + 1]}.
     */
    static final class Columns {
        private boolean stale = true;
        int from;
        int to;
        int[] start = {};
        int[] examples = {};
        float[] values = {};

        /** A counting sort by column, which keeps the examples of a column in order. */
        private void fill(SparseRows matrix, int[] rows, int count, int from, int to) {
            this.from = from;
            this.to = to;
            if (start.length < to - from + 2) {
                start = new int[to - from + 2];
            }
            Arrays.fill(start, 0);
            int[] rowStart = matrix.start();
            int[] column = matrix.columns();
            float[] value = matrix.values();
            for (int i = 0; i < count; i++) {
                int end = rowStart[rows[i] + 1];
                for (int n = first(column, rowStart[rows[i]], end, from); n < end && column[n] < to; n++) {
                    start[column[n] - from + 2]++;
                }
            }
            for (int k = 2; k < to - from + 2; k++) {
                start[k] += start[k - 1];
            }
            reserve(start[to - from + 1]);
            for (int i = 0; i < count; i++) {
                int end = rowStart[rows[i] + 1];
                for (int n = first(column, rowStart[rows[i]], end, from); n < end && column[n] < to; n++) {
                    int at = start[column[n] - from + 1]++;
                    examples[at] = i;
                    values[at] = value[n];
                }
            }
            stale = false;
        }

        private static int first(int[] column, int start, int end, int from) {
            if (from == 0) {
                return start;
            }
            int found = Arrays.binarySearch(column, start, end, from);
            return found >= 0 ? found : -found - 1;
        }

        private void reserve(int length) {
            if (values.length < length) {
                examples = new int[length + length / 4];
                values = new float[length + length / 4];
            }
        }
    }
}
