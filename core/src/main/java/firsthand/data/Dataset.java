package firsthand.data;

import firsthand.tensor.Shape;
import firsthand.tensor.SparseRows;
import firsthand.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Examples and the class of each.
 *
 * <pre>{@code
 * var x = Tensor.of(Shape.of(4, 2), 0, 0, 0, 1, 1, 0, 1, 1);
 * var xor = Dataset.of("xor", x, new int[] {0, 1, 1, 0}, List.of("no", "yes"), 1);
 * Dataset ones = xor.subset(1, 2);
 * }</pre>
 *
 * <p>A data set is immutable, and a subset is a view: it holds row numbers, not copies of the rows.
 */
public final class Dataset {
    /** Above this share of non-zero values, walking compressed rows no longer beats dense arithmetic. */
    private static final double SPARSE_DENSITY = 0.4;

    private final String name;
    private final Storage storage;
    private final int[] rows;

    private Dataset(String name, Storage storage, int[] rows) {
        if (rows.length == 0) {
            throw new IllegalArgumentException("Dataset " + name + ": expected at least one example, received none");
        }
        this.name = name;
        this.storage = storage;
        this.rows = rows;
    }

    /**
     * A data set over the given arrays, which must not be written to afterwards.
     *
     * @param x the inputs, the outermost extent counting examples; usually scaled to [0, 1]
     * @param labels the class of each example, 0 to {@code classNames.size() - 1}
     * @param classNames what each class is called, "0" to "9" for digits
     * @param fullScale what an input of 1 was in the original file: 255 for bytes, 16 for the 8x8 digits, 1 if unscaled
     * @throws IllegalArgumentException if labels and examples differ in number, or a label has no class
     */
    public static Dataset of(String name, Tensor x, int[] labels, List<String> classNames, int fullScale) {
        int examples = x.shape().extent(0);
        if (labels.length != examples) {
            throw new IllegalArgumentException("Dataset " + name + ": expected one label for each of " + examples
                    + " examples, received " + labels.length);
        }
        for (int i = 0; i < labels.length; i++) {
            if (labels[i] < 0 || labels[i] >= classNames.size()) {
                throw new IllegalArgumentException("Dataset " + name + ": expected labels from 0 to "
                        + (classNames.size() - 1) + ", received " + labels[i] + " for example " + i);
            }
        }
        return new Dataset(
                name,
                new Storage(x, labels, List.copyOf(classNames), fullScale),
                IntStream.range(0, examples).toArray());
    }

    /** What the data set is called in summaries. */
    public String name() {
        return name;
    }

    /** The number of examples. */
    public int size() {
        return rows.length;
    }

    /** The shape of one example: 28x28 for an MNIST digit. */
    public Shape exampleShape() {
        return storage.x.shape().example();
    }

    /** What each class is called. */
    public List<String> classNames() {
        return storage.classNames;
    }

    /** What an input of 1 was in the original file: 255 for bytes. */
    public int fullScale() {
        return storage.fullScale;
    }

    /** A copy of example {@code i}. */
    public Tensor example(int i) {
        var example = Tensor.zeros(exampleShape());
        copyExample(i, example.values(), 0);
        return example;
    }

    /** Writes example {@code i} to {@code into} from {@code offset} on. */
    public void copyExample(int i, float[] into, int offset) {
        int stride = storage.x.stride();
        System.arraycopy(storage.x.values(), storageRow(i) * stride, into, offset, stride);
    }

    /** The class of example {@code i}. */
    public int label(int i) {
        return storage.labels[storageRow(i)];
    }

    /** The class of every example, in order. */
    public int[] labels() {
        return Arrays.stream(rows).map(row -> storage.labels[row]).toArray();
    }

    /**
     * The inputs of the data set that this one is a view of, without their zeros, if enough of them are zero for that
     * to pay. Example {@code i} is row {@link #storageRow storageRow(i)}. Made at the first call, then kept.
     */
    public Optional<SparseRows> sparse() {
        return storage.sparse();
    }

    /** Which row of the data set that this one is a view of holds example {@code i}. */
    public int storageRow(int i) {
        return rows[Objects.checkIndex(i, rows.length)];
    }

    /** The first {@code n} examples, or all of them if there are fewer. */
    public Dataset take(int n) {
        return new Dataset(name, storage, Arrays.copyOf(rows, Math.clamp(n, 0, rows.length)));
    }

    /** The examples of the given numbers, in the order given. */
    public Dataset subset(int... examples) {
        return new Dataset(
                name, storage, Arrays.stream(examples).map(this::storageRow).toArray());
    }

    @Override
    public String toString() {
        return name + ": " + size() + " examples of shape " + exampleShape() + " in "
                + classNames().size() + " classes";
    }

    /** What all views of a data set share. */
    private static final class Storage {
        private final Tensor x;
        private final int[] labels;
        private final List<String> classNames;
        private final int fullScale;
        private boolean measured;
        private Optional<SparseRows> sparse = Optional.empty();

        private Storage(Tensor x, int[] labels, List<String> classNames, int fullScale) {
            this.x = x;
            this.labels = labels;
            this.classNames = classNames;
            this.fullScale = fullScale;
        }

        private synchronized Optional<SparseRows> sparse() {
            if (!measured) {
                measured = true;
                sparse = SparseRows.density(x) <= SPARSE_DENSITY ? Optional.of(SparseRows.of(x)) : Optional.empty();
            }
            return sparse;
        }
    }
}
