package firsthand.training;

import firsthand.network.Network;

/**
 * Keeps the weights that did best on the validation examples, and tells when waiting for better ones has lost its
 * point: after {@code patience} reports without any. (Prechelt, "Early stopping - but when?", 1998, class UP.)
 */
final class EarlyStopping {
    private final Network network;
    private final int patience;
    private final Snapshot best;
    private double bestLoss = Double.POSITIVE_INFINITY;
    private long reportsSince;

    EarlyStopping(Network network, int patience) {
        this.network = network;
        this.patience = patience;
        best = Snapshot.of(network);
    }

    /** Sees the validation loss of the network as it is. */
    void observe(double loss) {
        reportsSince++;
        if (loss < bestLoss) {
            bestLoss = loss;
            reportsSince = 0;
            best.take();
        }
    }

    /** Whether it is time to stop. */
    boolean isDue() {
        return reportsSince >= patience;
    }

    /** Says what has to be remembered. */
    void describe(TrainingState state) {
        state.count("earlyStopping.reportsSince", () -> reportsSince, value -> reportsSince = value);
        state.measure("earlyStopping.bestLoss", () -> bestLoss, value -> bestLoss = value);
        state.tensors("best", network, best.copies());
    }

    /** Gives the network its best weights, if there have been any. */
    void restore() {
        if (bestLoss < Double.POSITIVE_INFINITY) {
            best.restore();
        }
    }
}
