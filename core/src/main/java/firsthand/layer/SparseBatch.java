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
        if (columns[part].stale) {
            columns[part].fill(matrix(), rows, examples, part, parts);
        }
        return columns[part];
    }

    /**
     * One share of the columns of the batch: those of its column k are at {@code start[k]} to {@code start[k + 1]}.
     */
    static final class Columns {
        private boolean stale = true;
        int[] start = {};
        int[] examples = {};
        float[] values = {};

        /** A counting sort by column, which keeps the examples of a column in order. */
        private void fill(SparseRows matrix, int[] rows, int count, int part, int parts) {
            int from = matrix.width() * part / parts;
            int width = matrix.width() * (part + 1) / parts - from;
            if (start.length < width + 2) {
                start = new int[width + 2];
            }
            Arrays.fill(start, 0);
            int[] bounds = matrix.bounds(parts);
            int[] column = matrix.columns();
            float[] value = matrix.values();
            for (int i = 0; i < count; i++) {
                int bound = rows[i] * (parts + 1) + part;
                for (int n = bounds[bound]; n < bounds[bound + 1]; n++) {
                    start[column[n] - from + 2]++;
                }
            }
            for (int k = 2; k < width + 2; k++) {
                start[k] += start[k - 1];
            }
            reserve(start[width + 1]);
            for (int i = 0; i < count; i++) {
                int bound = rows[i] * (parts + 1) + part;
                for (int n = bounds[bound]; n < bounds[bound + 1]; n++) {
                    int at = start[column[n] - from + 1]++;
                    examples[at] = i;
                    values[at] = value[n];
                }
            }
            stale = false;
        }

        private void reserve(int length) {
            if (values.length < length) {
                examples = new int[length + length / 4];
                values = new float[length + length / 4];
            }
        }
    }
}
