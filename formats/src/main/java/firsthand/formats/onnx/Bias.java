package firsthand.formats.onnx;

import firsthand.data.InvalidFileException;
import firsthand.layer.Parameter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The bias of a dense layer or a convolution: an input of its node, or what a node of its own adds afterwards.
 *
 * @param tensor null if there is none
 * @param output the name of what they give together
 */
record Bias(@Nullable OnnxTensor tensor, String output) {

    /**
     * A node's own bias, or where it has none, what is added to its output.
     *
     * @param own null if the node has none
     * @param extents those of a bias that is added
     */
    static Bias of(
            OnnxNode node, @Nullable OnnxTensor own, List<Integer> extents, Consumers consumers, ForeignTensors tensors)
            throws InvalidFileException {
        @Nullable Integer adding = own == null ? consumers.sole(node.output(), "Add") : null;
        if (adding != null) {
            @Nullable OnnxTensor added = added(node.output(), consumers.node(adding), extents, tensors);
            if (added != null) {
                return new Bias(added, consumers.finish(adding));
            }
        }
        return new Bias(own, node.output());
    }

    /** What an Add gives beside {@code value}: a bias if it is a constant with its extents there, else null. */
    private static @Nullable OnnxTensor added(String value, OnnxNode sum, List<Integer> extents, ForeignTensors tensors)
            throws InvalidFileException {
        if (sum.inputs().size() != 2) {
            return null;
        }
        int other = sum.input(0).equals(value) ? 1 : 0;
        if (!tensors.has(sum.input(other))) {
            return null;
        }
        var tensor = tensors.constant(sum, other);
        var leading = tensor.extents().size() == extents.size() + 1
                        && tensor.extents().getFirst() == 1
                ? tensor.extents().subList(1, tensor.extents().size())
                : tensor.extents();
        return leading.equals(extents) ? tensors.weight(sum, other) : null;
    }

    /** One number for each output, or one for all; without a bias the parameter stays as it is. */
    void fill(OnnxNode node, Parameter parameter) throws InvalidFileException {
        if (tensor == null) {
            return;
        }
        int size = parameter.value().size();
        boolean row = tensor.size() == size
                && (tensor.extents().isEmpty() || tensor.extents().contains(size));
        if (!row && tensor.size() != 1) {
            throw node.invalid("a bias of " + size + " numbers", "shape " + tensor.extents());
        }
        float[] numbers = tensor.floats();
        for (int i = 0; i < size; i++) {
            parameter.value().values()[i] = numbers[row ? i : 0];
        }
    }
}
