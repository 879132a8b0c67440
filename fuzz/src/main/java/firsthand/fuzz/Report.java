package firsthand.fuzz;

import java.time.Duration;
import java.util.List;

/**
 * What came of a target's inputs.
 *
 * @param target the target's name
 * @param tried how many inputs there were
 * @param read how many of them the reader took for valid files; the rest but the findings it refused
 * @param bad how many were answered wrongly
 * @param findings the first of each kind of wrong answer
 * @param slowest the input that took longest
 * @param hungriest the input that took most memory
 * @param time all in all, the making of the inputs included
 */
record Report(
        String target,
        long tried,
        long read,
        long bad,
        List<Finding> findings,
        Extreme slowest,
        Extreme hungriest,
        Duration time) {
    /**
     * The input with the highest value.
     *
     * @param number of the input, from 0 on
     * @param value nanoseconds or bytes
     */
    record Extreme(long number, long value) {
        /** This one, or another that is higher. */
        Extreme or(long otherNumber, long otherValue) {
            return otherValue > value ? new Extreme(otherNumber, otherValue) : this;
        }
    }

    /** The heading above {@link #line}. */
    static String heading() {
        return String.format(
                "%-16s %10s %10s %10s %9s %9s  %-24s %s",
                "target", "inputs", "read", "refused", "findings", "inputs/s", "slowest", "hungriest");
    }

    /** All of it on one line. */
    String line() {
        return String.format(
                "%-16s %,10d %,10d %,10d %9d %,9.0f  %-24s %s",
                target,
                tried,
                read,
                tried - read - bad,
                findings.size(),
                tried * 1e9 / Math.max(1, time.toNanos()),
                String.format("%.1f ms (input %d)", slowest.value() / 1e6, slowest.number()),
                String.format("%.1f MB (input %d)", hungriest.value() / 1e6, hungriest.number()));
    }
}
