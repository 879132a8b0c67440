package firsthand.formats.onnx;

import firsthand.data.InvalidFileException;
import firsthand.layer.Flatten;
import java.util.List;
import java.util.OptionalInt;

/** Flatten, and Reshape to a row for each example, as our flatten. */
final class ShapeNodes {
    private final ForeignChain chain;
    private final ForeignTensors tensors;
    private final OptionalInt batch;

    /** @param batch the number of examples, where the graph fixes it */
    ShapeNodes(ForeignChain chain, ForeignTensors tensors, OptionalInt batch) {
        this.chain = chain;
        this.tensors = tensors;
        this.batch = batch;
    }

    void flatten(OnnxNode node) throws InvalidFileException {
        node.requireInputs(1, 1);
        var layout = chain.take(node);
        int rank = layout.extents().size() + 1;
        long axis = node.integer("axis", 1);
        node.end();
        if (axis != 1 && axis != 1 - rank) {
            throw node.invalid("axis 1, which leaves each example a row", axis + "");
        }
        chain.append(node, new Flatten(), layout.flat());
    }

    /** To a row for each example, and nothing else. */
    void reshape(OnnxNode node) throws InvalidFileException {
        var layout = chain.take(node);
        List<Long> target;
        if (node.inputs().size() == 1) {
            target = node.integers("shape"); // an attribute before version 5 of the operators
        } else {
            node.requireInputs(2, 2);
            target = tensors.constant(node, 1).wholeNumbers();
        }
        node.require("allowzero", 0);
        node.end();
        boolean toRows = target.size() == 2 && isBatch(target) && isRest(target.get(1), layout);
        if (!toRows || target.equals(List.of(-1L, -1L))) {
            throw node.invalid("batch x " + layout.size(), target.toString());
        }
        chain.append(node, new Flatten(), layout.flat());
    }

    private boolean isBatch(List<Long> target) {
        long first = target.getFirst();
        return first == 0 || (first == -1 && target.getLast() != 0) || (batch.isPresent() && batch.getAsInt() == first);
    }

    private static boolean isRest(long extent, Layout layout) {
        return extent == -1
                || extent == layout.size()
                || (extent == 0 && layout.extents().size() == 1);
    }
}
