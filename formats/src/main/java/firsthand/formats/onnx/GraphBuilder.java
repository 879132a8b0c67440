package firsthand.formats.onnx;

import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import onnx.Onnx.AttributeProto;
import onnx.Onnx.GraphProto;
import onnx.Onnx.NodeProto;
import onnx.Onnx.TensorProto;
import onnx.Onnx.TensorShapeProto;
import onnx.Onnx.TypeProto;
import onnx.Onnx.ValueInfoProto;

/** A graph that is being written: its nodes and tensors in ONNX's own terms, the numbers of the tensors to follow. */
final class GraphBuilder {
    private final GraphProto.Builder graph = GraphProto.newBuilder().setName("firsthand");
    private final Map<String, AxisOrder> orders = new LinkedHashMap<>();

    void input(String name, List<Integer> extents) {
        graph.addInput(valueInfo(name, extents));
    }

    void output(String name, List<Integer> extents) {
        graph.addOutput(valueInfo(name, extents));
    }

    void node(String operator, String output, List<String> inputs, AttributeProto... attributes) {
        graph.addNode(NodeProto.newBuilder()
                .setName(output)
                .setOpType(operator)
                .addAllInput(inputs)
                .addOutput(output)
                .addAllAttribute(List.of(attributes)));
    }

    /** Lets the last node give its output under another name. */
    void renameLast(String output) {
        int last = graph.getNodeCount() - 1;
        graph.setNode(last, graph.getNode(last).toBuilder().setOutput(0, output));
    }

    /** A tensor of the network, whose numbers are to lie in this order. */
    void tensor(String name, List<Integer> extents, AxisOrder order) {
        graph.addInitializer(TensorProto.newBuilder()
                .setName(name)
                .setDataType(TensorProto.DataType.FLOAT_VALUE)
                .addAllDims(extents.stream().map(Integer::longValue).toList()));
        orders.put(name, order);
    }

    /** A single number, which is no tensor of the network. */
    void number(String name, float number) {
        var bytes = ByteBuffer.allocate(Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        graph.addInitializer(TensorProto.newBuilder()
                .setName(name)
                .setDataType(TensorProto.DataType.FLOAT_VALUE)
                .setRawData(ByteString.copyFrom(bytes.putFloat(number).flip())));
    }

    boolean uses(String operator) {
        return graph.getNodeList().stream().anyMatch(node -> node.getOpType().equals(operator));
    }

    /** How the numbers of each of the network's tensors are to lie, by the tensor's name. */
    Map<String, AxisOrder> orders() {
        return Collections.unmodifiableMap(orders);
    }

    GraphProto build() {
        return graph.build();
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
}
