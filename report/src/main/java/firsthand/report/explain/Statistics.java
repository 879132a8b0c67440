package firsthand.report.explain;

/**
 * What so many numbers are like.
 *
 * @param count how many there are
 * @param zeros how many of them are 0
 */
public record Statistics(int count, double min, double max, double mean, int zeros) {

    static Statistics of(float[] values) {
        double min = Double.POSITIVE_INFINITY;
        double max = Double.NEGATIVE_INFINITY;
        double sum = 0;
        int zeros = 0;
        for (float value : values) {
            min = Math.min(min, value);
            max = Math.max(max, value);
            sum += value;
            zeros += value == 0 ? 1 : 0;
        }
        return new Statistics(values.length, min, max, sum / values.length, zeros);
    }

    @Override
    public String toString() {
        return (count == 1 ? "1 number" : count + " numbers") + ", " + Figures.of(min) + " to " + Figures.of(max)
                + ", mean " + Figures.of(mean) + (zeros == 0 ? "" : ", " + zeros + " of them 0");
    }
}
