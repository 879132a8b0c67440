package firsthand.formats.onnx;

import firsthand.data.InvalidFileException;
import firsthand.layer.Skip;
import org.jspecify.annotations.Nullable;

/** Add of two computed values as our skip; as a bias it is taken by the layer before it. */
final class SkipNodes {
    private final ForeignChain chain;

    SkipNodes(ForeignChain chain) {
        this.chain = chain;
    }

    void add(OnnxNode node) throws InvalidFileException {
        node.requireInputs(2, 2);
        node.ignore("broadcast");
        node.end();
        ForeignChain.@Nullable Value a = chain.value(node.input(0));
        ForeignChain.@Nullable Value b = chain.value(node.input(1));
        if (a == null || b == null) {
            throw node.invalid(
                    "a bias of one number for each output of MatMul, Gemm or Conv without one, or two computed values",
                    node.inputs().toString());
        }
        var earlier = a.layers() < b.layers() ? a : b;
        var last = a.layers() < b.layers() ? b : a;
        if (last.layers() != chain.length() || earlier.layers() == chain.length()) {
            throw node.invalid(
                    "the output of the node before and an earlier value",
                    node.inputs().toString());
        }
        if (!earlier.layout().equals(chain.layout()) || !earlier.shape().equals(chain.shape())) {
            throw node.invalid(
                    "two values of shape " + chain.layout().extents(),
                    earlier.layout().extents() + "");
        }
        chain.append(node, new Skip(chain.length() - earlier.layers()));
    }
}
