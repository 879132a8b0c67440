package firsthand.cli;

import firsthand.training.Trainer;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ctrl-C while training: the trainer ends after the batch under way, and the process waits until what there is has been
 * saved and this has been closed.
 */
final class Interrupt implements AutoCloseable {
    private static final int PATIENCE_SECONDS = 60;

    private final CountDownLatch saved = new CountDownLatch(1);

    private Interrupt(Trainer trainer) {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(trainer), "firsthand-interrupt"));
    }

    static Interrupt stops(Trainer trainer) {
        return new Interrupt(trainer);
    }

    private void stop(Trainer trainer) {
        trainer.requestStop();
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
