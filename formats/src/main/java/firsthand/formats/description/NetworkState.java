package firsthand.formats.description;

import firsthand.formats.file.Sha256;
import firsthand.network.Network;
import firsthand.tensor.Tensor;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.LinkedHashMap;
import java.util.Map;

/** The parameters and buffers of a network: as tensors with names, and as bytes. */
public final class NetworkState {
    private static final int CHUNK = 1 << 16;

    private NetworkState() {}

    /** Every parameter and buffer under the name of its tensor, in layer order, weights before biases. */
    public static Map<String, Tensor> tensors(Network network) {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        for (int i = 0; i < network.layers().size(); i++) {
            var layer = network.layers().get(i);
            for (var parameter : layer.parameters()) {
                tensors.put(LayerDescription.tensorName(i, layer.type(), parameter.name()), parameter.value());
            }
            for (var buffer : layer.buffers()) {
                tensors.put(LayerDescription.tensorName(i, layer.type(), buffer.name()), buffer.value());
            }
        }
        return tensors;
    }

    /** The SHA-256 of {@link #write}, as lower-case hexadecimal digits. */
    public static String sha256(Network network) {
        return Sha256.of(out -> write(network, out));
    }

    /** Layer by layer the parameters, weights before biases, then the buffers: row-major, as little-endian float32. */
    public static void write(Network network, OutputStream out) throws IOException {
        for (var parameter : network.state()) {
            write(parameter.value().values(), out);
        }
    }

    /** Numbers as little-endian float32. */
    public static void write(float[] values, OutputStream out) throws IOException {
        var chunk = ByteBuffer.allocate(CHUNK).order(ByteOrder.LITTLE_ENDIAN);
        var floats = chunk.asFloatBuffer();
        for (int at = 0; at < values.length; at += floats.capacity()) {
            int count = Math.min(floats.capacity(), values.length - at);
            floats.put(0, values, at, count);
            out.write(chunk.array(), 0, count * Float.BYTES);
        }
    }
}
