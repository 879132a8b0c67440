package firsthand.fuzz;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Reads inputs on a thread of its own, which can be given up, and measures what that takes.
 *
 * <p>The bytes are those that all threads of the process allocate in the meantime, so that threads of the reader's own are
 * counted, even when they have ended: nothing else is to run beside it.
 */
final class Meter implements AutoCloseable {
    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final Path file;
    private final FileChannel channel;
    private Thread reader = Thread.currentThread();
    private ExecutorService executor;

    /**
     * A meter.
     *
     * @param file where inputs are put to be read; it is overwritten, and gone in the end
     */
    Meter(Path file) throws IOException {
        this.file = file;
        channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        executor = newExecutor();
    }

    /** A thread that reads for ever does not keep the process alive. */
    private ExecutorService newExecutor() {
        return Executors.newSingleThreadExecutor(
                task -> reader = Thread.ofPlatform().daemon().name("reader").unstarted(task));
    }

    /**
     * Reads an input, for no longer than {@code most}. A reader that takes longer is interrupted and left behind.
     *
     * @throws IOException if the input cannot be put into the file
     */
    Outcome read(Target.Reader target, byte[] bytes, Duration most) throws IOException {
        put(bytes);
        var reading = executor.submit(() -> measured(target, bytes));
        try {
            return reading.get(most.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException late) {
            var place = new IllegalStateException("still reading after " + most.toMillis() + " ms, at this place");
            place.setStackTrace(reader.getStackTrace());
            executor.shutdownNow();
            executor = newExecutor();
            return new Outcome(Optional.of(place), true, 0, most.toNanos());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while fuzzing", interrupted);
        } catch (ExecutionException unexpected) {
            throw new IllegalStateException("what a reader throws is part of the outcome", unexpected);
        }
    }

    /** Into the open file: some file systems write a file to the disk at once that is emptied, written and closed. */
    private void put(byte[] bytes) throws IOException {
        var unwritten = ByteBuffer.wrap(bytes);
        while (unwritten.hasRemaining()) {
            channel.write(unwritten, unwritten.position());
        }
        channel.truncate(bytes.length);
    }

    private Outcome measured(Target.Reader target, byte[] bytes) {
        long allocated = threads.getTotalThreadAllocatedBytes();
        long start = System.nanoTime();
        Optional<Throwable> thrown = thrown(target, bytes);
        long end = System.nanoTime();
        return new Outcome(thrown, false, threads.getTotalThreadAllocatedBytes() - allocated, end - start);
    }

    /** Errors are caught too: a claim believed ends in an OutOfMemoryError, nesting in a StackOverflowError. */
    private Optional<Throwable> thrown(Target.Reader target, byte[] bytes) {
        try {
            target.read(bytes, file);
            return Optional.empty();
        } catch (Throwable thrown) {
            return Optional.of(thrown);
        }
    }

    @Override
    public void close() throws IOException {
        executor.shutdownNow();
        channel.close();
        Files.deleteIfExists(file);
    }
}
