package firsthand.report.chart;

/**
 * One axis of a chart: what its numbers are, and how they lie along it.
 *
 * @param label what they are, with the unit
 * @param kind how they lie along it, and how they are written
 * @param low where it begins at the latest; NaN to leave that to the numbers
 * @param high where it ends at the earliest; NaN to leave that to the numbers
 */
public record Axis(String label, Kind kind, double low, double high) {

    /** How numbers lie along an axis, and how they are written. */
    public enum Kind {
        /** Equal distances for equal differences. */
        LINEAR,
        /** The same for numbers without fractions: steps, epochs. */
        WHOLE,
        /** The same for shares of 0 to 1, written as 0 % to 100 %. */
        PERCENT,
        /** Equal distances for equal ratios; numbers of 0 and below are left out. */
        LOGARITHMIC
    }

    /** Equal distances for equal differences. */
    public static Axis linear(String label) {
        return new Axis(label, Kind.LINEAR, Double.NaN, Double.NaN);
    }

    /** Numbers without fractions: steps, epochs. */
    public static Axis whole(String label) {
        return new Axis(label, Kind.WHOLE, Double.NaN, Double.NaN);
    }

    /** Shares of 0 to 1, written as 0 % to 100 %. */
    public static Axis percent(String label) {
        return new Axis(label, Kind.PERCENT, Double.NaN, Double.NaN);
    }

    /** Equal distances for equal ratios; numbers of 0 and below are left out. */
    public static Axis logarithmic(String label) {
        return new Axis(label, Kind.LOGARITHMIC, Double.NaN, Double.NaN);
    }

    /**
     * The same axis, from {@code low} to {@code high} at least.
     *
     * @throws IllegalArgumentException unless low is below high, and above 0 on a logarithmic axis
     */
    public Axis covering(double low, double high) {
        if (!(low < high) || (kind == Kind.LOGARITHMIC && low <= 0)) {
            throw new IllegalArgumentException(
                    "axis " + label + ": expected a range to cover, received " + low + " to " + high);
        }
        return new Axis(label, kind, low, high);
    }

    /** Whether such a number has a place on this axis. */
    boolean shows(double value) {
        return Double.isFinite(value) && (kind != Kind.LOGARITHMIC || value > 0);
    }

    /** A number on a scale on which equal distances are equal differences. */
    double straight(double value) {
        return kind == Kind.LOGARITHMIC ? StrictMath.log10(value) : value;
    }
}
