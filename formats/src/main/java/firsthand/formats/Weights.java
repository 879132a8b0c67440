package firsthand.formats;

import firsthand.network.Network;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.DigestOutputStream;
import java.util.HexFormat;

/**
 * The weights of a network as bytes: all parameters in layer order, weights before biases, row-major, as little-endian
 * float32. What a layer keeps beside its parameters, such as running means, follows them.
 */
public final class Weights {
    private static final int CHUNK = 1 << 16;

    private Weights() {}

    /**
     * The SHA-256 of all weights: two networks that agree in it have the same weights to the bit.
     *
     * @return 64 lower-case hexadecimal digits
     */
    public static String sha256(Network network) {
        var digest = Sha256.digest();
        try (var out = new DigestOutputStream(OutputStream.nullOutputStream(), digest)) {
            write(network, out);
        } catch (IOException impossible) {
            throw new UncheckedIOException("nothing is written anywhere", impossible);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    static void write(Network network, OutputStream out) throws IOException {
        var chunk = ByteBuffer.allocate(CHUNK).order(ByteOrder.LITTLE_ENDIAN);
        var floats = chunk.asFloatBuffer();
        for (var parameter : network.state()) {
            float[] values = parameter.value().values();
            for (int at = 0; at < values.length; at += floats.capacity()) {
                int count = Math.min(floats.capacity(), values.length - at);
                floats.put(0, values, at, count);
                out.write(chunk.array(), 0, count * Float.BYTES);
            }
        }
    }
}
