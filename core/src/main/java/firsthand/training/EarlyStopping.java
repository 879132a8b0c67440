package firsthand.training;

import firsthand.layer.Parameter;
import firsthand.network.Network;
import java.util.List;

/**
 * Keeps the weights that did best on the validation examples, and tells when waiting for better ones has lost its
 * point: after {@code patience} reports without any. (Prechelt, "Early stopping - but when?", 1998, class UP.)
 */
final class EarlyStopping {
    private final int patience;
    private final List<Parameter> state;
    private final List<float[]> best;
    private double bestLoss = Double.POSITIVE_INFINITY;
    private int reportsSince;

    EarlyStopping(Network network, int patience) {
        this.patience = patience;
        state = network.state();
        best = state.stream()
                .map(parameter -> parameter.value().values().clone())
                .toList();
    }

    /** Sees the validation loss of the network as it is. */
    void observe(double loss) {
        reportsSince++;
        if (loss < bestLoss) {
            bestLoss = loss;
            reportsSince = 0;
            for (int p = 0; p < best.size(); p++) {
                float[] w = state.get(p).value().values();
                System.arraycopy(w, 0, best.get(p), 0, w.length);
            }
        }
    }

    /** Whether it is time to stop. */
    boolean isDue() {
        return reportsSince >= patience;
    }

    /** Gives the network its best weights, if there have been any. */
    void restore() {
        for (int p = 0; p < best.size() && bestLoss < Double.POSITIVE_INFINITY; p++) {
            System.arraycopy(best.get(p), 0, state.get(p).value().values(), 0, best.get(p).length);
        }
    }
}
