package firsthand.cli.bench;

/** A workload made ready for one library: run again and again, each time from the same start. */
public interface Work extends AutoCloseable {

    /** Goes back to the start. Not timed. */
    default void reset() {}

    /** Does all units of the workload. Timed. */
    void run();

    /** One run from the start; returns the seconds that it took. */
    default double time() {
        reset();
        long start = System.nanoTime();
        run();
        return (System.nanoTime() - start) * 1e-9;
    }

    /** What came out of the last run, to show that all libraries did the same: for training, the loss it arrived at. */
    double result();

    /** Lets go of threads and memory. */
    @Override
    default void close() {}
}
