package firsthand.formats.onnx;

import firsthand.data.InvalidFileException;
import firsthand.layer.BatchNorm;
import firsthand.layer.LayerNorm;
import java.util.ArrayList;

/** BatchNormalization and LayerNormalization as layers of ours. */
final class NormalizationNodes {
    private final ForeignChain chain;
    private final ForeignTensors tensors;
    private final Consumers consumers;
    private final int operators;

    /** @param operators the version of the operators */
    NormalizationNodes(ForeignChain chain, ForeignTensors tensors, Consumers consumers, int operators) {
        this.chain = chain;
        this.tensors = tensors;
        this.consumers = consumers;
        this.operators = operators;
    }

    void batch(OnnxNode node) throws InvalidFileException {
        node.requireInputs(5, 5);
        var layout = chain.take(node);
        node.require("training_mode", 0);
        node.require("spatial", 1);
        node.requirePrediction(operators);
        double epsilon = node.number("epsilon", 1e-5);
        double past = node.number("momentum", 0.9);
        node.ignore("consumed_inputs");
        node.end();
        consumers.requireOneOutput(node);
        if (!(layout instanceof Layout.Image) && layout.extents().size() != 1) {
            throw node.invalid("images or rows of numbers", "examples of shape " + layout.extents());
        }
        int channels = layout.extents().getFirst();
        // How fast running means would follow plays no part in prediction: one that we cannot take is not missed.
        double momentum = past >= 0 && past < 1 ? 1 - past : BatchNorm.MOMENTUM;
        tensors.reserve(4L * channels);
        var layer = new BatchNorm(channels, momentum, epsilon);
        fill(node, layer, layout instanceof Layout.Image ? AxisOrder.unchanged(channels) : layout.ofValues());
        chain.append(node, layer);
    }

    private void fill(OnnxNode node, BatchNorm layer, AxisOrder order) throws InvalidFileException {
        var parameters = new ArrayList<>(layer.parameters());
        parameters.addAll(layer.buffers());
        for (int i = 0; i < parameters.size(); i++) {
            ForeignTensors.fill(node, tensors.weight(node, i + 1), order, parameters.get(i));
        }
        for (float variance : parameters.getLast().value().values()) {
            if (variance < 0) {
                throw node.invalid("variances of 0 or more", variance + "");
            }
        }
    }

    void layer(OnnxNode node) throws InvalidFileException {
        node.requireInputs(2, 3);
        var layout = chain.take(node);
        int rank = layout.extents().size() + 1;
        long axis = node.integer("axis", -1);
        double epsilon = node.number("epsilon", 1e-5);
        node.require("stash_type", 1);
        node.end();
        if (axis != 1 && axis != 1 - rank) {
            throw node.invalid("axis 1, of all values of an example", axis + "");
        }
        consumers.requireOneOutput(node);
        tensors.reserve(2L * layout.size());
        var layer = new LayerNorm(layout.size(), epsilon);
        ForeignTensors.fill(
                node,
                tensors.weight(node, 1),
                layout.ofValues(),
                layer.parameters().get(0));
        if (node.hasInput(2)) {
            ForeignTensors.fill(
                    node,
                    tensors.weight(node, 2),
                    layout.ofValues(),
                    layer.parameters().get(1));
        }
        chain.append(node, layer);
    }
}
