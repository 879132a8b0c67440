package browser.java.util.concurrent.locks;

/** {@code java.util.concurrent.locks.ReentrantLock} where there is one thread: it never waits. */
public final class ReentrantLock {
    /** Takes the lock. */
    public void lock() {}

    /** Takes the lock. */
    public boolean tryLock() {
        return true;
    }

    /** Gives the lock back. */
    public void unlock() {}
}
