package firsthand.cli;

import firsthand.training.Trainer;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Ctrl-C while training: the trainer ends after the batch under way, and the process waits until what there is has been
 * saved and this has been closed.
 */
final class Interrupt implements AutoCloseable {
    private static final int PATIENCE_SECONDS = 60;

    private final CountDownLatch saved = new CountDownLatch(1);
    private volatile @Nullable Trainer trainer;
    private volatile boolean requested;

    private Interrupt() {}

    /** Begins to listen. */
    static Interrupt listening() {
        var interrupt = new Interrupt();
        Runtime.getRuntime().addShutdownHook(new Thread(interrupt::stop, "firsthand-interrupt"));
        return interrupt;
    }

    /** From now on this trainer is the one to stop. */
    void stops(Trainer trainer) {
        this.trainer = trainer;
        if (requested) {
            trainer.requestStop();
        }
    }

    /** Whether somebody has asked to stop. */
    boolean isRequested() {
        return requested;
    }

    private void stop() {
        requested = true;
        var trainer = this.trainer;
        if (trainer != null) {
            trainer.requestStop();
        }
        try {
            saved.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException impatient) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        saved.countDown();
    }
}
