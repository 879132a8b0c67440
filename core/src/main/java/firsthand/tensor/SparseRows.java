package firsthand.tensor;

/**
 * The rows of a matrix without their zeros ("compressed sparse rows"): four fifths of the pixels of a handwritten digit
 * are zero, and a product with zero leaves a sum as it was, so that a first layer that walks these rows does a fifth of
 * the arithmetic and arrives at the same bits.
 *
 * <p>The non-zero values of row {@code r} are {@code values[start[r] .. start[r + 1])}, in increasing order of their
 * columns, which stand in {@code columns} at the same places.
 */
public final class SparseRows {
    private final int width;
    private final int[] start;
    private final int[] columns;
    private final float[] values;
    private volatile Bounds bounds = new Bounds(0, new int[0]);

    private SparseRows(int width, int[] start, int[] columns, float[] values) {
        this.width = width;
        this.start = start;
        this.columns = columns;
        this.values = values;
    }

    /** The rows of {@code x}, one per example, each read as {@link Tensor#stride()} columns. */
    public static SparseRows of(Tensor x) {
        int rows = x.shape().extent(0);
        int nonZeros = countNonZeros(x);
        var result = new SparseRows(x.stride(), new int[rows + 1], new int[nonZeros], new float[nonZeros]);
        result.fill(x.values(), rows);
        return result;
    }

    /** The share of values of {@code x} that are not zero, 0 to 1. */
    public static double density(Tensor x) {
        return countNonZeros(x) / (double) x.size();
    }

    private static int countNonZeros(Tensor x) {
        int count = 0;
        for (float value : x.values()) {
            count += value != 0 ? 1 : 0;
        }
        return count;
    }

    private void fill(float[] x, int rows) {
        int next = 0;
        for (int r = 0; r < rows; r++) {
            for (int column = 0; column < width; column++) {
                float value = x[r * width + column];
                if (value != 0) {
                    columns[next] = column;
                    values[next++] = value;
                }
            }
            start[r + 1] = next;
        }
    }

    /** The number of columns of the matrix. */
    public int width() {
        return width;
    }

    /** The number of rows. */
    public int rows() {
        return start.length - 1;
    }

    /**
     * Where each row begins in {@link #columns()} and {@link #values()}, and, last, where the last one ends. Not a
     * copy.
     */
    public int[] start() {
        return start;
    }

    /** The column of each non-zero value. Not a copy. */
    public int[] columns() {
        return columns;
    }

    /** The non-zero values. Not a copy. */
    public float[] values() {
        return values;
    }

    /**
     * Where each row passes from one of {@code parts} equal shares of the columns to the next: share p of row r is at
     * {@code bounds[r (parts + 1) + p]} to {@code bounds[r (parts + 1) + p + 1] - 1}. Not a copy. Found at the first
     * call and kept, for as long as the number of parts stays the same.
     */
    public int[] bounds(int parts) {
        var known = bounds;
        if (known.parts != parts) {
            known = new Bounds(parts, findBounds(parts));
            bounds = known;
        }
        return known.positions;
    }

    private int[] findBounds(int parts) {
        var positions = new int[rows() * (parts + 1)];
        for (int r = 0; r < rows(); r++) {
            int n = start[r];
            for (int p = 0; p <= parts; p++) {
                int column = (int) ((long) width * p / parts);
                while (n < start[r + 1] && columns[n] < column) {
                    n++;
                }
                positions[r * (parts + 1) + p] = n;
            }
        }
        return positions;
    }

    private record Bounds(int parts, int[] positions) {}
}
