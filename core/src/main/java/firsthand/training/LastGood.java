package firsthand.training;

import firsthand.layer.Parameter;
import firsthand.network.Network;
import java.util.List;

/**
 * A copy of the weights that were last seen to give a finite loss, in case a later step spoils them. Taken at every
 * step where that costs little beside the step's own work, else every few.
 */
final class LastGood {
    private final List<Parameter> parameters;
    private final List<float[]> copies;
    private final long every;
    private long step = -1;

    LastGood(Network network, int batchSize) {
        parameters = network.state();
        copies = parameters.stream()
                .map(parameter -> parameter.value().values().clone())
                .toList();
        every = 1 + network.parameterCount() / (16L * batchSize);
    }

    /** The weights, trained for {@code step} steps, have just given a finite loss. */
    void seen(long step) {
        if (this.step >= 0 && step % every != 0) {
            return;
        }
        this.step = step;
        for (int p = 0; p < copies.size(); p++) {
            float[] values = parameters.get(p).value().values();
            System.arraycopy(values, 0, copies.get(p), 0, values.length);
        }
    }

    /** Gives the network its good weights back; returns how many steps they had been trained for. */
    long restore() {
        for (int p = 0; p < copies.size(); p++) {
            float[] values = parameters.get(p).value().values();
            System.arraycopy(copies.get(p), 0, values, 0, values.length);
        }
        return Math.max(step, 0);
    }
}
