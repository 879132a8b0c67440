package firsthand.formats.onnx;

import firsthand.data.InvalidFileException;
import firsthand.layer.Activation;
import firsthand.layer.Layer;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Activations, element by element, and softmax over all values of an example. */
final class ActivationNodes {
    /** From this version on, softmax is along one axis; before, over all from that axis on. */
    private static final int SOFTMAX_ALONG_AXIS = 13;

    private final ForeignChain chain;
    private final Consumers consumers;
    private final int operators;

    /** @param operators the version of the operators */
    ActivationNodes(ForeignChain chain, Consumers consumers, int operators) {
        this.chain = chain;
        this.consumers = consumers;
        this.operators = operators;
    }

    void activation(OnnxNode node, Activation activation) throws InvalidFileException {
        node.requireInputs(1, 1);
        chain.take(node);
        node.ignore("consumed_inputs");
        node.end();
        chain.append(node, activation);
    }

    /** Sigmoid, or where x is multiplied by it, SiLU. */
    void sigmoid(OnnxNode node) throws InvalidFileException {
        @Nullable Integer product = consumers.sole(node.output(), "Mul");
        if (product == null || !consumers.inputs(product).equals(Set.of(node.input(0), node.output()))) {
            activation(node, Activation.sigmoid());
            return;
        }
        var layout = chain.take(node);
        node.end();
        chain.append(node, Activation.silu(), layout, consumers.finish(product));
    }

    void gelu(OnnxNode node) throws InvalidFileException {
        String formula = node.text("approximate", "none");
        if (!formula.equals("tanh")) {
            throw node.invalid("approximate tanh", formula);
        }
        activation(node, Activation.gelu());
    }

    /** Ours is over all values of an example. */
    void softmax(OnnxNode node, Layer layer) throws InvalidFileException {
        node.requireInputs(1, 1);
        var layout = chain.take(node);
        int rank = layout.extents().size() + 1;
        boolean alongAxis = operators >= SOFTMAX_ALONG_AXIS;
        long axis = node.integer("axis", alongAxis ? -1 : 1);
        node.end();
        long first = axis < 0 ? axis + rank : axis;
        boolean whole = alongAxis
                ? first >= 1 && first < rank && layout.extents().get((int) first - 1) == layout.size()
                : first == 1;
        if (!whole) {
            throw node.invalid("an axis of all " + layout.size() + " values of an example", "axis " + axis);
        }
        chain.append(node, layer);
    }
}
