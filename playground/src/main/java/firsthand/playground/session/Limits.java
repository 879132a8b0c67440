package firsthand.playground.session;

import firsthand.data.Dataset;
import firsthand.network.Network;
import java.util.Map;

/**
 * How much a page may ask for.
 *
 * @param layers the most layers of a network
 * @param parameters the most numbers that training changes
 * @param values the most numbers that a batch leaves behind on its way through a network
 * @param timelineBytes the most memory for states to go back to
 */
record Limits(int layers, int parameters, long values, long timelineBytes) {
    /** The most bytes of a file with the user's own examples. */
    static final int CSV_BYTES = 16 << 20;

    /** The most drawings of the user's own. */
    static final int DRAWINGS = 2000;

    /** The most runs kept for comparison. */
    static final int RUNS = 8;

    private static final int EPOCHS = 10_000;
    private static final int ITERATIONS = 10_000_000;

    /** The limits of a home: a page has less memory than a process. */
    static Limits of(String home) {
        return home.equals("browser")
                ? new Limits(30, 2_000_000, 1L << 25, 64L << 20)
                : new Limits(30, 20_000_000, 1L << 27, 256L << 20);
    }

    /**
     * Checks options of {@code train} before anything is made of them.
     *
     * @throws IllegalArgumentException if they ask for too much
     */
    void check(Map<String, String> options, Dataset data) {
        var size = new NetworkSize(options, data);
        check("layers", size.layers(), layers);
        check("parameters", size.parameters(), parameters);
        check("batch-size: numbers of a batch", size.values() * batchSize(options, data), values);
        check("epochs", number(options, "epochs", 0), EPOCHS);
        check("iterations", number(options, "iterations", 0), ITERATIONS);
    }

    /**
     * Checks a network from a file.
     *
     * @throws IllegalArgumentException if it is too large
     */
    void check(Network network) {
        check("layers", network.layers().size(), layers);
        check("parameters", network.parameterCount(), parameters);
    }

    private static void check(String what, double asked, long most) {
        if (asked > most) {
            throw new IllegalArgumentException(what + ": expected at most " + most + ", received " + (long) asked);
        }
    }

    private static double batchSize(Map<String, String> options, Dataset data) {
        double size = number(options, "batch-size", options.containsKey("batch-size") ? data.size() : 64);
        return size < 1 ? data.size() : Math.min(size, data.size());
    }

    private static double number(Map<String, String> options, String option, double otherwise) {
        try {
            return Double.parseDouble(options.getOrDefault(option, ""));
        } catch (NumberFormatException none) {
            return otherwise;
        }
    }
}
