package firsthand.reference;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/**
 * How much this thread has allocated. The count comes from a module that the library does not read: hence by method
 * handle.
 */
public final class AllocatedBytes {
    private static final long PATIENCE = 30_000_000_000L;
    private static final int CALLS = 200;

    private final MethodHandle count;

    /** A counter for whichever thread asks. */
    public AllocatedBytes() throws ReflectiveOperationException {
        var factory = Class.forName("java.lang.management.ManagementFactory");
        var bean = Class.forName("com.sun.management.ThreadMXBean");
        Object threads = factory.getMethod("getThreadMXBean").invoke(null);
        count = MethodHandles.publicLookup()
                .findVirtual(bean, "getCurrentThreadAllocatedBytes", MethodType.methodType(long.class))
                .bindTo(threads);
    }

    /** Bytes since the thread began. */
    public long byThisThread() {
        try {
            return (long) count.invokeExact();
        } catch (Throwable failed) {
            throw new AssertionError(failed);
        }
    }

    /**
     * The fewest bytes that a row of calls allocates, once the just-in-time compiler has seen to it that vectors live in
     * registers: 0 as soon as that has happened, and if it never does, what is left after half a minute.
     */
    public long onceWarm(Runnable call) {
        return onceWarm(call, 0);
    }

    /** The same for calls of which each may allocate so many bytes: beyond that, how many a row of calls allocates. */
    public long onceWarm(Runnable call, long allowed) {
        long fewest = Long.MAX_VALUE;
        long start = System.nanoTime();
        while (fewest > 0 && System.nanoTime() - start < PATIENCE) {
            long before = byThisThread();
            for (int i = 0; i < CALLS; i++) {
                call.run();
            }
            fewest = Math.min(fewest, Math.max(0, byThisThread() - before - CALLS * allowed));
        }
        return fewest;
    }
}
