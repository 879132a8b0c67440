package firsthand.report.chart;

import java.util.ArrayList;
import java.util.List;

/**
 * A series with the line that it is drawn with.
 *
 * @param series the numbers
 * @param ink its colour
 * @param dashed whether it has dashes
 */
record Curve(Series series, Ink ink, boolean dashed) {
    private static final double LINE_WIDTH = 2;

    /** More points than this go up and down too much for a wide line. */
    private static final int MANY = 300;

    private static final double THIN_LINE_WIDTH = 1.25;
    private static final double BAND_OPACITY = 0.22;

    /** Up to so many points have a mark each: more would hide the line. */
    private static final int MOST_MARKED = 15;

    static Curve of(Series series, Ink ink, boolean dashed) {
        return new Curve(series, ink, dashed);
    }

    /** The stretches without a gap, as numbers of points: first (inclusive) and last (exclusive). */
    private List<int[]> stretches(PlotFrame frame) {
        List<int[]> stretches = new ArrayList<>();
        int first = 0;
        for (int i = 0; i <= series.x().size(); i++) {
            if (i == series.x().size() || !isShown(i, frame)) {
                if (i > first) {
                    stretches.add(new int[] {first, i});
                }
                first = i + 1;
            }
        }
        return stretches;
    }

    private boolean isShown(int i, PlotFrame frame) {
        return frame.x().axis().shows(series.x().get(i))
                && frame.y().axis().shows(series.y().get(i));
    }

    void drawLine(Canvas canvas, PlotFrame frame) {
        for (int[] stretch : stretches(frame)) {
            int count = stretch[1] - stretch[0];
            var x = new double[count];
            var y = new double[count];
            for (int i = 0; i < count; i++) {
                x[i] = frame.right(series.x().get(stretch[0] + i));
                y[i] = frame.up(series.y().get(stretch[0] + i));
            }
            var thinned = Thinning.of(x, y);
            if (count > 1) {
                canvas.line(thinned.x(), thinned.y(), ink, count > MANY ? THIN_LINE_WIDTH : LINE_WIDTH, dashed);
            }
            for (int i = 0; i < count && (series.x().size() <= MOST_MARKED || count == 1); i++) {
                canvas.circle(x[i], y[i], LINE_WIDTH * 1.5, ink);
            }
        }
    }

    /** A lower edge that a logarithmic axis cannot show lies at its beginning. */
    void drawBand(Canvas canvas, PlotFrame frame) {
        if (!series.hasBand()) {
            return;
        }
        for (int[] stretch : stretches(frame)) {
            int count = stretch[1] - stretch[0];
            var x = new double[2 * count];
            var y = new double[2 * count];
            for (int i = 0; i < count; i++) {
                int point = stretch[0] + i;
                double low = series.low().get(point);
                x[i] = frame.right(series.x().get(point));
                x[2 * count - 1 - i] = x[i];
                y[i] = frame.up(series.high().get(point));
                y[2 * count - 1 - i] = frame.y().axis().shows(low) ? frame.up(low) : frame.bottom();
            }
            canvas.area(x, y, ink, BAND_OPACITY);
        }
    }
}
