package firsthand.parallel;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A team of threads, the caller among them, that does one piece of work at a time and waits for its last member.
 *
 * <p>A training step has several pieces of some ten microseconds each, so members wait for the next one awake for a while (about as long
 * as going to sleep and waking up would take) before they sleep. With more members than processors they sleep at once.
 */
public final class Workers implements AutoCloseable {
    private static final int SPINS = 5_000;

    private final Member[] members;
    private final int spins;
    private final AtomicInteger busy = new AtomicInteger();
    private Task task = (worker, workers) -> {};
    private volatile int round;
    private volatile boolean closed;
    private volatile @Nullable Throwable failure;

    /** Work that every member does its part of. */
    public interface Task {
        /** Does part {@code worker} of {@code workers}. */
        void run(int worker, int workers);
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

    /** Has every member do its part, and returns when all have. What a member throws is thrown here. */
    public void run(Task task) {
        this.task = task;
        busy.set(members.length);
        round++;
        for (var member : members) {
            if (member.asleep) {
                LockSupport.unpark(member);
            }
        }
        try {
            task.run(0, count());
        } catch (RuntimeException | Error thrown) {
            failure = thrown;
        }
        for (int waited = 0; busy.get() > 0; waited++) {
            if (waited < spins) {
                Thread.onSpinWait();
            } else {
                Thread.yield();
            }
        }
        rethrow();
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
        private final int number;
        private volatile boolean asleep;

        private Member(int number) {
            super("firsthand-worker-" + number);
            this.number = number;
            setDaemon(true);
        }

        @Override
        public void run() {
            int done = 0;
            while (awaitRound(done)) {
                done++;
                try {
                    task.run(number, count());
                } catch (Throwable thrown) {
                    failure = thrown;
                } finally {
                    busy.decrementAndGet();
                }
            }
        }

        /** Waits for a round after {@code done}; false if there will be none. */
        private boolean awaitRound(int done) {
            for (int waited = 0; round == done; waited++) {
                if (closed) {
                    return false;
                }
                if (waited < spins) {
                    Thread.onSpinWait();
                } else {
                    asleep = true;
                    if (round == done && !closed) {
                        LockSupport.park(this);
                    }
                    asleep = false;
                }
            }
            return true;
        }
    }
}
