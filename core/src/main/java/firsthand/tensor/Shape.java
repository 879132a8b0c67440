package firsthand.tensor;

import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The extents of a tensor, outermost first: {@code Shape.of(28, 28)} is an image of 28 rows and 28 columns.
 *
 * <p>Every extent is at least 1, and their product fits an {@code int}, since a tensor's values lie in one array.
 */
public final class Shape {
    private final int[] extents;
    private final int size;

    private Shape(int[] extents) {
        this.extents = extents;
        this.size = product(extents);
    }

    /** @throws IllegalArgumentException if an extent is below 1 or the product exceeds the range of an int */
    public static Shape of(int... extents) {
        return new Shape(extents.clone());
    }

    private static int product(int[] extents) {
        if (extents.length == 0) {
            throw new IllegalArgumentException("Shape: expected at least one extent, received none");
        }
        long product = 1;
        for (int extent : extents) {
            if (extent < 1) {
                throw new IllegalArgumentException(
                        "Shape: expected extents of 1 or more, received " + Arrays.toString(extents));
            }
            product *= extent;
            if (product > Integer.MAX_VALUE - 8) {
                throw new IllegalArgumentException("Shape: expected at most " + (Integer.MAX_VALUE - 8)
                        + " values in all, received " + Arrays.toString(extents));
            }
        }
        return (int) product;
    }

    /** The number of values: the product of all extents. */
    public int size() {
        return size;
    }

    /** The number of extents. */
    public int rank() {
        return extents.length;
    }

    /** The extent of dimension {@code i}, outermost first. */
    public int extent(int i) {
        return extents[i];
    }

    /** A copy of the extents. */
    public int[] extents() {
        return extents.clone();
    }

    /** This shape with one more, outermost extent: the shape of a batch of {@code n} such tensors. */
    public Shape batch(int n) {
        return new Shape(
                IntStream.concat(IntStream.of(n), Arrays.stream(extents)).toArray());
    }

    /**
     * This shape without its outermost extent: the shape of one example of a batch.
     *
     * <p>The examples of a batch of rank 1 are single numbers, of shape 1.
     */
    public Shape example() {
        return rank() == 1 ? Shape.of(1) : new Shape(Arrays.copyOfRange(extents, 1, extents.length));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Shape that && Arrays.equals(extents, that.extents);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(extents);
    }

    /** The extents with a multiplication sign between: {@code 28x28}. */
    @Override
    public String toString() {
        return Arrays.stream(extents).mapToObj(Integer::toString).collect(Collectors.joining("x"));
    }
}
