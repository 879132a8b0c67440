package firsthand.playground.session;

/** How fast a training goes, over about the last second of work. */
final class Speed {
    private static final double WINDOW = 1e9;

    private double examples;
    private double nanoseconds;
    private double total;

    /** So many examples took so long. */
    void add(long examples, long nanoseconds) {
        double kept = WINDOW / (WINDOW + nanoseconds);
        this.examples = kept * this.examples + examples;
        this.nanoseconds = kept * this.nanoseconds + nanoseconds;
        total += nanoseconds;
    }

    /** Examples a second; 0 before the first. */
    double perSecond() {
        return nanoseconds == 0 ? 0 : examples / nanoseconds * 1e9;
    }

    /** For how long it has worked in all. */
    double seconds() {
        return total / 1e9;
    }
}
