package browser.firsthand.parallel;

/** The team of one: a page's worker has no threads, so the caller does every part itself, in order. */
public final class Workers implements AutoCloseable {

    /** Work that comes in parts. */
    public interface Task {
        /** Does part {@code part} of {@code parts}. */
        void run(int part, int parts);
    }

    /** Whatever the number asked for, a team of one: the result does not depend on it. */
    public Workers(int threads) {
        if (threads < 1) {
            throw new IllegalArgumentException("threads: expected 1 or more, received " + threads);
        }
    }

    /** 1. */
    public int count() {
        return 1;
    }

    /** 1, since there is nobody to share with. */
    public int parts() {
        return 1;
    }

    /** Does all parts of a task. */
    public void run(int parts, Task task) {
        for (int part = 0; part < parts; part++) {
            task.run(part, parts);
        }
    }

    @Override
    public void close() {
        // Nothing runs.
    }
}
