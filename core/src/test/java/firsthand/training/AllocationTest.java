package firsthand.training;

import static org.assertj.core.api.Assertions.assertThat;

import firsthand.layer.Kernel;
import firsthand.loss.CrossEntropy;
import firsthand.network.Network;
import firsthand.optimizer.Adam;
import firsthand.reference.AllocatedBytes;
import firsthand.regularizer.WeightDecay;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A training step leaves nothing for the garbage collector. */
@Tag("allocation")
class AllocationTest {
    /** Until the just-in-time compiler has seen to it that vectors live in registers. */
    private static final int EPOCHS = 400;

    @Test
    void aWarmTrainingStepAllocatesNothing() throws Exception {
        assertAllocatesNothing(Network.input(28, 28).dense(16).relu().dense(10).build(1), EPOCHS);
    }

    @Test
    void neitherDoesOneOfManyKindsOfLayers() throws Exception {
        var network = Network.input(28, 28)
                .conv2d(8, Kernel.size(5).stride(3))
                .batchNorm()
                .relu()
                .residual(body -> body.conv2d(8, Kernel.size(3).padding(1)).batchNorm())
                .maxPool2d(2)
                .dropout(0.1)
                .dense(10)
                .build(1);
        assertAllocatesNothing(network, EPOCHS / 4);
    }

    private static void assertAllocatesNothing(Network network, int epochs) throws Exception {
        var allocated = new AllocatedBytes();
        var data = RealDigits.load();
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
        var training = Training.epochs(epochs)
                .batchSize(1)
                .optimizer(Adam.of(1e-3))
                .regularizer(new WeightDecay(0.01))
                .averaging(0.9)
                .checkpointEvery(data.size(), checkpoint -> {})
                .threads(1)
                .callback(counter);
        new Trainer(network, new CrossEntropy(), training).fit(data);
        assertThat(counter.fewest).as("bytes in %d steps", data.size() - 3).isZero();
    }
}
