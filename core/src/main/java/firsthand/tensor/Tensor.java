package firsthand.tensor;

import java.util.Arrays;

/**
 * A {@code float[]} with a shape: row-major, without strides or offsets, so that what one reads is what there is.
 *
 * <pre>{@code
 * var w = Tensor.of(Shape.of(2, 3), 1, 2, 3, 4, 5, 6);
 * float corner = w.values()[1 * 3 + 2];    // row 1, column 2: 6
 * }</pre>
 *
 * <p>The outermost extent of a batch counts its examples; {@link #stride()} values lie between one example and the
 * next.
 */
public final class Tensor {
    private final Shape shape;
    private final float[] values;

    private Tensor(Shape shape, float[] values) {
        this.shape = shape;
        this.values = values;
    }

    /** A tensor of zeros. */
    public static Tensor zeros(Shape shape) {
        return new Tensor(shape, new float[shape.size()]);
    }

    /** A tensor of zeros: {@code Tensor.zeros(64, 10)}. */
    public static Tensor zeros(int... extents) {
        return zeros(Shape.of(extents));
    }

    /**
     * A tensor over {@code values} as they are, not a copy.
     *
     * @throws IllegalArgumentException if the shape does not hold exactly that many values
     */
    public static Tensor of(Shape shape, float... values) {
        if (values.length != shape.size()) {
            throw new IllegalArgumentException(
                    "Tensor: expected " + shape.size() + " values for shape " + shape + ", received " + values.length);
        }
        return new Tensor(shape, values);
    }

    /** The extents. */
    public Shape shape() {
        return shape;
    }

    /** The values themselves, row-major; writing to them changes the tensor. */
    public float[] values() {
        return values;
    }

    /** The number of values. */
    public int size() {
        return values.length;
    }

    /** The number of values from one example (outermost index) to the next. */
    public int stride() {
        return values.length / shape.extent(0);
    }

    /** The value at {@code index}, one number per dimension. */
    public float at(int... index) {
        int position = 0;
        for (int i = 0; i < shape.rank(); i++) {
            position = position * shape.extent(i) + index[i];
        }
        return values[position];
    }

    /** Where the largest value of example {@code i} stands within it: the first of several equal ones. */
    public int argMax(int i) {
        int first = i * stride();
        int best = first;
        for (int j = first + 1; j < first + stride(); j++) {
            if (values[j] > values[best]) {
                best = j;
            }
        }
        return best - first;
    }

    /** A tensor with values of its own. */
    public Tensor copy() {
        return new Tensor(shape, values.clone());
    }

    /** Whether shape and every bit of every value are the same. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Tensor that && shape.equals(that.shape) && Arrays.equals(values, that.values);
    }

    @Override
    public int hashCode() {
        return 31 * shape.hashCode() + Arrays.hashCode(values);
    }

    @Override
    public String toString() {
        return "Tensor " + shape;
    }
}
