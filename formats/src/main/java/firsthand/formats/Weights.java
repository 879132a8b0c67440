package firsthand.formats;

import firsthand.formats.description.NetworkState;
import firsthand.network.Network;

/**
 * The weights of a network as bytes: all parameters in layer order, weights before biases, row-major, as little-endian
 * float32. What a layer keeps beside its parameters, such as running means, follows them.
 */
public final class Weights {
    private Weights() {}

    /**
     * The SHA-256 of all weights: two networks that agree in it have the same weights to the bit.
     *
     * @return 64 lower-case hexadecimal digits
     */
    public static String sha256(Network network) {
        return NetworkState.sha256(network);
    }
}
