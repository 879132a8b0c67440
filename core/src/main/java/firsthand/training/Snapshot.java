package firsthand.training;

import firsthand.layer.Parameter;
import firsthand.network.Network;
import java.util.List;

/**
 * All that a network is, parameters and buffers, as it was when last taken.
 *
 * @param state what belongs to the network
 * @param copies the copy of each
 */
record Snapshot(List<Parameter> state, List<float[]> copies) {

    /** A snapshot of the network as it is. */
    static Snapshot of(Network network) {
        var state = network.state();
        return new Snapshot(
                state,
                state.stream()
                        .map(parameter -> parameter.value().values().clone())
                        .toList());
    }

    /** Takes the network as it is now. */
    void take() {
        for (int p = 0; p < copies.size(); p++) {
            float[] values = state.get(p).value().values();
            System.arraycopy(values, 0, copies.get(p), 0, values.length);
        }
    }

    /** Gives the network back what was taken. */
    void restore() {
        for (int p = 0; p < copies.size(); p++) {
            float[] values = state.get(p).value().values();
            System.arraycopy(copies.get(p), 0, values, 0, values.length);
        }
    }
}
