package firsthand.playground.server;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/** An engine that counts: {@code do=play} makes it work, {@code do=wait} blocks it until it is released. */
final class FakeEngine implements Engine {
    final List<String> commands = new CopyOnWriteArrayList<>();
    final CountDownLatch waiting = new CountDownLatch(1);
    final CountDownLatch release = new CountDownLatch(1);

    /** What every snapshot carries along, to be large. */
    volatile String ballast = "";

    volatile long steps;
    volatile long snapshots;
    volatile Thread owner;
    private boolean playing;
    private long version;

    @Override
    public String handle(String form) {
        own();
        commands.add(form);
        version++;
        switch (form) {
            case "do=play" -> playing = true;
            case "do=pause" -> playing = false;
            case "do=break" -> throw new IllegalStateException("secret of the engine");
            case "do=wait" -> await();
            default -> {}
        }
        return "{\"commands\":" + commands.size() + "}";
    }

    private void await() {
        waiting.countDown();
        try {
            release.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean work(long nanoseconds) {
        own();
        if (playing) {
            long end = System.nanoTime() + nanoseconds / 10;
            while (System.nanoTime() < end) {
                Thread.onSpinWait();
            }
            steps++;
            version++;
        }
        return playing;
    }

    @Override
    public String snapshot() {
        own();
        snapshots++;
        if (ballast.equals("break")) {
            throw new IllegalStateException("secret of the engine");
        }
        return "{\"step\":" + steps + ",\"commands\":" + commands.size() + ",\"ballast\":\"" + ballast + "\"}";
    }

    @Override
    public long version() {
        own();
        return version;
    }

    /** Notes the first thread that calls, and refuses every other. */
    private void own() {
        if (owner == null) {
            owner = Thread.currentThread();
        }
        if (owner != Thread.currentThread()) {
            throw new IllegalStateException("called by two threads");
        }
    }
}
