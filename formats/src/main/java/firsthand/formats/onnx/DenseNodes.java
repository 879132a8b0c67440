package firsthand.formats.onnx;

import firsthand.data.InvalidFileException;
import firsthand.initializer.Initializer;
import firsthand.layer.Dense;
import firsthand.random.RandomStream;
import firsthand.tensor.Shape;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Gemm and MatMul, with a bias that is added afterwards, as dense layers. */
final class DenseNodes {
    private final ForeignChain chain;
    private final ForeignTensors tensors;
    private final Consumers consumers;

    DenseNodes(ForeignChain chain, ForeignTensors tensors, Consumers consumers) {
        this.chain = chain;
        this.tensors = tensors;
        this.consumers = consumers;
    }

    void gemm(OnnxNode node) throws InvalidFileException {
        node.requireInputs(2, 3);
        var layout = chain.take(node);
        node.require("alpha", 1.0);
        double beta = node.number("beta", 1);
        node.require("transA", 0);
        boolean transposed = node.integer("transB", 0) != 0;
        node.ignore("broadcast");
        node.end();
        boolean biased = node.hasInput(2) && beta != 0;
        if (biased && beta != 1) {
            throw node.invalid("beta 1, or 0 for no bias", beta + "");
        }
        @Nullable OnnxTensor bias = biased ? tensors.weight(node, 2) : null;
        dense(node, layout, tensors.weight(node, 1), transposed, bias);
    }

    void matMul(OnnxNode node) throws InvalidFileException {
        node.requireInputs(2, 2);
        var layout = chain.take(node);
        node.end();
        dense(node, layout, tensors.weight(node, 1), false, null);
    }

    private void dense(
            OnnxNode node, Layout layout, OnnxTensor weight, boolean transposed, @Nullable OnnxTensor ownBias)
            throws InvalidFileException {
        if (layout.extents().size() != 1) {
            throw node.invalid("rows of numbers", "examples of shape " + layout.extents());
        }
        ForeignTensors.requireRank(node, weight, 2);
        int in = weight.extents().get(transposed ? 1 : 0);
        int out = weight.extents().get(transposed ? 0 : 1);
        if (in != layout.size() || out < 1) {
            throw node.invalid("weights for " + layout.size() + " inputs", "shape " + weight.extents());
        }
        var bias = Bias.of(node, ownBias, List.of(out), consumers, tensors);
        tensors.reserve((long) in * out + out);
        // Zeros draw nothing from the stream.
        var layer = new Dense(in, out, Initializer.zeros(), Initializer.zeros(), RandomStream.of(0));
        var order = transposed ? layout.ofColumns(out) : layout.ofRows(out);
        ForeignTensors.fill(node, weight, order, layer.weight());
        bias.fill(node, layer.bias());
        chain.append(node, layer, Layout.plain(Shape.of(out)), bias.output());
    }
}
