package firsthand.formats.onnx;

import firsthand.classifier.Classifier;
import firsthand.layer.AveragePool2d;
import firsthand.layer.BatchNorm;
import firsthand.layer.Conv2d;
import firsthand.layer.Dense;
import firsthand.layer.Flatten;
import firsthand.layer.GlobalAveragePool;
import firsthand.layer.MaxPool2d;
import firsthand.loss.BinaryCrossEntropyWithLogits;
import firsthand.loss.CrossEntropy;
import firsthand.loss.Loss;
import firsthand.network.Network;
import java.util.List;
import java.util.Map;
import onnx.Onnx.ModelProto;
import onnx.Onnx.OperatorSetIdProto;
import onnx.Onnx.StringStringEntryProto;

/**
 * A classifier as a graph of ONNX operators: each layer is a node or two, and {@code probabilities} are what
 * {@link Classifier#predict} gives.
 *
 * <p>Images that are convolved or pooled lie with their channels first. Nothing in the graph turns them around: the
 * weights that first meet an image as a row of numbers lie in another order instead.
 */
final class OnnxGraph {
    static final String INPUT = "input";
    static final String OUTPUT = "probabilities";

    /** LayerNormalization came with 17, Gelu with 20; each version of the operators belongs to one of the format. */
    private static final int USUAL_OPERATORS = 17;

    private static final int USUAL_FORMAT = 8;
    private static final int GELU_OPERATORS = 20;
    private static final int GELU_FORMAT = 9;

    private final GraphBuilder graph = new GraphBuilder();

    /** @throws IllegalArgumentException if a layer cannot be put in terms of ONNX at its place */
    OnnxGraph(Classifier classifier) {
        var network = classifier.network();
        var input = new GraphValue(INPUT, inputLayout(network));
        graph.input(INPUT, input.layout().extents());
        var last = new LayerOperators(graph, network).export(input);
        finish(network, classifier.loss(), last);
    }

    /** The graph in a file: whole but for the numbers of the network's tensors. */
    ModelProto model(Map<String, String> metadata) {
        boolean gelu = graph.uses("Gelu");
        var model = ModelProto.newBuilder()
                .setIrVersion(gelu ? GELU_FORMAT : USUAL_FORMAT)
                .setProducerName("Firsthand")
                .addOpsetImport(OperatorSetIdProto.newBuilder()
                        .setDomain("")
                        .setVersion(gelu ? GELU_OPERATORS : USUAL_OPERATORS))
                .setGraph(graph.build());
        metadata.forEach((key, value) -> model.addMetadataProps(
                StringStringEntryProto.newBuilder().setKey(key).setValue(value)));
        return model.build();
    }

    /** How the numbers of each of the network's tensors lie in the file, by the tensor's name. */
    Map<String, AxisOrder> orders() {
        return graph.orders();
    }

    /** Channels first for images on their way to a convolution or a pooling. */
    private static Layout inputLayout(Network network) {
        var shape = network.inputShape();
        for (var layer : network.layers()) {
            switch (layer) {
                case Conv2d _, MaxPool2d _, AveragePool2d _, GlobalAveragePool _ -> {
                    return Layout.image(shape);
                }
                case BatchNorm _ -> {
                    return shape.rank() == 1 ? Layout.plain(shape) : Layout.image(shape);
                }
                case Dense _, Flatten _ -> {
                    return Layout.plain(shape);
                }
                default -> {}
            }
        }
        return Layout.plain(shape);
    }

    /** What the loss makes of the network's output; the last node gives it under the name that users look for. */
    private void finish(Network network, Loss loss, GraphValue last) {
        int layers = network.layers().size();
        if (!last.layout().flat().isOurs()) {
            throw new IllegalArgumentException("ONNX: layer " + (layers - 1) + " ("
                    + network.layers().getLast().type() + "): expected a network whose outputs are a row of numbers,"
                    + " received an image of shape " + network.outputShape()
                    + "; end it with a dense or global-average-pool layer");
        }
        var row = new Place(graph, network, layers, last).flat();
        switch (loss) {
            case CrossEntropy _ -> graph.node("Softmax", OUTPUT, List.of(row.name()), Attributes.integer("axis", 1));
            case BinaryCrossEntropyWithLogits _ -> graph.node("Sigmoid", OUTPUT, List.of(row.name()));
            default -> graph.renameLast(OUTPUT);
        }
        graph.output(OUTPUT, List.of(network.outputShape().size()));
    }
}
