package firsthand.kernel;

import java.util.ArrayList;
import java.util.List;

/** A matrix without its zeros, by rows or by columns, made in the plainest way. */
final class Compressed {
    final float[] dense;
    final int[] start;
    final int[] index;
    final float[] values;

    private Compressed(float[] dense, List<Integer> start, List<Integer> index, List<Float> values) {
        this.dense = dense;
        this.start = start.stream().mapToInt(Integer::intValue).toArray();
        this.index = index.stream().mapToInt(Integer::intValue).toArray();
        this.values = new float[values.size()];
        for (int i = 0; i < this.values.length; i++) {
            this.values[i] = values.get(i);
        }
    }

    /** Row after row: where each starts, the column of each number, the numbers. */
    static Compressed rows(float[] dense, int width) {
        List<Integer> start = new ArrayList<>(List.of(0));
        List<Integer> columns = new ArrayList<>();
        List<Float> values = new ArrayList<>();
        for (int row = 0; row < dense.length / width; row++) {
            for (int column = 0; column < width; column++) {
                if (dense[row * width + column] != 0) {
                    columns.add(column);
                    values.add(dense[row * width + column]);
                }
            }
            start.add(values.size());
        }
        return new Compressed(dense, start, columns, values);
    }

    /** Column after column, {@code from} to {@code to}: where each starts, the row of each number, the numbers. */
    static Compressed columns(float[] dense, int width, int from, int to) {
        List<Integer> start = new ArrayList<>(List.of(0));
        List<Integer> rows = new ArrayList<>();
        List<Float> values = new ArrayList<>();
        for (int column = from; column < to; column++) {
            for (int row = 0; row < dense.length / width; row++) {
                if (dense[row * width + column] != 0) {
                    rows.add(row);
                    values.add(dense[row * width + column]);
                }
            }
            start.add(values.size());
        }
        return new Compressed(dense, start, rows, values);
    }
}
