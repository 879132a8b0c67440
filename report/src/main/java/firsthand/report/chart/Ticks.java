package firsthand.report.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;

/**
 * The round numbers that an axis is marked with: those of 1, 2 and 5 times a power of ten.
 *
 * @param axis what is marked
 * @param low where the axis begins
 * @param high where it ends
 * @param values the marked numbers, lowest first
 */
record Ticks(Axis axis, double low, double high, List<Double> values) {
    /** So many marks or so. */
    private static final int WANTED = 5;

    /** On a logarithmic axis of more powers of ten than this, only they are marked. */
    private static final double MOST_DECADES_DIVIDED = 2;

    /**
     * The marks for an axis that shows {@code numbers}.
     *
     * @param round whether the axis begins and ends at a mark
     */
    static Ticks of(Axis axis, DoubleStream numbers, boolean round) {
        var range = DoubleStream.concat(numbers, DoubleStream.of(axis.low(), axis.high()))
                .filter(axis::shows)
                .summaryStatistics();
        if (range.getCount() == 0) {
            return of(axis, DoubleStream.of(axis.kind() == Axis.Kind.LOGARITHMIC ? 0.1 : 0, 1), round);
        }
        double low = range.getMin();
        double high = range.getMax();
        if (axis.kind() == Axis.Kind.LOGARITHMIC) {
            return logarithmic(axis, low == high ? low / 2 : low, low == high ? high * 2 : high, round);
        }
        double margin = low == high ? Math.max(Math.abs(low) * 0.1, axis.kind() == Axis.Kind.WHOLE ? 1 : 0.01) : 0;
        return linear(axis, low - margin, high + margin, round);
    }

    private static Ticks linear(Axis axis, double low, double high, boolean round) {
        double least = axis.kind() == Axis.Kind.WHOLE ? 1 : 0;
        double step = Math.max(least, roundStep((high - low) / WANTED));
        long first = (long) (round ? Math.floor(low / step + 1e-9) : Math.ceil(low / step - 1e-9));
        long last = (long) (round ? Math.ceil(high / step - 1e-9) : Math.floor(high / step + 1e-9));
        List<Double> values = new ArrayList<>();
        for (long k = first; k <= last; k++) {
            values.add(k * step);
        }
        return new Ticks(axis, round ? first * step : low, round ? last * step : high, values);
    }

    /** The round number at or above {@code rough}. */
    private static double roundStep(double rough) {
        double power = StrictMath.pow(10, Math.floor(StrictMath.log10(rough)));
        for (int factor : new int[] {1, 2, 5}) {
            if (factor * power >= rough * (1 - 1e-9)) {
                return factor * power;
            }
        }
        return 10 * power;
    }

    private static Ticks logarithmic(Axis axis, double low, double high, boolean round) {
        int first = (int) Math.floor(StrictMath.log10(low));
        int last = (int) Math.ceil(StrictMath.log10(high));
        boolean divided = StrictMath.log10(high / low) <= MOST_DECADES_DIVIDED;
        int stride = divided ? 1 : Math.max(1, (last - first) / (WANTED + 1));
        List<Double> all = new ArrayList<>();
        for (int decade = first - 1; decade <= last + 1; decade++) {
            for (int factor : divided ? new int[] {1, 2, 5} : new int[] {1}) {
                if (divided || Math.floorMod(decade - first, stride) == 0) {
                    all.add(factor * StrictMath.pow(10, decade));
                }
            }
        }
        double from = round
                ? all.stream().filter(tick -> tick <= low).reduce((a, b) -> b).orElse(low)
                : low;
        double to =
                round ? all.stream().filter(tick -> tick >= high).findFirst().orElse(high) : high;
        return new Ticks(
                axis,
                from,
                to,
                all.stream().filter(tick -> tick >= from && tick <= to).toList());
    }

    /** How far along the axis a number lies: 0 at its beginning, 1 at its end. */
    double share(double value) {
        double start = axis.straight(low);
        return (axis.straight(value) - start) / (axis.straight(high) - start);
    }

    /** What is written beside a mark. */
    String text(double value) {
        return switch (axis.kind()) {
            case WHOLE -> String.format(Locale.ROOT, "%,.0f", value);
            case PERCENT -> String.format(Locale.ROOT, "%." + places(step() * 100) + "f %%", value * 100);
            case LINEAR -> String.format(Locale.ROOT, "%,." + places(step()) + "f", value);
            case LOGARITHMIC ->
                value >= 1e-4 && value < 1e6
                        ? String.format(Locale.ROOT, "%,." + places(value) + "f", value)
                        : String.format(Locale.ROOT, "%.0e", value);
        };
    }

    private double step() {
        return values.size() < 2 ? Math.max(Math.abs(high), 1e-9) / 10 : values.get(1) - values.get(0);
    }

    /** How many decimal places it takes to tell multiples of {@code step} apart. */
    private static int places(double step) {
        return Math.clamp((int) Math.ceil(-StrictMath.log10(step) - 1e-9), 0, 9);
    }
}
