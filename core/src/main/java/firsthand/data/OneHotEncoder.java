package firsthand.data;

import firsthand.tensor.Shape;
import firsthand.tensor.Tensor;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/**
 * Labels of any type as rows of zeros with a single one, and back.
 *
 * <pre>{@code
 * var encoder = OneHotEncoder.fit(List.of("cat", "dog", "cat"));
 * encoder.encode(List.of("dog"));              // [[0, 1]]
 * encoder.decode(probabilities);               // ["cat", ...]: the largest of each row
 * }</pre>
 *
 * @param <T> the type of label, with equals and hashCode
 */
public final class OneHotEncoder<T> {
    private final List<T> classes;
    private final Map<T, Integer> indices = new HashMap<>();

    private OneHotEncoder(List<T> classes) {
        this.classes = List.copyOf(classes);
        for (int i = 0; i < classes.size(); i++) {
            indices.put(classes.get(i), i);
        }
    }

    /**
     * An encoder for the labels that occur: in natural order if they are of one type that has one, else in order of
     * appearance.
     *
     * @throws IllegalArgumentException if there is no label
     */
    public static <T> OneHotEncoder<T> fit(Collection<? extends T> labels) {
        if (labels.isEmpty()) {
            throw new IllegalArgumentException("OneHotEncoder: expected at least one label, received none");
        }
        List<T> classes = new ArrayList<>(new LinkedHashSet<T>(labels));
        Class<?> type = classes.getFirst().getClass();
        if (classes.stream().allMatch(label -> label instanceof Comparable<?> && label.getClass() == type)) {
            classes.sort(null);
        }
        return new OneHotEncoder<>(classes);
    }

    /** The labels, in the order of the columns. */
    public List<T> classes() {
        return classes;
    }

    /**
     * The column of a label.
     *
     * @throws IllegalArgumentException if the label did not occur when the encoder was made
     */
    public int indexOf(T label) {
        var index = indices.get(label);
        if (index == null) {
            throw new IllegalArgumentException("OneHotEncoder: expected one of " + classes + ", received " + label);
        }
        return index;
    }

    /** One row a label, of shape n x classes. */
    public Tensor encode(List<? extends T> labels) {
        var rows = Tensor.zeros(Shape.of(labels.size(), classes.size()));
        for (int i = 0; i < labels.size(); i++) {
            rows.values()[i * classes.size() + indexOf(labels.get(i))] = 1;
        }
        return rows;
    }

    /**
     * The label of each row: that of its largest number, the first of several equal ones.
     *
     * @throws IllegalArgumentException if rows have another width than there are classes
     */
    public List<T> decode(Tensor rows) {
        if (rows.stride() != classes.size()) {
            throw new IllegalArgumentException(
                    "OneHotEncoder: expected rows of " + classes.size() + " numbers, received " + rows.shape());
        }
        List<T> labels = new ArrayList<>();
        for (int i = 0; i < rows.shape().extent(0); i++) {
            labels.add(classes.get(rows.argMax(i)));
        }
        return labels;
    }
}
