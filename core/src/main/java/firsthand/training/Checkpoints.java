package firsthand.training;

import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * How often a training hands out checkpoints, and to whom.
 *
 * @param every how many steps lie between two
 * @param sink who keeps them
 */
record Checkpoints(long every, Checkpoint.Sink sink) {

    /** @throws IllegalArgumentException if every is below 1 */
    Checkpoints {
        if (every < 1) {
            throw new IllegalArgumentException("checkpoints: expected one every 1 step or more, received " + every);
        }
    }

    /** Whether one is to be taken after {@code step} steps, even if training goes on. */
    boolean isDueAfter(long step) {
        return step % every == 0;
    }

    void save(Checkpoint checkpoint) {
        try {
            sink.save(checkpoint);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
