package firsthand.parallel;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A team of threads, the caller among them, that does one task at a time.
 *
 * <p>A task comes in parts, more than there are members. Each member begins with its own share of them, the same from
 * task to task, so that what it wrote is still in its processor's cache when it needs it next; whoever is done takes
 * parts that others have not come to. So a member whose processor is busy with something else holds nobody up but for
 * the part it is at, and which member does which part makes no difference to the result.
 *
 * <p>A training step has several tasks of some ten microseconds each, so members wait for the next one awake for a
 * while before they sleep. With more members than processors they sleep at once.
 */
public final class Workers implements AutoCloseable {
    private static final int SPINS = 5_000;
    private static final int PARTS_BITS = 20;
    private static final int MOST_PARTS = (1 << PARTS_BITS) - 1;

    private final Member[] members;
    private final int spins;

    /** The task's number, counted from 1, and its number of parts, in one word. */
    private final AtomicLong current = new AtomicLong();

    /**
     * For each part the number of the last task of which it was taken. A task does not end before all of its parts are
     * done, so who moves a part on to a task's number has taken it of that very task, however late he comes.
     */
    private volatile AtomicLongArray taken = new AtomicLongArray(64);

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
            members[i] = new Member(i + 1);
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
        if (parts > taken.length()) {
            taken = allTaken(2 * parts, current.get() >>> PARTS_BITS);
        }
        this.task = task;
        partsLeft.set(parts);
        current.set(((current.get() >>> PARTS_BITS) + 1) << PARTS_BITS | parts);
        for (int i = 0; i < Math.min(members.length, parts - 1); i++) {
            if (members[i].asleep) {
                LockSupport.unpark(members[i]);
            }
        }
        takeParts(0, current.get());
        for (int waited = 0; partsLeft.get() > 0; waited++) {
            if (waited < spins) {
                Thread.onSpinWait();
            } else {
                Thread.yield();
            }
        }
        rethrow();
    }

    /** Parts as the task of that number leaves them: whoever is late finds none to take. */
    private static AtomicLongArray allTaken(int parts, long number) {
        var taken = new AtomicLongArray(parts);
        for (int part = 0; part < parts; part++) {
            taken.setPlain(part, number);
        }
        return taken;
    }

    private void takeParts(int member, long job) {
        long number = job >>> PARTS_BITS;
        int parts = (int) job & MOST_PARTS;
        int first = (int) ((long) parts * member / count());
        var taken = this.taken;
        for (int i = 0; i < parts; i++) {
            int part = first + i < parts ? first + i : first + i - parts;
            long last = taken.get(part);
            if (last < number && taken.compareAndSet(part, last, number)) {
                take(part, parts);
            }
        }
    }

    private void take(int part, int parts) {
        try {
            task.run(part, parts);
        } catch (Throwable thrown) {
            failure = thrown;
        } finally {
            partsLeft.decrementAndGet();
        }
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
        private final int index;
        private volatile boolean asleep;
        private long done;

        private Member(int index) {
            super("firsthand-worker-" + index);
            this.index = index;
            setDaemon(true);
        }

        @Override
        public void run() {
            while (awaitTask()) {
                done = current.get();
                takeParts(index, done);
            }
        }

        /** Waits until there is a task it has not seen; false if there will be none. */
        private boolean awaitTask() {
            for (int waited = 0; current.get() == done; waited++) {
                if (closed) {
                    return false;
                }
                if (waited < spins) {
                    Thread.onSpinWait();
                } else {
                    asleep = true;
                    if (current.get() == done && !closed) {
                        LockSupport.park(this);
                    }
                    asleep = false;
                }
            }
            return true;
        }
    }
}
