package firsthand.playground.look;

import firsthand.network.Network;
import java.util.List;

/** The gradients that a network's parameters held, kept while somebody else computes others into them. */
record Gradients(Network network, List<float[]> kept) {

    static Gradients of(Network network) {
        return new Gradients(
                network,
                network.parameters().stream()
                        .map(parameter -> parameter.gradient().values().clone())
                        .toList());
    }

    void restore() {
        var parameters = network.parameters();
        for (int i = 0; i < kept.size(); i++) {
            float[] gradient = parameters.get(i).gradient().values();
            System.arraycopy(kept.get(i), 0, gradient, 0, gradient.length);
        }
    }
}
