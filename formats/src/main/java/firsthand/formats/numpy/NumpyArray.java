package firsthand.formats.numpy;

import firsthand.formats.description.StoredTensors;
import java.nio.ByteOrder;
import java.util.List;

/**
 * What a file says of one array.
 *
 * @param name in a .npz file that of its member without {@code .npy}; in a .npy file the file's
 * @param shape the extents, outermost first; none for a single number, and 0 among them for an empty array
 * @param byteOrder of each element; means nothing for elements of one byte
 * @param columnMajor whether the first index changes fastest in the file (Fortran's order) and not the last (C's)
 */
public record NumpyArray(String name, List<Long> shape, ElementType type, ByteOrder byteOrder, boolean columnMajor) {
    /** As many dimensions as NumPy 2 allows. */
    static final int MOST_DIMENSIONS = 64;

    /** @throws IllegalArgumentException if the shape is not one that an array can have */
    public NumpyArray {
        shape = List.copyOf(shape);
        if (!isPossible(shape)) {
            throw new IllegalArgumentException("array " + name + ": expected at most " + MOST_DIMENSIONS
                    + " extents of 0 or more with a product that a file can hold, received " + shape);
        }
    }

    /** The elements of the largest type must not outgrow a long, even if the extents of 0 were 1. */
    static boolean isPossible(List<Long> shape) {
        if (shape.size() > MOST_DIMENSIONS) {
            return false;
        }
        long length = Long.BYTES;
        for (long extent : shape) {
            if (extent < 0 || Math.multiplyHigh(length, extent) != 0 || length * extent < 0) {
                return false;
            }
            length *= Math.max(1, extent);
        }
        return true;
    }

    /** The number of elements: the product of the extents. */
    public long size() {
        return shape.stream().reduce(1L, (product, extent) -> product * extent);
    }

    /** The bytes that the elements take in the file. */
    long length() {
        return size() * type.size();
    }

    /** As messages name it: {@code float32 of shape 784x128}. */
    String described() {
        return type + (shape.isEmpty() ? ", a single number" : " of shape " + StoredTensors.shown(shape));
    }
}
