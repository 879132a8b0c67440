package firsthand.formats.onnx;

import firsthand.data.InvalidFileException;
import firsthand.layer.Layer;
import firsthand.tensor.Shape;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The layers that the nodes of a graph have become so far: one chain, each taking what the one before gave. */
final class ForeignChain {
    private final ForeignTensors tensors;
    private final List<Layer> layers = new ArrayList<>();
    private final Map<String, Value> values = new HashMap<>();
    private Shape shape;
    private Layout layout;

    /**
     * What is computed under a name in the graph.
     *
     * @param layers how many layers have worked on it
     */
    record Value(int layers, Shape shape, Layout layout) {}

    /** One example of {@code input} has {@code shape} with us, and lies in the graph as {@code layout} says. */
    ForeignChain(String input, Shape shape, Layout layout, ForeignTensors tensors) {
        this.shape = shape;
        this.layout = layout;
        this.tensors = tensors;
        values.put(input, new Value(0, shape, layout));
    }

    List<Layer> layers() {
        return Collections.unmodifiableList(layers);
    }

    int length() {
        return layers.size();
    }

    /** The shape of what the last layer gives. */
    Shape shape() {
        return shape;
    }

    /** How what the last layer gives lies in the graph. */
    Layout layout() {
        return layout;
    }

    boolean has(String name) {
        return values.containsKey(name);
    }

    /** Null if nothing of this name has been computed. */
    @Nullable
    Value value(String name) {
        return values.get(name);
    }

    /** Whether this is the name of what the last layer gives. */
    boolean endsIn(String name) {
        @Nullable Value value = values.get(name);
        return value != null && value.layers() == layers.size();
    }

    /** The node takes what the one before it gave, which lies in the graph as the answer says. */
    Layout take(OnnxNode node) throws InvalidFileException {
        if (!endsIn(node.input(0))) {
            throw node.invalid("the output of the node before as its first input", node.input(0));
        }
        return layout;
    }

    /** The node takes what the one before it gave, and that is an image. */
    Layout.Image takeImage(OnnxNode node) throws InvalidFileException {
        if (take(node) instanceof Layout.Image image) {
            return image;
        }
        throw node.invalid("images, of shape channels x height x width", "examples of shape " + layout.extents());
    }

    /** The node as a layer, after which values lie as before it. */
    void append(OnnxNode node, Layer layer) throws InvalidFileException {
        append(node, layer, layout, node.output());
    }

    /** The node as a layer, after which values lie as {@code after} says. */
    void append(OnnxNode node, Layer layer, Layout after) throws InvalidFileException {
        append(node, layer, after, node.output());
    }

    /** The node, with those that are read together with it, as a layer; {@code output} is what the last gives. */
    void append(OnnxNode node, Layer layer, Layout after, String output) throws InvalidFileException {
        shape = layer.outputShape(shape);
        layout = after;
        layers.add(layer);
        var value = new Value(layers.size(), shape, layout);
        if (tensors.has(output) || values.put(output, value) != null) {
            throw node.invalid("an output with a name of its own", output);
        }
    }
}
