package firsthand.formats.onnx;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import firsthand.data.AtomicFile;
import firsthand.formats.description.ModelContent;
import firsthand.formats.description.NetworkState;
import firsthand.network.Network;
import firsthand.tensor.Tensor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Map;
import onnx.Onnx.ModelProto;
import org.jspecify.annotations.Nullable;

/**
 * From a model to an ONNX file, which any program that runs ONNX can predict with.
 *
 * <p>The graph takes {@code input}, float32 of shape batch x channels x height x width where it begins with a
 * convolution or pooling, else batch x the extents of an example; it gives {@code probabilities}, batch x classes. The
 * metadata beside it are those of the native format, so that {@link OnnxReader} gets the same model back to the bit.
 * (ONNX, "Open Neural Network Exchange intermediate representation specification"; github.com/onnx/onnx, docs/IR.md.)
 */
public final class OnnxWriter {
    private OnnxWriter() {}

    /**
     * Writes {@code path}, which appears whole or not at all; the same model makes the same bytes.
     *
     * @throws IllegalArgumentException if ONNX has no operators for the network, or the file could not be read back;
     * nothing is written then
     */
    public static void write(ModelContent model, Path path) throws IOException {
        var graph = new OnnxGraph(model.classifier());
        var structure = graph.model(model.metadata());
        OnnxStructure.problem(structure.toByteArray()).ifPresent(problem -> {
            throw new IllegalArgumentException("ONNX: expected " + problem.expected() + ", received "
                    + problem.received() + "; the file could not be read back: leave out some of its provenance");
        });
        var whole = withNumbers(structure, graph.orders(), model.classifier().network());
        AtomicFile.write(path, out -> {
            // The graph last, so that a file that is cut off anywhere has lost a part of it.
            whole.toBuilder().clearGraph().build().writeTo(out);
            ModelProto.newBuilder().setGraph(whole.getGraph()).build().writeTo(out);
        });
    }

    private static ModelProto withNumbers(ModelProto structure, Map<String, AxisOrder> orders, Network network) {
        var tensors = NetworkState.tensors(network);
        var graph = structure.getGraph().toBuilder();
        var initializers = structure.getGraph().getInitializerList();
        for (int i = 0; i < initializers.size(); i++) {
            @Nullable Tensor tensor = tensors.get(initializers.get(i).getName());
            @Nullable AxisOrder order = orders.get(initializers.get(i).getName());
            if (tensor != null && order != null) {
                graph.setInitializer(
                        i, initializers.get(i).toBuilder().setRawData(bytes(order.toFile(tensor.values()))));
            }
        }
        return structure.toBuilder().setGraph(graph).build();
    }

    private static ByteString bytes(float[] numbers) {
        byte[] bytes = new byte[Math.multiplyExact(Float.BYTES, numbers.length)];
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().put(numbers);
        return UnsafeByteOperations.unsafeWrap(bytes);
    }
}
