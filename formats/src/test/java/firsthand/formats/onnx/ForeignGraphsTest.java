package firsthand.formats.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import firsthand.classifier.Classifier;
import firsthand.formats.description.ModelContent;
import firsthand.layer.Kernel;
import firsthand.network.Network;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import onnx.Onnx.AttributeProto;
import onnx.Onnx.GraphProto;
import onnx.Onnx.ModelProto;
import onnx.Onnx.NodeProto;
import onnx.Onnx.TensorProto;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The many ways in which other programs write the same graph are read as the same network. */
class ForeignGraphsTest {
    @TempDir
    Path folder;

    private Classifier classifier;
    private ModelProto model;

    @BeforeEach
    void export() throws Exception {
        classifier = Classifier.of(Network.input(6, 6, 2)
                .conv2d(3, Kernel.size(3))
                .silu()
                .flatten()
                .dense(4)
                .relu()
                .dense(3)
                .build(5));
        for (var parameter : classifier.network().parameters()) {
            for (int i = 0; i < parameter.value().size(); i++) {
                parameter.value().values()[i] += 0.01f * i;
            }
        }
        Path file = folder.resolve("model.onnx");
        OnnxWriter.write(ModelContent.of(classifier, Map.of()), file);
        model = ModelProto.parseFrom(Files.readAllBytes(file)).toBuilder()
                .clearMetadataProps()
                .build();
    }

    @Test
    void weightsMayBeFloatDataDoubleDataOrRawDoubles() throws Exception {
        predictsTheSame(tensors((t, numbers) -> t.clearRawData().addAllFloatData(numbers)));
        predictsTheSame(tensors((t, numbers) -> t.clearRawData()
                .setDataType(TensorProto.DataType.DOUBLE_VALUE)
                .addAllDoubleData(numbers.stream().map(Float::doubleValue).toList())));
        predictsTheSame(tensors((t, numbers) -> {
            var raw = ByteBuffer.allocate(Double.BYTES * numbers.size()).order(ByteOrder.LITTLE_ENDIAN);
            numbers.forEach(raw::putDouble);
            t.setDataType(TensorProto.DataType.DOUBLE_VALUE).setRawData(ByteString.copyFrom(raw.flip()));
        }));
    }

    @Test
    void weightsMayBeHalfAsExact() throws Exception {
        for (var parameter : classifier.network().parameters()) {
            for (int i = 0; i < parameter.value().size(); i++) {
                float number = parameter.value().values()[i];
                parameter.value().values()[i] = Float.float16ToFloat(Float.floatToFloat16(number));
            }
        }
        predictsTheSame(tensors((t, numbers) -> {
            var raw = ByteBuffer.allocate(Short.BYTES * numbers.size()).order(ByteOrder.LITTLE_ENDIAN);
            numbers.forEach(number -> raw.putShort(Float.floatToFloat16(number)));
            t.setDataType(TensorProto.DataType.FLOAT16_VALUE).setRawData(ByteString.copyFrom(raw.flip()));
        }));
        predictsTheSame(tensors((t, numbers) -> t.clearRawData()
                .setDataType(TensorProto.DataType.FLOAT16_VALUE)
                .addAllInt32Data(numbers.stream()
                        .map(number -> Float.floatToFloat16(number) & 0xffff)
                        .toList())));
    }

    @Test
    void weightsMayBeConstantsOrIdentitiesOfThem() throws Exception {
        predictsTheSame(graph(graph -> {
            List<NodeProto> nodes = new ArrayList<>();
            for (var tensor : graph.getInitializerList()) {
                nodes.add(NodeProto.newBuilder()
                        .setOpType("Constant")
                        .addOutput("constant " + tensor.getName())
                        .addAttribute(AttributeProto.newBuilder()
                                .setName("value")
                                .setType(AttributeProto.AttributeType.TENSOR)
                                .setT(tensor.toBuilder().clearName()))
                        .build());
                nodes.add(NodeProto.newBuilder()
                        .setOpType("Identity")
                        .addInput("constant " + tensor.getName())
                        .addOutput(tensor.getName())
                        .build());
            }
            nodes.addAll(graph.getNodeList());
            graph.clearInitializer().clearNode().addAllNode(nodes);
        }));
    }

    @Test
    void aDenseLayerMayBeMatMulAndAddOrAGemmOfTransposedWeights() throws Exception {
        predictsTheSame(nodes(node -> node.getOpType().equals("Gemm")
                ? List.of(
                        NodeProto.newBuilder()
                                .setOpType("MatMul")
                                .addInput(node.getInput(0))
                                .addInput(node.getInput(1))
                                .addOutput(node.getName() + " product")
                                .build(),
                        NodeProto.newBuilder()
                                .setOpType("Add")
                                .addInput(node.getInput(2))
                                .addInput(node.getName() + " product")
                                .addOutput(node.getOutput(0))
                                .build())
                : List.of(node)));
        model = nodes(node -> node.getOpType().equals("Gemm")
                ? List.of(node.toBuilder()
                        .addAttribute(AttributeProto.newBuilder()
                                .setName("transB")
                                .setType(AttributeProto.AttributeType.INT)
                                .setI(1))
                        .build())
                : List.of(node));
        predictsTheSame(tensors((t, numbers) -> {
            if (t.getName().endsWith("dense.weight")) {
                int rows = (int) t.getDims(0);
                int columns = (int) t.getDims(1);
                t.clearRawData().setDims(0, columns).setDims(1, rows);
                for (int j = 0; j < columns; j++) {
                    for (int i = 0; i < rows; i++) {
                        t.addFloatData(numbers.get(i * columns + j));
                    }
                }
            }
        }));
    }

    @Test
    void aConvolutionMayHaveItsBiasAddedAfterwards() throws Exception {
        model = nodes(node -> node.getOpType().equals("Conv")
                ? List.of(
                        node.toBuilder()
                                .clearInput()
                                .addInput(node.getInput(0))
                                .addInput(node.getInput(1))
                                .clearOutput()
                                .addOutput("product")
                                .build(),
                        NodeProto.newBuilder()
                                .setOpType("Add")
                                .addInput("product")
                                .addInput(node.getInput(2))
                                .addOutput(node.getOutput(0))
                                .build())
                : List.of(node));
        predictsTheSame(tensors((t, numbers) -> {
            if (t.getName().equals("0.conv2d.bias")) {
                t.addDims(1).addDims(1);
            }
        }));
    }

    @Test
    void aRowMayBeMadeByReshape() throws Exception {
        for (var target : List.of(List.of(0L, -1L), List.of(-1L, 48L), List.of(0L, 48L))) {
            predictsTheSame(graph(graph -> {
                graph.addInitializer(TensorProto.newBuilder()
                        .setName("rows")
                        .setDataType(TensorProto.DataType.INT64_VALUE)
                        .addDims(2)
                        .addAllInt64Data(target));
                for (int i = 0; i < graph.getNodeCount(); i++) {
                    if (graph.getNode(i).getOpType().equals("Flatten")) {
                        graph.setNode(
                                i,
                                graph.getNode(i).toBuilder()
                                        .setOpType("Reshape")
                                        .clearAttribute()
                                        .addInput("rows"));
                    }
                }
            }));
        }
    }

    @Test
    void siluMayMultiplyInEitherOrder() throws Exception {
        predictsTheSame(nodes(node -> node.getOpType().equals("Mul")
                ? List.of(node.toBuilder()
                        .clearInput()
                        .addInput(node.getInput(1))
                        .addInput(node.getInput(0))
                        .build())
                : List.of(node)));
    }

    @Test
    void withoutSoftmaxTheOutputsAreWhatCrossEntropyTakes() throws Exception {
        predictsTheSame(graph(graph -> graph.removeNode(graph.getNodeCount() - 1)
                .setOutput(0, graph.getOutput(0).toBuilder().setName("5.dense"))));
    }

    @Test
    void anOldFileListsItsWeightsAsInputsToo() throws Exception {
        predictsTheSame(graph(graph -> graph.getInitializerList()
                .forEach(tensor -> graph.addInput(graph.getInput(0).toBuilder().setName(tensor.getName())))));
    }

    private interface Change {
        void apply(TensorProto.Builder tensor, List<Float> numbers);
    }

    private ModelProto tensors(Change change) {
        return graph(graph -> {
            for (int i = 0; i < graph.getInitializerCount(); i++) {
                var tensor = graph.getInitializer(i).toBuilder();
                var raw = tensor.getRawData()
                        .asReadOnlyByteBuffer()
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .asFloatBuffer();
                List<Float> numbers = new ArrayList<>();
                while (raw.hasRemaining()) {
                    numbers.add(raw.get());
                }
                change.apply(tensor, numbers);
                graph.setInitializer(i, tensor);
            }
        });
    }

    private interface Rewriting {
        List<NodeProto> apply(NodeProto node);
    }

    private ModelProto nodes(Rewriting rewriting) {
        return graph(graph -> {
            var nodes = graph.getNodeList().stream()
                    .flatMap(node -> rewriting.apply(node).stream())
                    .toList();
            graph.clearNode().addAllNode(nodes);
        });
    }

    private ModelProto graph(Consumer<GraphProto.Builder> change) {
        var graph = model.getGraph().toBuilder();
        change.accept(graph);
        return model.toBuilder().setGraph(graph).build();
    }

    private void predictsTheSame(ModelProto changed) throws Exception {
        Path file = Files.write(folder.resolve("changed.onnx"), changed.toByteArray());
        var examples = Stacks.examples(classifier.network(), 4, Stacks.random(3));
        var expected = classifier.predictAll(examples);
        var received = OnnxReader.read(file).classifier().predictAll(examples);
        for (int i = 0; i < expected.size(); i++) {
            for (int j = 0; j < 3; j++) {
                assertThat(received.get(i).probabilities().get(j))
                        .isEqualTo(expected.get(i).probabilities().get(j));
            }
        }
    }
}
