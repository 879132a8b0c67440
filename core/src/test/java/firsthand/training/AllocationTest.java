package firsthand.training;

import static org.assertj.core.api.Assertions.assertThat;

import firsthand.loss.CrossEntropy;
import firsthand.network.Network;
import firsthand.optimizer.Adam;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
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

    /** Of a module that this one does not read: hence by method handle. */
    private static final class AllocatedBytes {
        private final MethodHandle count;

        private AllocatedBytes() throws ReflectiveOperationException {
            var factory = Class.forName("java.lang.management.ManagementFactory");
            var bean = Class.forName("com.sun.management.ThreadMXBean");
            Object threads = factory.getMethod("getThreadMXBean").invoke(null);
            count = MethodHandles.publicLookup()
                    .findVirtual(bean, "getCurrentThreadAllocatedBytes", MethodType.methodType(long.class))
                    .bindTo(threads);
        }

        private long byThisThread() {
            try {
                return (long) count.invokeExact();
            } catch (Throwable failed) {
                throw new AssertionError(failed);
            }
        }
    }
}
