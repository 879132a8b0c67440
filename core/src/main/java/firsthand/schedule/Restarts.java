package firsthand.schedule;

/** Half cosines, each as long as the one before or longer; see {@link Schedule#cosineWithRestarts}. */
record Restarts(double rate, double period, double growth) implements Schedule {

    /** @throws IllegalArgumentException if a number is out of its range */
    Restarts {
        Ranges.checkRate(rate);
        Ranges.checkPeriod("cosine with restarts", period);
        if (!(growth >= 1) || Double.isInfinite(growth)) {
            throw new IllegalArgumentException(
                    "cosine with restarts: expected a finite growth of 1 or more, received " + growth);
        }
    }

    @Override
    public double rate(long step, long steps) {
        double length = Ranges.length(period, steps);
        double since = step;
        while (since >= length) {
            since -= length;
            length *= growth;
        }
        return rate * (1 + StrictMath.cos(StrictMath.PI * since / length)) / 2;
    }
}
