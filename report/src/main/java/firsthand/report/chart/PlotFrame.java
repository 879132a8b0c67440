package firsthand.report.chart;

import firsthand.report.chart.TextStyle.Anchor;

/**
 * Where the curves of a chart lie, with axes, marks and the lines across.
 *
 * @param left in pixels, as all
 * @param top of the field of curves
 * @param right of it
 * @param bottom of it
 * @param x the marks below
 * @param y the marks to the left
 */
record PlotFrame(double left, double top, double right, double bottom, Ticks x, Ticks y) {
    private static final TextStyle LABEL = TextStyle.of(13).at(Anchor.MIDDLE);

    /** What a chart leaves once its words have their room. */
    static PlotFrame of(LineChart chart, double legendHeight, Ticks x, Ticks y) {
        double labels = LineChart.widest(y, LineChart.tickStyle(Anchor.END));
        double lastLabel = x.values().isEmpty()
                ? 0
                : LineChart.tickStyle(Anchor.MIDDLE).width(x.text(x.values().getLast()));
        double top = (chart.title().isEmpty() ? 20 : 46) + legendHeight + (legendHeight > 0 ? 6 : 0);
        return new PlotFrame(
                44 + labels, top, chart.width() - Math.max(18, 8 + lastLabel / 2), chart.height() - 52, x, y);
    }

    /** Where a number of the x axis lies. */
    double right(double value) {
        return left + x.share(value) * (right - left);
    }

    /** Where a number of the y axis lies. */
    double up(double value) {
        return bottom - y.share(value) * (bottom - top);
    }

    void draw(Canvas canvas) {
        var below = LineChart.tickStyle(Anchor.MIDDLE);
        var beside = LineChart.tickStyle(Anchor.END);
        for (double tick : y.values()) {
            canvas.line(left, up(tick), right, up(tick), Palette.GRID, 1);
            canvas.text(y.text(tick), left - 8, up(tick) + 4, beside, Palette.MUTED);
        }
        double free = Double.NEGATIVE_INFINITY;
        for (double tick : x.values()) {
            double at = right(tick);
            canvas.line(at, bottom, at, bottom + 5, Palette.MUTED, 1);
            double half = below.width(x.text(tick)) / 2;
            if (at - half > free) {
                canvas.text(x.text(tick), at, bottom + 20, below, Palette.MUTED);
                free = at + half + 6;
            }
        }
        canvas.line(left, bottom, right, bottom, Palette.MUTED, 1);
        canvas.text(x.axis().label(), (left + right) / 2, bottom + 42, LABEL, Palette.TEXT);
        canvas.text(y.axis().label(), 22, (top + bottom) / 2, LABEL.turnedUp(), Palette.TEXT);
    }
}
