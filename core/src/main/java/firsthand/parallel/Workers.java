package firsthand.parallel;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A team of threads, the caller among them, that does one task at a time.
 *
 * <p>A task comes in parts, more than there are members; each member takes the next part that nobody has taken, until
 * none is left. So a member whose processor is busy with something else holds nobody up but for the part it is at, and
 * which member does which part makes no difference to the result.
 *
 * <p>A training step has several tasks of some ten microseconds each, so members wait for the next one awake for a
 * while before they sleep. With more members than processors they sleep at once.
 */
public final class Workers implements AutoCloseable {
    private static final int SPINS = 5_000;
    private static final int MOST_PARTS = (1 << 20) - 1;

    private final Member[] members;
    private final int spins;

    /**
     * The task's number (24 bits), its number of parts (20 bits), and the next part to take (20 bits), in one word: who
     * takes a part by moving this word on has taken it of that very task, which cannot end before the part is done.
     */
    private final AtomicLong progress = new AtomicLong();

    private final AtomicInteger partsLeft = new AtomicInteger();
    private Task task = (part, parts) -> {};
    private volatile @Nullable Throwable failure;
    private volatile boolean closed;

    /** Work that comes in parts. */
    public interface Task {
        /** Does part {@code part} of {@code parts}. */
        void run(int part, int parts);
    }

    /**
     * A team of {@code threads} members.
     *
     * @throws IllegalArgumentException if that is below 1
     */
    public Workers(int threads) {
        if (threads < 1) {
            throw new IllegalArgumentException("threads: expected 1 or more, received " + threads);
        }
        spins = threads <= Runtime.getRuntime().availableProcessors() ? SPINS : 0;
        members = new Member[threads - 1];
        for (int i = 0; i < members.length; i++) {
            members[i] = new Member("firsthand-worker-" + (i + 1));
            members[i].start();
        }
    }

    /** The number of members, the caller included. */
    public int count() {
        return members.length + 1;
    }

    /**
     * A number of parts that lets members share uneven work: two for each, or one where there is nobody to share with.
     */
    public int parts() {
        return members.length == 0 ? 1 : 2 * count();
    }

    /**
     * Has the team do {@code parts} parts of a task, and returns when all are done. What a member throws is thrown
     * here; the other parts are done all the same.
     *
     * @throws IllegalArgumentException if there is not at least one part, or far too many
     */
    public void run(int parts, Task task) {
        if (parts < 1 || parts > MOST_PARTS) {
            throw new IllegalArgumentException(
                    "parts: expected a number from 1 to " + MOST_PARTS + ", received " + parts);
        }
        this.task = task;
        partsLeft.set(parts);
        progress.set(((progress.get() >>> 40) + 1) << 40 | (long) parts << 20);
        for (int i = 0; i < Math.min(members.length, parts - 1); i++) {
            if (members[i].asleep) {
                LockSupport.unpark(members[i]);
            }
        }
        takeParts();
        for (int waited = 0; partsLeft.get() > 0; waited++) {
            if (waited < spins) {
                Thread.onSpinWait();
            } else {
                Thread.yield();
            }
        }
        rethrow();
    }

    private void takeParts() {
        long seen = progress.get();
        while (next(seen) < parts(seen)) {
            if (progress.compareAndSet(seen, seen + 1)) {
                try {
                    task.run(next(seen), parts(seen));
                } catch (Throwable thrown) {
                    failure = thrown;
                } finally {
                    partsLeft.decrementAndGet();
                }
            }
            seen = progress.get();
        }
    }

    private static int next(long progress) {
        return (int) progress & MOST_PARTS;
    }

    private static int parts(long progress) {
        return (int) (progress >>> 20) & MOST_PARTS;
    }

    private void rethrow() {
        var thrown = failure;
        failure = null;
        switch (thrown) {
            case null -> {}
            case Error error -> throw error;
            case RuntimeException exception -> throw exception;
            default -> throw new IllegalStateException(thrown);
        }
    }

    /** Ends the team's threads. */
    @Override
    public void close() {
        closed = true;
        for (var member : members) {
            LockSupport.unpark(member);
        }
    }

    private final class Member extends Thread {
        private volatile boolean asleep;

        private Member(String name) {
            super(name);
            setDaemon(true);
        }

        @Override
        public void run() {
            while (awaitParts()) {
                takeParts();
            }
        }

        private boolean hasParts() {
            long seen = progress.get();
            return next(seen) < parts(seen);
        }

        /** Waits until there is a part to take; false if there will be none. */
        private boolean awaitParts() {
            for (int waited = 0; !hasParts(); waited++) {
                if (closed) {
                    return false;
                }
                if (waited < spins) {
                    Thread.onSpinWait();
                } else {
                    asleep = true;
                    if (!hasParts() && !closed) {
                        LockSupport.park(this);
                    }
                    asleep = false;
                }
            }
            return true;
        }
    }
}
