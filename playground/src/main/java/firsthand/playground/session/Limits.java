package firsthand.playground.session;

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

    /** The limits of a home: a page has less memory than a process. */
    static Limits of(String home) {
        return home.equals("browser")
                ? new Limits(30, 2_000_000, 1L << 25, 64L << 20)
                : new Limits(30, 20_000_000, 1L << 27, 256L << 20);
    }
}
