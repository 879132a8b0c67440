package firsthand.formats.onnx;

import firsthand.layer.Activation;
import firsthand.layer.AveragePool2d;
import firsthand.layer.BatchNorm;
import firsthand.layer.Conv2d;
import firsthand.layer.Dense;
import firsthand.layer.Dropout;
import firsthand.layer.Flatten;
import firsthand.layer.GlobalAveragePool;
import firsthand.layer.Layer;
import firsthand.layer.LayerNorm;
import firsthand.layer.LogSoftmax;
import firsthand.layer.MaxPool2d;
import firsthand.layer.Skip;
import firsthand.layer.Softmax;
import firsthand.network.Network;
import java.util.ArrayList;
import java.util.List;

/** The layers of a network as operators of ONNX, a node or two for each. */
final class LayerOperators {
    private final GraphBuilder graph;
    private final Network network;

    /** What goes into each layer: where it comes from, and how it lies. */
    private final List<GraphValue> inputs = new ArrayList<>();

    LayerOperators(GraphBuilder graph, Network network) {
        this.graph = graph;
        this.network = network;
    }

    /**
     * Adds all layers to the graph, and gives what the last one gives.
     *
     * @throws IllegalArgumentException if a layer cannot be put in terms of ONNX at its place
     */
    GraphValue export(GraphValue input) {
        inputs.add(input);
        for (int i = 0; i < network.layers().size(); i++) {
            inputs.add(export(
                    new Place(graph, network, i, inputs.get(i)),
                    network.layers().get(i)));
        }
        return inputs.getLast();
    }

    private GraphValue export(Place at, Layer layer) {
        return switch (layer) {
            case Dense dense -> dense(at, dense);
            case Conv2d convolution -> ImageOperators.convolution(at, convolution);
            case MaxPool2d pool -> ImageOperators.max(at, pool);
            case AveragePool2d pool -> ImageOperators.average(at, pool);
            case GlobalAveragePool _ -> ImageOperators.globalAverage(at);
            case Flatten _ -> at.node("Flatten", at.input().layout().flat(), Attributes.integer("axis", 1));
            case Dropout dropout -> dropout(at, dropout);
            case BatchNorm norm -> NormalizationOperators.batch(at, norm);
            case LayerNorm norm -> NormalizationOperators.layer(at, norm);
            case Skip skip -> skip(at, skip);
            case Softmax _ -> ActivationOperators.softmax(at, "Softmax");
            case LogSoftmax _ -> ActivationOperators.softmax(at, "LogSoftmax");
            case Activation activation -> ActivationOperators.activation(at, activation);
            default -> throw at.refusal("a layer that ONNX has an operator for");
        };
    }

    private static GraphValue dense(Place at, Dense dense) {
        var input = at.flat();
        String weight = at.tensor(
                "weight", List.of(dense.in(), dense.out()), input.layout().ofRows(dense.out()));
        String bias = at.vector("bias", dense.out());
        return at.node("Gemm", List.of(input.name(), weight, bias), Layout.plain(at.outputShape()));
    }

    /** The rate is of no use to who only predicts, but a reader may want to train. */
    private static GraphValue dropout(Place at, Dropout dropout) {
        String rate = at.name() + ".rate";
        at.graph().number(rate, (float) dropout.rate());
        return at.node("Dropout", List.of(at.input().name(), rate), at.input().layout());
    }

    private GraphValue skip(Place at, Skip skip) {
        var skipped = inputs.get(at.index() - skip.back());
        if (!skipped.layout().equals(at.input().layout())) {
            throw at.refusal("to add values that lie alike in the graph, both images or both rows,");
        }
        return at.node("Add", List.of(at.input().name(), skipped.name()), skipped.layout());
    }
}
