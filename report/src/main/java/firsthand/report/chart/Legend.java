package firsthand.report.chart;

import java.util.ArrayList;
import java.util.List;

/**
 * Which line is which: a piece of each with its name, in as many rows as it takes.
 *
 * @param rows the curves of each row
 * @param most the width of a row, in pixels
 */
record Legend(List<List<Curve>> rows, double most) {
    private static final TextStyle STYLE = TextStyle.of(13);
    private static final double SAMPLE = 22;
    private static final double GAP = 18;
    private static final double ROW = 20;

    /** A legend of the curves that have a name. */
    static Legend of(List<Curve> curves, double most) {
        List<List<Curve>> rows = new ArrayList<>();
        double free = 0;
        for (var curve : curves) {
            if (curve.series().name().isEmpty()) {
                continue;
            }
            double width = width(curve, most);
            if (rows.isEmpty() || width > free) {
                rows.add(new ArrayList<>());
                free = most;
            }
            rows.getLast().add(curve);
            free -= width + GAP;
        }
        return new Legend(rows, most);
    }

    private static double width(Curve curve, double most) {
        return SAMPLE + 6 + STYLE.width(name(curve, most));
    }

    private static String name(Curve curve, double most) {
        return STYLE.fitted(curve.series().name(), most - SAMPLE - 6);
    }

    double height() {
        return rows.size() * ROW;
    }

    void draw(Canvas canvas, double left, double top) {
        for (int row = 0; row < rows.size(); row++) {
            double x = left;
            double base = top + row * ROW + 14;
            for (var curve : rows.get(row)) {
                if (curve.series().hasBand()) {
                    canvas.area(
                            new double[] {x, x + SAMPLE, x + SAMPLE, x},
                            new double[] {base - 11, base - 11, base + 1, base + 1},
                            curve.ink(),
                            0.22);
                }
                canvas.line(
                        new double[] {x, x + SAMPLE},
                        new double[] {base - 5, base - 5},
                        curve.ink(),
                        2,
                        curve.dashed());
                canvas.text(name(curve, most), x + SAMPLE + 6, base, STYLE, Palette.TEXT);
                x += width(curve, most) + GAP;
            }
        }
    }
}
