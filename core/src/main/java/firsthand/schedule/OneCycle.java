package firsthand.schedule;

/** Up along a line, down along half a cosine; see {@link Schedule#oneCycle(double, double, double, double)}. */
record OneCycle(double start, double peak, double end, double rise) implements Schedule {

    /** @throws IllegalArgumentException if a number is out of its range */
    OneCycle {
        Ranges.checkRate(start);
        Ranges.checkRate(peak);
        Ranges.checkRate(end);
        if (!(rise >= 0 && rise < 1)) {
            throw new IllegalArgumentException(
                    "one cycle: expected a rise of 0 to below 1 of the training, received " + rise);
        }
    }

    @Override
    public double rate(long step, long steps) {
        double done = (double) step / steps;
        if (done < rise) {
            return start + (peak - start) * done / rise;
        }
        return end + (peak - end) * (1 + StrictMath.cos(StrictMath.PI * (done - rise) / (1 - rise))) / 2;
    }
}
