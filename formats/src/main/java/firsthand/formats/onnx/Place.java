package firsthand.formats.onnx;

import firsthand.formats.description.LayerDescription;
import firsthand.network.Network;
import firsthand.tensor.Shape;
import java.util.List;
import onnx.Onnx.AttributeProto;

/**
 * Where in a network nodes are added to its graph, and what goes into them.
 *
 * @param index the layer's; for what follows the last layer, the number of layers
 */
record Place(GraphBuilder graph, Network network, int index, GraphValue input) {

    private String type() {
        return index < network.layers().size() ? network.layers().get(index).type() : "output";
    }

    /** What a layer's output and its last node are called: {@code 0.dense}. */
    String name() {
        return index + "." + type();
    }

    Shape inputShape() {
        return network.inputShape(index);
    }

    Shape outputShape() {
        return network.outputShape(index);
    }

    /** The layer's last node, whose output lies in the graph as it says. */
    GraphValue node(String operator, List<String> inputs, Layout output, AttributeProto... attributes) {
        graph.node(operator, name(), inputs, attributes);
        return new GraphValue(name(), output);
    }

    /** The layer as one node, which takes the input alone. */
    GraphValue node(String operator, Layout output, AttributeProto... attributes) {
        return node(operator, List.of(input.name()), output, attributes);
    }

    /** A node from image to image. */
    GraphValue image(String operator, AttributeProto... attributes) {
        requireImage();
        return node(operator, Layout.image(outputShape()), attributes);
    }

    void requireImage() {
        if (!(input.layout() instanceof Layout.Image)) {
            throw refusal("an image, its channels not yet in a row,");
        }
    }

    /** The input as a row, with a node more where it is none yet. */
    GraphValue flat() {
        if (input.layout().extents().size() == 1) {
            return input;
        }
        String name = name() + ".flatten";
        graph.node("Flatten", name, List.of(input.name()), Attributes.integer("axis", 1));
        return new GraphValue(name, input.layout().flat());
    }

    String vector(String parameter, int size) {
        return tensor(parameter, List.of(size), AxisOrder.unchanged(size));
    }

    /** One of the layer's tensors, its numbers still missing. */
    String tensor(String parameter, List<Integer> extents, AxisOrder order) {
        String name = LayerDescription.tensorName(index, type(), parameter);
        graph.tensor(name, extents, order);
        return name;
    }

    IllegalArgumentException refusal(String expected) {
        return new IllegalArgumentException("ONNX: layer " + index + " (" + type() + "): expected " + expected
                + " received " + input.name() + "; save this network as safetensors");
    }
}
