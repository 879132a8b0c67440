package firsthand.formats.onnx;

import firsthand.data.InvalidFileException;
import firsthand.formats.file.InputFile;
import firsthand.layer.Parameter;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import onnx.Onnx.TensorProto;
import org.jspecify.annotations.Nullable;

/** The tensors that a graph from elsewhere has in the file, and which of them have become parameters. */
final class ForeignTensors {
    private final InputFile file;
    private final Map<String, TensorProto> constants = new HashMap<>();
    private final Set<String> taken = new HashSet<>();
    private long weights;

    ForeignTensors(InputFile file) {
        this.file = file;
    }

    /** Whether no other tensor has this name yet. */
    boolean define(String name, TensorProto tensor) {
        return constants.putIfAbsent(name, tensor) == null;
    }

    boolean has(String name) {
        return constants.containsKey(name);
    }

    /** Null if there is none of this name. */
    @Nullable
    TensorProto find(String name) {
        return constants.get(name);
    }

    /** What the node takes as its input of this number, which must not be computed. */
    OnnxTensor constant(OnnxNode node, int input) throws InvalidFileException {
        @Nullable TensorProto tensor = constants.get(node.input(input));
        if (tensor == null) {
            throw node.invalid("input " + input + " to be in the file", "the computed " + node.input(input));
        }
        return OnnxTensor.of(tensor, file);
    }

    /** A tensor that becomes a parameter: of one layer only, since ours do not share theirs. */
    OnnxTensor weight(OnnxNode node, int input) throws InvalidFileException {
        var tensor = constant(node, input);
        if (!taken.add(node.input(input)) || !taken.add("tensor " + tensor.name())) {
            throw node.invalid("weights of its own", node.input(input) + ", which another node has");
        }
        return tensor;
    }

    /** Before memory is taken for them. */
    void reserve(long more) throws InvalidFileException {
        weights += more;
        file.checkMemory(weights);
    }

    /** Gives a parameter the numbers of a tensor, which lie there in this order. */
    static void fill(OnnxNode node, OnnxTensor tensor, AxisOrder order, Parameter parameter)
            throws InvalidFileException {
        if (tensor.size() != parameter.value().size()) {
            throw node.invalid(
                    parameter.value().size() + " numbers as " + parameter.name(), "shape " + tensor.extents());
        }
        order.fromFile(tensor.floats(), parameter.value().values());
    }

    static void requireRank(OnnxNode node, OnnxTensor weight, int rank) throws InvalidFileException {
        if (weight.extents().size() != rank) {
            throw node.invalid("weights of " + rank + " dimensions", "shape " + weight.extents());
        }
    }
}
