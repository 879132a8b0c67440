package firsthand.report.chart;

import firsthand.report.image.Raster;
import java.util.Arrays;

/**
 * A canvas seen from another origin.
 *
 * @param canvas what is drawn on
 * @param dx how far right of its origin this one's is
 * @param dy how far below
 */
record MovedCanvas(Canvas canvas, double dx, double dy) implements Canvas {
    private static double[] moved(double[] values, double by) {
        return Arrays.stream(values).map(value -> value + by).toArray();
    }

    @Override
    public void line(double[] x, double[] y, Ink ink, double width, boolean dashed) {
        canvas.line(moved(x, dx), moved(y, dy), ink, width, dashed);
    }

    @Override
    public void area(double[] x, double[] y, Ink ink, double opacity) {
        canvas.area(moved(x, dx), moved(y, dy), ink, opacity);
    }

    @Override
    public void rectangle(double x, double y, double width, double height, Ink ink) {
        canvas.rectangle(x + dx, y + dy, width, height, ink);
    }

    @Override
    public void circle(double x, double y, double radius, Ink ink) {
        canvas.circle(x + dx, y + dy, radius, ink);
    }

    @Override
    public void text(String text, double x, double y, TextStyle style, Ink ink) {
        canvas.text(text, x + dx, y + dy, style, ink);
    }

    @Override
    public void raster(Raster raster, double x, double y, double width, double height) {
        canvas.raster(raster, x + dx, y + dy, width, height);
    }
}
