package firsthand.kernel;

/**
 * Writes rows as columns: eight rows at a time, so that what is read and what is written both fit the level-1 cache,
 * however far apart the rows are. Moving numbers one by one is what bounds it.
 */
final class Transpose {
    private Transpose() {}

    /**
     * to[toAt + j toStride + i] = from[fromAt + i fromStride + j], for i below {@code rows} and j below
     * {@code columns}.
     */
    static void run(
            float[] from, int fromAt, int fromStride, float[] to, int toAt, int toStride, int rows, int columns) {
        int i = 0;
        for (; i + 8 <= rows; i += 8) {
            eightRows(from, fromAt + i * fromStride, fromStride, to, toAt + i, toStride, columns);
        }
        for (; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                to[toAt + j * toStride + i] = from[fromAt + i * fromStride + j];
            }
        }
    }

    private static void eightRows(
            float[] from, int row, int fromStride, float[] to, int toAt, int toStride, int columns) {
        for (int j = 0; j < columns; j++) {
            int at = toAt + j * toStride;
            to[at] = from[row + j];
            to[at + 1] = from[row + fromStride + j];
            to[at + 2] = from[row + 2 * fromStride + j];
            to[at + 3] = from[row + 3 * fromStride + j];
            to[at + 4] = from[row + 4 * fromStride + j];
            to[at + 5] = from[row + 5 * fromStride + j];
            to[at + 6] = from[row + 6 * fromStride + j];
            to[at + 7] = from[row + 7 * fromStride + j];
        }
    }
}
