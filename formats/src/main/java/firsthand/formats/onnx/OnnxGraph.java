package firsthand.formats.onnx;

import com.google.protobuf.ByteString;
import firsthand.classifier.Classifier;
import firsthand.formats.description.LayerDescription;
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
import firsthand.loss.BinaryCrossEntropyWithLogits;
import firsthand.loss.CrossEntropy;
import firsthand.network.Network;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import onnx.Onnx.AttributeProto;
import onnx.Onnx.GraphProto;
import onnx.Onnx.ModelProto;
import onnx.Onnx.NodeProto;
import onnx.Onnx.OperatorSetIdProto;
import onnx.Onnx.StringStringEntryProto;
import onnx.Onnx.TensorProto;
import onnx.Onnx.TensorShapeProto;
import onnx.Onnx.TypeProto;
import onnx.Onnx.ValueInfoProto;

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

    private final Network network;
    private final GraphProto.Builder graph = GraphProto.newBuilder().setName("firsthand");
    private final Map<String, AxisOrder> orders = new LinkedHashMap<>();

    /** What goes into each layer: where it comes from, and how it lies. */
    private final List<Value> inputs = new ArrayList<>();

    private record Value(String name, Layout layout) {}

    /** @throws IllegalArgumentException if a layer cannot be put in terms of ONNX at its place */
    OnnxGraph(Classifier classifier) {
        network = classifier.network();
        var input = new Value(INPUT, inputLayout());
        graph.addInput(valueInfo(INPUT, input.layout().extents()));
        inputs.add(input);
        for (int i = 0; i < network.layers().size(); i++) {
            inputs.add(export(new Place(i, inputs.get(i)), network.layers().get(i)));
        }
        finish(classifier);
    }

    /** The graph in a file: whole but for the numbers of the network's tensors. */
    ModelProto model(Map<String, String> metadata) {
        boolean gelu =
                graph.getNodeList().stream().anyMatch(node -> node.getOpType().equals("Gelu"));
        var model = ModelProto.newBuilder()
                .setIrVersion(gelu ? GELU_FORMAT : USUAL_FORMAT)
                .setProducerName("Firsthand")
                .addOpsetImport(OperatorSetIdProto.newBuilder()
                        .setDomain("")
                        .setVersion(gelu ? GELU_OPERATORS : USUAL_OPERATORS))
                .setGraph(graph);
        metadata.forEach((key, value) -> model.addMetadataProps(
                StringStringEntryProto.newBuilder().setKey(key).setValue(value)));
        return model.build();
    }

    /** How the numbers of each of the network's tensors lie in the file, by the tensor's name. */
    Map<String, AxisOrder> orders() {
        return Collections.unmodifiableMap(orders);
    }

    /** Channels first for images on their way to a convolution or a pooling. */
    private Layout inputLayout() {
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

    private Value export(Place at, Layer layer) {
        return switch (layer) {
            case Dense dense -> dense(at, dense);
            case Conv2d convolution -> convolution(at, convolution);
            case MaxPool2d pool -> at.image("MaxPool", pooling(pool.size(), pool.stride(), pool.padding()));
            case AveragePool2d pool -> at.image("AveragePool", pooling(pool.size(), pool.stride(), pool.padding()));
            case GlobalAveragePool _ -> globalAveragePool(at);
            case Flatten _ -> at.node("Flatten", at.input().layout().flat(), integer("axis", 1));
            case Dropout dropout -> dropout(at, dropout);
            case BatchNorm norm -> batchNorm(at, norm);
            case LayerNorm norm -> layerNorm(at, norm);
            case Skip skip -> skip(at, skip);
            case Softmax _ -> softmax(at, "Softmax");
            case LogSoftmax _ -> softmax(at, "LogSoftmax");
            case Activation activation -> activation(at, activation);
            default -> throw at.refusal("a layer that ONNX has an operator for");
        };
    }

    private Value dense(Place at, Dense dense) {
        var input = at.flat();
        String weight = at.tensor(
                "weight", List.of(dense.in(), dense.out()), input.layout().ofRows(dense.out()));
        String bias = at.vector("bias", dense.out());
        at.add("Gemm", at.name(), List.of(input.name(), weight, bias));
        return new Value(at.name(), Layout.plain(network.outputShape(at.index())));
    }

    private Value convolution(Place at, Conv2d layer) {
        var kernel = layer.kernel();
        int channels = layer.weight().value().shape().extent(2);
        String weight = at.tensor(
                "weight",
                List.of(layer.out(), channels, kernel.height(), kernel.width()),
                AxisOrder.filters(kernel.height(), kernel.width(), channels, layer.out()));
        String bias = at.vector("bias", layer.out());
        at.requireImage();
        at.add(
                "Conv",
                at.name(),
                List.of(at.input().name(), weight, bias),
                integers("dilations", kernel.dilation(), kernel.dilation()),
                integer("group", kernel.groups()),
                integers("kernel_shape", kernel.height(), kernel.width()),
                pads(kernel.padding()),
                integers("strides", kernel.stride(), kernel.stride()));
        return new Value(at.name(), Layout.image(network.outputShape(at.index())));
    }

    private static AttributeProto[] pooling(int size, int stride, int padding) {
        return new AttributeProto[] {
            integers("kernel_shape", size, size), pads(padding), integers("strides", stride, stride)
        };
    }

    private static AttributeProto pads(int padding) {
        return integers("pads", padding, padding, padding, padding);
    }

    private Value globalAveragePool(Place at) {
        at.requireImage();
        String mean = at.name() + ".mean";
        at.add("GlobalAveragePool", mean, List.of(at.input().name()));
        at.add("Flatten", at.name(), List.of(mean), integer("axis", 1));
        return new Value(at.name(), Layout.plain(network.outputShape(at.index())));
    }

    /** The rate is of no use to who only predicts, but a reader may want to train. */
    private Value dropout(Place at, Dropout dropout) {
        String rate = at.name() + ".rate";
        graph.addInitializer(TensorProto.newBuilder()
                .setName(rate)
                .setDataType(TensorProto.DataType.FLOAT_VALUE)
                .setRawData(bytes((float) dropout.rate())));
        at.add("Dropout", at.name(), List.of(at.input().name(), rate));
        return new Value(at.name(), at.input().layout());
    }

    /** ONNX counts momentum the other way: the share of what has been. */
    private Value batchNorm(Place at, BatchNorm norm) {
        var layout = at.input().layout();
        var shape = at.index() == 0 ? network.inputShape() : network.outputShape(at.index() - 1);
        boolean ofImage = shape.rank() > 1;
        if (ofImage) {
            at.requireImage();
        }
        var order = ofImage ? AxisOrder.unchanged(norm.channels()) : layout.ofValues();
        List<String> names = new ArrayList<>(List.of(at.input().name()));
        for (String parameter : List.of("scale", "shift", "running_mean", "running_variance")) {
            names.add(at.tensor(parameter, List.of(norm.channels()), order));
        }
        at.add(
                "BatchNormalization",
                at.name(),
                names,
                number("epsilon", norm.epsilon()),
                number("momentum", 1 - norm.momentum()));
        return new Value(at.name(), layout);
    }

    private Value layerNorm(Place at, LayerNorm norm) {
        var layout = at.input().layout();
        String scale = at.tensor("scale", layout.extents(), layout.ofValues());
        String shift = at.tensor("shift", layout.extents(), layout.ofValues());
        at.add(
                "LayerNormalization",
                at.name(),
                List.of(at.input().name(), scale, shift),
                integer("axis", 1),
                number("epsilon", norm.epsilon()));
        return new Value(at.name(), layout);
    }

    private Value skip(Place at, Skip skip) {
        var skipped = inputs.get(at.index() - skip.back());
        if (!skipped.layout().equals(at.input().layout())) {
            throw at.refusal("to add values that lie alike in the graph, both images or both rows,");
        }
        at.add("Add", at.name(), List.of(at.input().name(), skipped.name()));
        return new Value(at.name(), skipped.layout());
    }

    /** Over all values, as ours is: those of an image become a row first, and stay one. */
    private Value softmax(Place at, String operator) {
        var input = at.flat();
        at.add(operator, at.name(), List.of(input.name()), integer("axis", 1));
        return new Value(at.name(), input.layout());
    }

    private Value activation(Place at, Activation activation) {
        double parameter = activation.parameter().orElse(0.0);
        var layout = at.input().layout();
        return switch (activation.type()) {
            case "relu" -> at.node("Relu", layout);
            case "leaky-relu" -> at.node("LeakyRelu", layout, number("alpha", parameter));
            case "elu" -> at.node("Elu", layout, number("alpha", parameter));
            case "gelu" -> at.node("Gelu", layout, text("approximate", "tanh"));
            case "silu" -> silu(at);
            case "softplus" -> at.node("Softplus", layout);
            case "sigmoid" -> at.node("Sigmoid", layout);
            case "tanh" -> at.node("Tanh", layout);
            case "identity" -> at.node("Identity", layout);
            default -> throw at.refusal("an activation that ONNX has an operator for");
        };
    }

    private Value silu(Place at) {
        String sigmoid = at.name() + ".sigmoid";
        at.add("Sigmoid", sigmoid, List.of(at.input().name()));
        at.add("Mul", at.name(), List.of(at.input().name(), sigmoid));
        return new Value(at.name(), at.input().layout());
    }

    /** What the loss makes of the network's output; the last node gives it under the name that users look for. */
    private void finish(Classifier classifier) {
        var at = new Place(network.layers().size(), inputs.getLast());
        if (!at.input().layout().flat().isOurs()) {
            throw new IllegalArgumentException("ONNX: layer " + (at.index() - 1) + " ("
                    + network.layers().getLast().type() + "): expected a network whose outputs are a row of numbers,"
                    + " received an image of shape " + network.outputShape()
                    + "; end it with a dense or global-average-pool layer");
        }
        if (at.input().layout().extents().size() > 1) {
            at = new Place(at.index(), at.flat());
        }
        switch (classifier.loss()) {
            case CrossEntropy _ -> at.add("Softmax", OUTPUT, List.of(at.input().name()), integer("axis", 1));
            case BinaryCrossEntropyWithLogits _ ->
                at.add("Sigmoid", OUTPUT, List.of(at.input().name()));
            default -> {
                var last = graph.getNode(graph.getNodeCount() - 1);
                graph.setNode(graph.getNodeCount() - 1, last.toBuilder().setOutput(0, OUTPUT));
            }
        }
        graph.addOutput(valueInfo(OUTPUT, List.of(network.outputShape().size())));
    }

    /** Where in the network a node is added, and what goes into it. */
    private final class Place {
        private final int index;
        private final Value input;

        Place(int index, Value input) {
            this.index = index;
            this.input = input;
        }

        int index() {
            return index;
        }

        Value input() {
            return input;
        }

        private String type() {
            return index < network.layers().size() ? network.layers().get(index).type() : "output";
        }

        /** What a layer's output and its last node are called: {@code 0.dense}. */
        String name() {
            return index + "." + type();
        }

        void add(String operator, String output, List<String> inputs, AttributeProto... attributes) {
            graph.addNode(NodeProto.newBuilder()
                    .setName(output)
                    .setOpType(operator)
                    .addAllInput(inputs)
                    .addOutput(output)
                    .addAllAttribute(List.of(attributes)));
        }

        /** The layer as one node. */
        Value node(String operator, Layout output, AttributeProto... attributes) {
            add(operator, name(), List.of(input.name()), attributes);
            return new Value(name(), output);
        }

        /** A node from image to image. */
        Value image(String operator, AttributeProto... attributes) {
            requireImage();
            return node(operator, Layout.image(network.outputShape(index)), attributes);
        }

        void requireImage() {
            if (!(input.layout() instanceof Layout.Image)) {
                throw refusal("an image, its channels not yet in a row,");
            }
        }

        /** The input as a row, with a node more where it is none yet. */
        Value flat() {
            if (input.layout().extents().size() == 1) {
                return input;
            }
            String name = name() + ".flatten";
            add("Flatten", name, List.of(input.name()), integer("axis", 1));
            return new Value(name, input.layout().flat());
        }

        String vector(String parameter, int size) {
            return tensor(parameter, List.of(size), AxisOrder.unchanged(size));
        }

        /** One of the layer's tensors, its numbers still missing. */
        String tensor(String parameter, List<Integer> extents, AxisOrder order) {
            String name = LayerDescription.tensorName(index, type(), parameter);
            graph.addInitializer(TensorProto.newBuilder()
                    .setName(name)
                    .setDataType(TensorProto.DataType.FLOAT_VALUE)
                    .addAllDims(extents.stream().map(Integer::longValue).toList()));
            orders.put(name, order);
            return name;
        }

        IllegalArgumentException refusal(String expected) {
            return new IllegalArgumentException("ONNX: layer " + index + " (" + type() + "): expected " + expected
                    + " received " + input.name() + "; save this network as safetensors");
        }
    }

    private static ValueInfoProto valueInfo(String name, List<Integer> extents) {
        var shape = TensorShapeProto.newBuilder()
                .addDim(TensorShapeProto.Dimension.newBuilder().setDimParam("batch"));
        extents.forEach(
                extent -> shape.addDim(TensorShapeProto.Dimension.newBuilder().setDimValue(extent)));
        return ValueInfoProto.newBuilder()
                .setName(name)
                .setType(TypeProto.newBuilder()
                        .setTensorType(TypeProto.Tensor.newBuilder()
                                .setElemType(TensorProto.DataType.FLOAT_VALUE)
                                .setShape(shape)))
                .build();
    }

    private static ByteString bytes(float number) {
        var bytes = ByteBuffer.allocate(Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        return ByteString.copyFrom(bytes.putFloat(number).flip());
    }

    private static AttributeProto integer(String name, long value) {
        return attribute(name, AttributeProto.AttributeType.INT).setI(value).build();
    }

    private static AttributeProto integers(String name, long... values) {
        var attribute = attribute(name, AttributeProto.AttributeType.INTS);
        for (long value : values) {
            attribute.addInts(value);
        }
        return attribute.build();
    }

    private static AttributeProto number(String name, double value) {
        return attribute(name, AttributeProto.AttributeType.FLOAT)
                .setF((float) value)
                .build();
    }

    private static AttributeProto text(String name, String value) {
        return attribute(name, AttributeProto.AttributeType.STRING)
                .setS(ByteString.copyFromUtf8(value))
                .build();
    }

    private static AttributeProto.Builder attribute(String name, AttributeProto.AttributeType type) {
        return AttributeProto.newBuilder().setName(name).setType(type);
    }
}
