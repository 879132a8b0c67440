package firsthand.playground.server;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * The clients that watch, and the one snapshot there is for them all: the newest.
 *
 * <p>Whoever publishes never waits. A client whose connection is slow is given, when it is ready for one, the snapshot of
 * that moment and misses those between; so it holds one at most, however long it stalls.
 */
final class Audience {
    /** Clients that watch at the same time. */
    static final int SEATS = 64;

    /** What a seat is given when there is no more to come. */
    static final byte[] END = {};

    private static final long HEARTBEAT_NANOS = TimeUnit.SECONDS.toNanos(15);
    private static final long STALLED_NANOS = TimeUnit.SECONDS.toNanos(30);
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final int GLANCE_MILLIS = 20;

    /** A comment of the event stream: a client passes over it, a connection that is gone is found out by it. */
    private static final byte[] HEARTBEAT = ":\n\n".getBytes(StandardCharsets.UTF_8);

    private static final long NONE = Long.MIN_VALUE;

    // All guarded by this.
    private final Set<Seat> seats = new HashSet<>();
    private byte[] newest = END;
    private long version = NONE;
    private long heartbeats;
    private boolean closed;

    /** Whether this version is new, and somebody waits for it: who is still being written to needs none made. */
    synchronized boolean lacks(long version) {
        return version != this.version && seats.stream().anyMatch(seat -> !seat.writing);
    }

    /** Replaces the newest snapshot, one line of JSON. */
    synchronized void publish(long version, String snapshot) {
        newest = ("data: " + snapshot + "\n\n").getBytes(StandardCharsets.UTF_8);
        this.version = version;
        notifyAll();
    }

    /**
     * Takes a seat for the thread that asks.
     *
     * @throws Refusal if there is none left, nor one whose client is gone or has stalled for long
     */
    synchronized Seat join() throws Refusal, InterruptedException {
        long began = System.nanoTime();
        while (seats.size() >= SEATS && System.nanoTime() - began < PATIENCE_NANOS) {
            seats.forEach(Seat::leaveIfStalled);
            heartbeats++;
            notifyAll();
            wait(GLANCE_MILLIS);
        }
        if (closed || seats.size() >= SEATS) {
            throw new Refusal(503, "events: expected at most " + SEATS + " pages that watch, received one more");
        }
        var seat = new Seat();
        seats.add(seat);
        return seat;
    }

    /** Ends every stream. */
    synchronized void close() {
        closed = true;
        notifyAll();
    }

    private synchronized void leave(Seat seat) {
        seats.remove(seat);
        if (seats.isEmpty()) { // or the next to come would first be shown something old
            newest = END;
            version = NONE;
        }
        notifyAll();
    }

    /** One client's place, used by the thread that writes to that client. */
    final class Seat implements AutoCloseable {
        private final Thread thread = Thread.currentThread();
        private long seen = NONE;
        private long heard = heartbeats;
        private boolean writing;
        private long writingSince;

        private Seat() {}

        /**
         * Waits for something to write: the newest snapshot if it is new to this client, a heartbeat after a long
         * silence, and {@link #END} when all is over.
         */
        byte[] next() throws InterruptedException {
            synchronized (Audience.this) {
                writing = false;
                awaitNews();
                writing = true;
                writingSince = System.nanoTime();
                heard = heartbeats;
                if (closed) {
                    return END;
                }
                if (!hasNews()) {
                    return HEARTBEAT;
                }
                seen = version;
                return newest;
            }
        }

        private void awaitNews() throws InterruptedException {
            long end = System.nanoTime() + HEARTBEAT_NANOS;
            while (!closed && !hasNews() && heard == heartbeats && end - System.nanoTime() > 0) {
                Audience.this.wait(1 + TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime()));
            }
        }

        private boolean hasNews() {
            return version != NONE && version != seen;
        }

        /** Interrupting a thread closes the connection that it writes to. */
        private void leaveIfStalled() {
            if (writing && System.nanoTime() - writingSince > STALLED_NANOS) {
                thread.interrupt();
            }
        }

        @Override
        public void close() {
            leave(this);
        }
    }
}
