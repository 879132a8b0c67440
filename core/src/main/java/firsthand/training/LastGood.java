package firsthand.training;

import firsthand.network.Network;

/**
 * A copy of the weights that were last seen to give a finite loss, in case a later step spoils them. Taken at every
 * step where that costs little beside the step's own work, else every few.
 */
final class LastGood {
    private final Snapshot snapshot;
    private final long every;
    private long step;

    LastGood(Network network, int batchSize) {
        snapshot = Snapshot.of(network);
        every = 1 + network.parameterCount() / (16L * batchSize);
    }

    /** Training is about to begin, or to go on, with the weights of step {@code step}: there are no better ones yet. */
    void begin(long step) {
        this.step = step;
        snapshot.take();
    }

    /** The weights, trained for {@code step} steps, have just given a finite loss. */
    void seen(long step) {
        if (step % every == 0) {
            this.step = step;
            snapshot.take();
        }
    }

    /** Gives the network its good weights back; returns how many steps they had been trained for. */
    long restore() {
        snapshot.restore();
        return step;
    }
}
