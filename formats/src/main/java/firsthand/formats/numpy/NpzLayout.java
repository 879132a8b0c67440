package firsthand.formats.numpy;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Which array of an archive is which tensor. Where all weights are in dense layers, arrays are called as people call
 * theirs: {@code W1}, {@code b1}, {@code W2}, ...; else as in safetensors files.
 */
final class NpzLayout {
    static final String METADATA = "__metadata__";

    private NpzLayout() {}

    /**
     * The name of each tensor's array.
     *
     * @param tensors names like {@code 0.dense.weight}, in layer order
     */
    static Map<String, String> arrays(Collection<String> tensors) {
        boolean dense = tensors.stream().allMatch(name -> name.contains(".dense."));
        Map<String, String> arrays = new LinkedHashMap<>();
        for (String tensor : tensors) {
            arrays.put(tensor, dense ? shortName(arrays.size()) : tensor);
        }
        return arrays;
    }

    /** Weights and biases take turns. */
    private static String shortName(int index) {
        return (index % 2 == 0 ? "W" : "b") + (index / 2 + 1);
    }

    /** Whether an array holds biases as a row, 1 x out, as those have it who add it to a batch. */
    static boolean isRow(String array) {
        return array.startsWith("b");
    }
}
