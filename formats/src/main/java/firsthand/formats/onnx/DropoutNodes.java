package firsthand.formats.onnx;

import firsthand.data.InvalidFileException;
import firsthand.layer.Dropout;

/** Dropout, which must not be at work: a graph is there to predict with. */
final class DropoutNodes {
    private final ForeignChain chain;
    private final ForeignTensors tensors;
    private final Consumers consumers;
    private final int operators;

    /** @param operators the version of the operators */
    DropoutNodes(ForeignChain chain, ForeignTensors tensors, Consumers consumers, int operators) {
        this.chain = chain;
        this.tensors = tensors;
        this.consumers = consumers;
        this.operators = operators;
    }

    void dropout(OnnxNode node) throws InvalidFileException {
        node.requireInputs(1, 3);
        chain.take(node);
        double rate = node.number("ratio", 0.5);
        node.requirePrediction(operators);
        node.ignore("seed");
        node.end();
        if (node.hasInput(1)) {
            float[] given = tensors.constant(node, 1).floats();
            if (given.length != 1) {
                throw node.invalid("one ratio", given.length + "");
            }
            rate = Double.parseDouble(Float.toString(given[0]));
        }
        if (node.hasInput(2) && !tensors.constant(node, 2).isFalse()) {
            throw node.invalid("training_mode false", node.input(2));
        }
        consumers.requireOneOutput(node);
        chain.append(node, new Dropout(rate));
    }
}
