package firsthand.playground.server;

import java.util.Objects;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The one thread that owns the engine: it obeys commands, works, and publishes, in turn.
 *
 * <p>Commands wait in a queue of bounded length, and whoever sent one waits for its reply; nobody waits for a client.
 */
final class EngineLoop implements AutoCloseable {
    /** Commands that may wait at the same time. */
    static final int QUEUE = 256;

    /** How long to work, or to obey, before looking for the other. */
    private static final long SLICE_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

    /** How long to wait for a command when there is nothing else to do, and between two snapshots at least. */
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    /** After a snapshot, this many times as long without one as it took: so it costs training a fiftieth at most. */
    private static final long REST = 50;

    private static final long PATIENCE_MILLIS = 5_000;

    private record Command(String form, CompletableFuture<String> reply) {
        void obey(Engine engine) {
            try {
                reply.complete(engine.handle(form));
            } catch (RuntimeException | Error broken) {
                reply.completeExceptionally(broken);
            }
        }
    }

    private final BlockingQueue<Command> commands = new ArrayBlockingQueue<>(QUEUE);
    private final Supplier<? extends Engine> engines;
    private final Audience audience;
    private final Thread thread;
    private volatile boolean closed;
    // Used by the thread alone: when to tell next, and of what version nothing could be told.
    private long nextSnapshot = System.nanoTime();
    private long failed = -1;

    private EngineLoop(Supplier<? extends Engine> engines, Audience audience) {
        this.engines = engines;
        this.audience = audience;
        this.thread = Thread.ofPlatform()
                .name("firsthand-playground")
                .daemon() // training must not keep a process alive that wants to end
                .unstarted(this::run);
    }

    /** Begins; the engine is made by the thread that will own it. */
    static EngineLoop start(Supplier<? extends Engine> engines, Audience audience) {
        var loop = new EngineLoop(engines, audience);
        loop.thread.start();
        return loop;
    }

    /**
     * Has the engine obey a command, and waits for its reply.
     *
     * @throws Refusal if too many commands wait already, or the engine broke
     */
    String handle(String form) throws Refusal, InterruptedException {
        var command = new Command(form, new CompletableFuture<>());
        if (closed || !commands.offer(command)) {
            throw new Refusal(503, "commands: expected at most " + QUEUE + " that wait, received one more");
        }
        if (closed) {
            refuseAll(); // the thread may have looked for the last time before this command came
        }
        try {
            return command.reply.get();
        } catch (ExecutionException broken) {
            Throwable cause = Objects.requireNonNullElse(broken.getCause(), broken);
            throw new Refusal(500, "engine: failed with " + cause.getClass().getSimpleName());
        }
    }

    private void run() {
        try {
            var engine = engines.get();
            boolean busy = false;
            while (!closed) {
                obey(engine, busy);
                busy = work(engine);
                publish(engine);
            }
        } catch (InterruptedException stopped) {
            // Nobody interrupts this thread but to end it.
        } finally {
            closed = true;
            refuseAll();
        }
    }

    private void refuseAll() {
        for (var command = commands.poll(); command != null; command = commands.poll()) {
            command.reply.completeExceptionally(new IllegalStateException("the playground ends"));
        }
    }

    private void obey(Engine engine, boolean busy) throws InterruptedException {
        @Nullable Command command = busy ? commands.poll() : commands.poll(PAUSE_NANOS, TimeUnit.NANOSECONDS);
        long began = System.nanoTime();
        while (command != null) {
            command.obey(engine);
            command = System.nanoTime() - began < SLICE_NANOS ? commands.poll() : null;
        }
    }

    /** A failure of the engine ends what it was doing, but not the playground. */
    private static boolean work(Engine engine) {
        try {
            return engine.work(SLICE_NANOS);
        } catch (RuntimeException | OutOfMemoryError broken) {
            System.getLogger("firsthand.playground").log(System.Logger.Level.ERROR, "training stopped by " + broken);
            engine.handle("do=pause");
            return false;
        }
    }

    private void publish(Engine engine) {
        long now = System.nanoTime();
        long version = engine.version();
        if (now - nextSnapshot >= 0 && version != failed && audience.lacks(version)) {
            try {
                audience.publish(version, engine.snapshot());
            } catch (RuntimeException | OutOfMemoryError broken) {
                failed = version;
                System.getLogger("firsthand.playground").log(System.Logger.Level.ERROR, "no snapshot: " + broken);
            }
            long took = System.nanoTime() - now;
            nextSnapshot = now + Math.max(PAUSE_NANOS, REST * took);
        }
    }

    /** Ends the thread after what it is at; commands that wait are not obeyed. */
    @Override
    public void close() {
        closed = true;
        try {
            thread.join(PATIENCE_MILLIS);
        } catch (InterruptedException impatient) {
            Thread.currentThread().interrupt();
        }
    }
}
