package firsthand.report.chart;

import firsthand.report.image.Raster;

/**
 * What pictures are drawn on: in pixels from the upper left corner. A picture draws once and does not know whether it
 * becomes an SVG or a PNG, for light ground or for dark.
 */
public interface Canvas {

    /** A line through the given points; with a dash, where two curves share a colour. */
    void line(double[] x, double[] y, Ink ink, double width, boolean dashed);

    /** The area within the given points. */
    void area(double[] x, double[] y, Ink ink, double opacity);

    /** A filled rectangle. */
    void rectangle(double x, double y, double width, double height, Ink ink);

    /** A filled circle. */
    void circle(double x, double y, double radius, Ink ink);

    /** Words that stand on the base line y. */
    void text(String text, double x, double y, TextStyle style, Ink ink);

    /** Pixels, each as a sharp square, in the given rectangle. */
    void raster(Raster raster, double x, double y, double width, double height);

    /** The same canvas with its origin moved to (x, y), for a picture within a picture. */
    default Canvas movedTo(double x, double y) {
        return new MovedCanvas(this, x, y);
    }

    /** A straight line. */
    default void line(double x1, double y1, double x2, double y2, Ink ink, double width) {
        line(new double[] {x1, x2}, new double[] {y1, y2}, ink, width, false);
    }
}
