package firsthand.training;

import static org.assertj.core.api.Assertions.assertThat;

import firsthand.loss.CrossEntropy;
import firsthand.network.Network;
import firsthand.optimizer.Adam;
import firsthand.reference.AllocatedBytes;
import org.junit.jupiter.api.Test;

/** A training step leaves nothing for the garbage collector. */
class AllocationTest {
    /** Until the just-in-time compiler has seen to it that vectors live in registers. */
    private static final int EPOCHS = 400;

    @Test
    void aWarmTrainingStepAllocatesNothing() throws Exception {
        var allocated = new AllocatedBytes();
        var data = RealDigits.load();
        var network = Network.input(28, 28).dense(16).relu().dense(10).build(1);
        var counter = new Callback() {
            private long before;
            private long fewest = Long.MAX_VALUE;

            /** From the second step of an epoch to its last: it begins with a new order of the examples. */
            @Override
            public void onStep(Trainer trainer) {
                long step = trainer.stepsDone() % data.size();
                if (step == 2) {
                    before = allocated.byThisThread();
                } else if (step == data.size() - 1) {
                    fewest = Math.min(fewest, allocated.byThisThread() - before);
                }
            }
        };
        var training = Training.epochs(EPOCHS)
                .batchSize(1)
                .optimizer(Adam.of(1e-3))
                .threads(1)
                .callback(counter);
        new Trainer(network, new CrossEntropy(), training).fit(data);
        assertThat(counter.fewest).as("bytes in %d steps", data.size() - 3).isZero();
    }
}
