package firsthand.report.chart;

import java.util.List;

/**
 * One curve of a chart, perhaps with a band around it. Where a number is NaN, the curve has a gap.
 *
 * @param name what the legend calls it
 * @param x the numbers to the right
 * @param y as many numbers upwards
 * @param low the lower edge of the band at each place; empty without one
 * @param high its upper edge
 * @param style which line it is drawn with
 */
public record Series(String name, List<Double> x, List<Double> y, List<Double> low, List<Double> high, Style style) {

    /** Which line a curve is drawn with. */
    public sealed interface Style {
        /** The next colour that no curve of the chart has had. */
        record Next() implements Style {}

        /** A chosen colour: curves that belong together have the same, one of them dashed. */
        record Chosen(Ink ink, boolean dashed) implements Style {}
    }

    /** @throws IllegalArgumentException if there are not as many numbers of each kind */
    public Series {
        x = List.copyOf(x);
        y = List.copyOf(y);
        low = List.copyOf(low);
        high = List.copyOf(high);
        boolean even = x.size() == y.size() && low.size() == high.size() && (low.isEmpty() || low.size() == x.size());
        if (!even) {
            throw new IllegalArgumentException("series " + name + ": expected as many numbers of each kind, received x "
                    + x.size() + ", y " + y.size() + ", low " + low.size() + ", high " + high.size());
        }
    }

    /** A curve through the points (x[i], y[i]), in the next colour. */
    public static Series of(String name, List<Double> x, List<Double> y) {
        return new Series(name, x, y, List.of(), List.of(), new Style.Next());
    }

    /** The same curve with a band from {@code low[i]} to {@code high[i]}. */
    public Series withBand(List<Double> low, List<Double> high) {
        return new Series(name, x, y, low, high, style);
    }

    /** The same curve in colour {@code i} of the {@link Palette}. */
    public Series inColour(int i) {
        return drawn(Palette.series(i), Palette.isRepeated(i));
    }

    /** The same curve in an ink of its own, dashed or not. */
    public Series drawn(Ink ink, boolean dashed) {
        return new Series(name, x, y, low, high, new Style.Chosen(ink, dashed));
    }

    /** Whether there is a band. */
    public boolean hasBand() {
        return !low.isEmpty();
    }
}
