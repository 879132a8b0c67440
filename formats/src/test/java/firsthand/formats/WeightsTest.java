package firsthand.formats;

import static org.assertj.core.api.Assertions.assertThat;

import firsthand.initializer.Initializer;
import firsthand.network.Network;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class WeightsTest {
    @Test
    void theChecksumIsOverWeightsBeforeBiasesInLayerOrderAsLittleEndianFloats() throws Exception {
        Initializer weights = (values, in, out, random) -> {
            for (int i = 0; i < values.length; i++) {
                values[i] = in * 10 + i;
            }
        };
        Initializer biases = (values, in, out, random) -> values[0] = -in;
        var network = Network.input(2)
                .dense(1, weights, biases)
                .relu()
                .dense(1, weights, biases)
                .build(0);

        var bytes = ByteBuffer.allocate(5 * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putFloat(20).putFloat(21).putFloat(-2).putFloat(10).putFloat(-1);
        byte[] expected = MessageDigest.getInstance("SHA-256").digest(bytes.array());

        assertThat(Weights.sha256(network)).isEqualTo(HexFormat.of().formatHex(expected));
    }

    @Test
    void theChecksumOfNoWeightsIsThatOfNoBytes() {
        assertThat(Weights.sha256(Network.input(2).relu().build(0)))
                .isEqualTo("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    }
}
