package firsthand.formats.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.google.protobuf.ByteString;
import firsthand.classifier.Classifier;
import firsthand.data.InvalidFileException;
import firsthand.formats.description.ModelContent;
import firsthand.layer.Kernel;
import firsthand.network.Network;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import onnx.Onnx.AttributeProto;
import onnx.Onnx.AttributeProto.AttributeType;
import onnx.Onnx.FunctionProto;
import onnx.Onnx.GraphProto;
import onnx.Onnx.ModelProto;
import onnx.Onnx.NodeProto;
import onnx.Onnx.OperatorSetIdProto;
import onnx.Onnx.SparseTensorProto;
import onnx.Onnx.StringStringEntryProto;
import onnx.Onnx.TensorAnnotation;
import onnx.Onnx.TensorProto;
import onnx.Onnx.TensorShapeProto.Dimension;
import onnx.Onnx.TrainingInfoProto;
import onnx.Onnx.ValueInfoProto;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What our layers cannot express is refused by the names of node, operator and attribute. */
class OnnxRefusalTest {
    @TempDir
    Path folder;

    /** A file as from elsewhere: without metadata. */
    private static ModelProto whole(Path folder) throws Exception {
        var network = Network.input(6, 6, 2)
                .conv2d(4, Kernel.size(3))
                .batchNorm()
                .relu()
                .maxPool2d(2)
                .averagePool2d(2)
                .flatten()
                .dense(5)
                .gelu()
                .dense(3)
                .build(1);
        Path file = folder.resolve("whole.onnx");
        OnnxWriter.write(ModelContent.of(Classifier.of(network), Map.of()), file);
        return ModelProto.parseFrom(Files.readAllBytes(file)).toBuilder()
                .clearMetadataProps()
                .build();
    }

    @Test
    void theFileItselfIsRead() throws Exception {
        Path file = Files.write(folder.resolve("model.onnx"), whole(folder).toByteArray());
        assertThat(OnnxReader.read(file).classifier().network().layers()).hasSize(9);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void refuses(String what, Consumer<ModelProto.Builder> change, String message) throws Exception {
        var model = whole(folder).toBuilder();
        change.accept(model);
        Path file = Files.write(folder.resolve("model.onnx"), model.build().toByteArray());
        assertThatThrownBy(() -> OnnxReader.read(file))
                .isExactlyInstanceOf(InvalidFileException.class)
                .hasMessageStartingWith(file + ": " + message)
                .hasMessageNotContaining("\n");
    }

    static Stream<Arguments> refuses() {
        return Stream.of(
                        nodes(),
                        attributes(),
                        tensors(),
                        List.of(
                                model(
                                        "functions",
                                        m -> m.addFunctions(FunctionProto.newBuilder()),
                                        "functions: expected none, received 1"),
                                model(
                                        "training",
                                        m -> m.addTrainingInfo(TrainingInfoProto.newBuilder()),
                                        "training_info: expected none, received 1"),
                                model(
                                        "other operators",
                                        m -> m.addOpsetImport(OperatorSetIdProto.newBuilder()
                                                .setDomain("com.example")
                                                .setVersion(1)),
                                        "opset_import: expected ONNX's own, received com.example"),
                                model(
                                        "newer operators",
                                        m -> m.setOpsetImport(
                                                0,
                                                OperatorSetIdProto.newBuilder().setVersion(99)),
                                        "opset_import: expected version 1 to 24, received 99"),
                                model(
                                        "no version",
                                        ModelProto.Builder::clearOpsetImport,
                                        "opset_import: expected the version of the operators, received none"),
                                model("no graph", ModelProto.Builder::clearGraph, "file: expected an ONNX model"),
                                model(
                                        "metadata twice",
                                        m -> m.addMetadataProps(entry("a")).addMetadataProps(entry("a")),
                                        "metadata a: expected one entry of this name, received two"),
                                graph(
                                        "two inputs",
                                        g -> g.addInput(
                                                g.getInput(0).toBuilder().setName("other")),
                                        "graph: expected one input, received 2"),
                                graph(
                                        "two outputs",
                                        g -> g.addOutput(g.getOutput(0)),
                                        "graph: expected one output, received 2"),
                                graph(
                                        "no nodes",
                                        GraphProto.Builder::clearNode,
                                        "graph: expected at least one node, received none"),
                                graph(
                                        "another output",
                                        g -> g.setOutput(
                                                0, g.getOutput(0).toBuilder().setName("2.relu")),
                                        "output 2.relu: expected what the last node gives, received something else"),
                                graph(
                                        "an extent without a number",
                                        g -> g.setInput(
                                                0,
                                                withDimension(
                                                        g,
                                                        Dimension.newBuilder().setDimParam("h"))),
                                        "input input: expected a batch, then extents of 1 to 16777216, received"),
                                graph(
                                        "an enormous extent",
                                        g -> g.setInput(
                                                0,
                                                withDimension(
                                                        g,
                                                        Dimension.newBuilder().setDimValue(1L << 40))),
                                        "input input: expected a batch, then extents of 1 to 16777216, received"),
                                graph(
                                        "sparse weights",
                                        g -> g.addSparseInitializer(SparseTensorProto.newBuilder()),
                                        "sparse_initializer: expected none, received 1"),
                                graph(
                                        "quantisation",
                                        g -> g.addQuantizationAnnotation(TensorAnnotation.newBuilder()),
                                        "quantization_annotation: expected none, received 1")))
                .flatMap(List::stream);
    }

    private static List<Arguments> nodes() {
        return List.of(
                node(
                        "an operator we have no layer for",
                        "2.relu",
                        n -> n.setOpType("HardSwish"),
                        "(HardSwish): expected an operator that is one of our layers, received HardSwish"),
                node(
                        "control flow",
                        "2.relu",
                        n -> n.setOpType("If")
                                .addAttribute(attribute("then_branch", AttributeType.GRAPH)
                                        .setG(GraphProto.newBuilder())),
                        "(If): expected an operator that is one of our layers, received If"),
                node(
                        "an operator of somebody's own",
                        "2.relu",
                        n -> n.setDomain("com.example"),
                        "(Relu): expected an operator of ONNX itself, received one of com.example"),
                node(
                        "a branch",
                        "2.relu",
                        n -> n.setInput(0, "0.conv2d"),
                        "(Relu): expected the output of the node before as its first input, received 0.conv2d"),
                node("a node without output", "2.relu", NodeProto.Builder::clearOutput, "(Relu): expected an output"),
                node(
                        "an output named as another",
                        "2.relu",
                        n -> n.setOutput(0, "0.conv2d"),
                        "(Relu): expected an output with a name of its own, received 0.conv2d"),
                node(
                        "weights that are not there",
                        "6.dense",
                        n -> n.setInput(1, "nowhere"),
                        "(Gemm): expected input 1 to be in the file, received the computed nowhere"),
                node(
                        "shared weights",
                        "8.dense",
                        n -> n.setInput(2, "6.dense.bias"),
                        "(Gemm): expected weights of its own, received 6.dense.bias, which another node has"),
                node(
                        "too few inputs",
                        "6.dense",
                        n -> n.clearInput().addInput("5.flatten"),
                        "(Gemm): expected 2 to 3 inputs, received 1"),
                node(
                        "a dense layer over images",
                        "6.dense",
                        n -> n.setInput(0, "4.average-pool2d"),
                        "(Gemm): expected the output of the node before as its first input"));
    }

    private static List<Arguments> attributes() {
        return List.of(
                attribute("an unknown attribute", "2.relu", integer("fancy", 1), "(Relu): expected no attribute fancy"),
                attribute(
                        "an attribute twice",
                        "0.conv2d",
                        integer("group", 1),
                        "(Conv): expected one attribute group, received two"),
                attribute(
                        "an attribute of another type",
                        "6.dense",
                        integer("alpha", 1),
                        "(Gemm): expected alpha of type FLOAT, received INT"),
                attribute(
                        "a reference to an attribute",
                        "6.dense",
                        attribute("alpha", AttributeType.FLOAT)
                                .setRefAttrName("outer")
                                .build(),
                        "(Gemm): expected attribute alpha to have a value, received a reference to outer"),
                attribute("transA", "6.dense", integer("transA", 1), "(Gemm): expected transA 0, received 1"),
                attribute(
                        "alpha",
                        "6.dense",
                        attribute("alpha", AttributeType.FLOAT).setF(0.5f).build(),
                        "(Gemm): expected alpha 1.0, received 0.5"),
                replaced("strides", "0.conv2d", integers("strides", 1, 2), "(Conv): expected strides of two equal"),
                replaced("pads", "0.conv2d", integers("pads", 0, 0, 1, 1), "(Conv): expected pads alike on all four"),
                replaced(
                        "enormous pads",
                        "0.conv2d",
                        integers("pads", 1L << 40, 1L << 40, 1L << 40, 1L << 40),
                        "(Conv): expected pads from 1 to 32768, received 1099511627776"),
                replaced("group", "0.conv2d", integer("group", 2), "(Conv): expected filters for 2 channels, received"),
                replaced("kernel", "0.conv2d", integers("kernel_shape", 2, 2), "(Conv): expected kernel_shape [3, 3]"),
                replaced(
                        "gelu",
                        "7.gelu",
                        attribute("approximate", AttributeType.STRING)
                                .setS(ByteString.copyFromUtf8("none"))
                                .build(),
                        "(Gelu): expected approximate tanh, received none"),
                replaced("axis", "5.flatten", integer("axis", 2), "(Flatten): expected axis 1"),
                attribute(
                        "automatic padding",
                        "3.max-pool2d",
                        attribute("auto_pad", AttributeType.STRING)
                                .setS(ByteString.copyFromUtf8("SAME_UPPER"))
                                .build(),
                        "(MaxPool): expected auto_pad NOTSET or VALID, received SAME_UPPER"),
                attribute("ceil_mode", "3.max-pool2d", integer("ceil_mode", 1), "(MaxPool): expected ceil_mode 0"),
                attribute(
                        "training_mode",
                        "1.batch-norm",
                        integer("training_mode", 1),
                        "(BatchNormalization): expected training_mode 0, received 1"));
    }

    private static List<Arguments> tensors() {
        return List.of(
                tensor(
                        "external data",
                        "6.dense.weight",
                        t -> t.setDataLocation(TensorProto.DataLocation.EXTERNAL),
                        "expected numbers in the file itself, received external data"),
                tensor(
                        "a segment",
                        "6.dense.weight",
                        t -> t.setSegment(TensorProto.Segment.newBuilder()),
                        "expected a whole tensor, received a segment of one"),
                tensor(
                        "whole numbers",
                        "6.dense.weight",
                        t -> t.setDataType(TensorProto.DataType.INT8_VALUE),
                        "expected data of type float, float16 or double, received int8"),
                tensor(
                        "a type nobody knows",
                        "6.dense.weight",
                        t -> t.setDataType(99),
                        "expected data of type float, float16 or double, received type 99"),
                tensor(
                        "an extent more",
                        "6.dense.weight",
                        t -> t.addDims(2),
                        "expected 40 numbers, for the shape [4, 5, 2], received 20"),
                tensor("another shape", "6.dense.weight", t -> t.setDims(0, 5).setDims(1, 4), null),
                tensor(
                        "a negative extent",
                        "6.dense.weight",
                        t -> t.setDims(0, -4),
                        "expected extents of 0 or more and at most 2147483647 numbers, received [-4, 5]"),
                tensor(
                        "extents whose product overflows",
                        "6.dense.weight",
                        t -> t.setDims(0, 1L << 33).setDims(1, 1L << 33),
                        "expected extents of 0 or more and at most 2147483647 numbers"),
                tensor(
                        "two kinds of data",
                        "6.dense.weight",
                        t -> t.addFloatData(1),
                        "expected 20 numbers, for the shape [4, 5], received several kinds of data"),
                tensor(
                        "a number that is none",
                        "6.dense.bias",
                        t -> t.clearRawData().addAllFloatData(List.of(0f, 1f, Float.NaN, 3f, 4f)),
                        ", value 2: expected a finite number, also as float32, received NaN"),
                tensor(
                        "a number too large for float32",
                        "6.dense.bias",
                        t -> t.clearRawData()
                                .setDataType(TensorProto.DataType.DOUBLE_VALUE)
                                .addAllDoubleData(List.of(0.0, 1e300, 2.0, 3.0, 4.0)),
                        ", value 1: expected a finite number, also as float32, received Infinity"));
    }

    @Test
    void aNegativeVarianceIsRefused() throws Exception {
        var model = changed(
                whole(folder).toBuilder(),
                "1.batch-norm.running_variance",
                t -> t.clearRawData().addAllFloatData(List.of(1f, 1f, -1f, 1f)));
        Path file = Files.write(folder.resolve("model.onnx"), model.build().toByteArray());
        assertThatThrownBy(() -> OnnxReader.read(file))
                .hasMessageContaining("node 1.batch-norm (BatchNormalization): expected variances of 0 or more");
    }

    private static Arguments model(String what, Consumer<ModelProto.Builder> change, String message) {
        return arguments(what, change, message);
    }

    private static Arguments graph(String what, Consumer<GraphProto.Builder> change, String message) {
        return model(
                what,
                model -> {
                    var graph = model.getGraph().toBuilder();
                    change.accept(graph);
                    model.setGraph(graph);
                },
                message);
    }

    private static Arguments node(String what, String name, Consumer<NodeProto.Builder> change, String message) {
        return graph(
                what,
                graph -> {
                    for (int i = 0; i < graph.getNodeCount(); i++) {
                        if (graph.getNode(i).getName().equals(name)) {
                            var node = graph.getNode(i).toBuilder();
                            change.accept(node);
                            graph.setNode(i, node);
                        }
                    }
                },
                "node " + name + " " + message);
    }

    private static Arguments attribute(String what, String node, AttributeProto attribute, String message) {
        return node(what, node, n -> n.addAttribute(attribute), message);
    }

    private static Arguments replaced(String what, String node, AttributeProto attribute, String message) {
        return node(
                what,
                node,
                n -> {
                    for (int i = 0; i < n.getAttributeCount(); i++) {
                        if (n.getAttribute(i).getName().equals(attribute.getName())) {
                            n.setAttribute(i, attribute);
                        }
                    }
                },
                message);
    }

    private static Arguments tensor(String what, String name, Consumer<TensorProto.Builder> change, String message) {
        String where = message == null
                ? "node 6.dense (Gemm): expected weights for 4 inputs, received shape [5, 4]"
                : "tensor " + name + (message.startsWith(",") ? "" : ": ") + message;
        return model(what, model -> changed(model, name, change), where);
    }

    private static ModelProto.Builder changed(
            ModelProto.Builder model, String name, Consumer<TensorProto.Builder> change) {
        var graph = model.getGraph().toBuilder();
        for (int i = 0; i < graph.getInitializerCount(); i++) {
            if (graph.getInitializer(i).getName().equals(name)) {
                var tensor = graph.getInitializer(i).toBuilder();
                change.accept(tensor);
                graph.setInitializer(i, tensor);
            }
        }
        return model.setGraph(graph);
    }

    private static ValueInfoProto withDimension(GraphProto.Builder graph, Dimension.Builder dimension) {
        var input = graph.getInput(0);
        var tensor = input.getType().getTensorType();
        var shape = tensor.getShape().toBuilder().setDim(2, dimension);
        return input.toBuilder()
                .setType(input.getType().toBuilder()
                        .setTensorType(tensor.toBuilder().setShape(shape)))
                .build();
    }

    private static StringStringEntryProto entry(String key) {
        return StringStringEntryProto.newBuilder().setKey(key).build();
    }

    private static AttributeProto.Builder attribute(String name, AttributeType type) {
        return AttributeProto.newBuilder().setName(name).setType(type);
    }

    private static AttributeProto integer(String name, long value) {
        return attribute(name, AttributeType.INT).setI(value).build();
    }

    private static AttributeProto integers(String name, Long... values) {
        return attribute(name, AttributeType.INTS).addAllInts(List.of(values)).build();
    }

    private static AttributeProto integers(String name, int... values) {
        var attribute = attribute(name, AttributeType.INTS);
        for (int value : values) {
            attribute.addInts(value);
        }
        return attribute.build();
    }
}
