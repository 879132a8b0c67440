package firsthand.report.chart;

import firsthand.report.image.Png;
import firsthand.report.image.Raster;
import java.util.Locale;
import java.util.function.Function;

/** Draws SVG (W3C, "Scalable Vector Graphics 1.1", 2011), with the colours that it is told to use. */
final class SvgCanvas implements Canvas {
    private final StringBuilder svg = new StringBuilder();
    private final Function<Ink, String> colours;

    /** @param colours how an ink is written: by its number in a file, by its name within a page */
    SvgCanvas(Function<Ink, String> colours) {
        this.colours = colours;
    }

    /** What has been drawn, without the element around it. */
    String content() {
        return svg.toString();
    }

    @Override
    public void line(double[] x, double[] y, Ink ink, double width, boolean dashed) {
        svg.append("<polyline points=\"").append(points(x, y)).append("\" style=\"fill:none;stroke:");
        svg.append(colours.apply(ink)).append(";stroke-width:").append(number(width));
        svg.append(";stroke-linejoin:round")
                .append(dashed ? ";stroke-dasharray:6 4" : "")
                .append("\"/>\n");
    }

    @Override
    public void area(double[] x, double[] y, Ink ink, double opacity) {
        svg.append("<polygon points=\"")
                .append(points(x, y))
                .append("\" style=\"fill:")
                .append(colours.apply(ink));
        svg.append(";fill-opacity:").append(number(opacity)).append("\"/>\n");
    }

    @Override
    public void rectangle(double x, double y, double width, double height, Ink ink) {
        svg.append("<rect").append(box(x, y, width, height));
        svg.append(" style=\"fill:").append(colours.apply(ink)).append("\"/>\n");
    }

    @Override
    public void circle(double x, double y, double radius, Ink ink) {
        svg.append("<circle cx=\"").append(number(x)).append("\" cy=\"").append(number(y));
        svg.append("\" r=\"").append(number(radius)).append("\" style=\"fill:").append(colours.apply(ink));
        svg.append("\"/>\n");
    }

    @Override
    public void text(String text, double x, double y, TextStyle style, Ink ink) {
        svg.append("<text x=\"").append(number(x)).append("\" y=\"").append(number(y));
        svg.append("\" text-anchor=\"")
                .append(style.anchor().name().toLowerCase(Locale.ROOT))
                .append('"');
        if (style.upwards()) {
            svg.append(" transform=\"rotate(-90 ")
                    .append(number(x))
                    .append(' ')
                    .append(number(y))
                    .append(")\"");
        }
        svg.append(" style=\"font-size:")
                .append(number(style.size()))
                .append("px;fill:")
                .append(colours.apply(ink));
        svg.append(style.bold() ? ";font-weight:600" : "")
                .append("\">")
                .append(Markup.escape(text))
                .append("</text>\n");
    }

    @Override
    public void raster(Raster raster, double x, double y, double width, double height) {
        svg.append("<image").append(box(x, y, width, height)).append(" preserveAspectRatio=\"none\"");
        svg.append(" style=\"image-rendering:pixelated\" href=\"").append(Markup.dataUri(Png.of(raster)));
        svg.append("\"/>\n");
    }

    private static String box(double x, double y, double width, double height) {
        return " x=\"" + number(x) + "\" y=\"" + number(y) + "\" width=\"" + number(width) + "\" height=\""
                + number(height) + "\"";
    }

    private static String points(double[] x, double[] y) {
        var points = new StringBuilder();
        for (int i = 0; i < x.length; i++) {
            points.append(i == 0 ? "" : " ").append(number(x[i])).append(',').append(number(y[i]));
        }
        return points.toString();
    }

    /** To a hundredth of a pixel, without zeros that say nothing. */
    private static String number(double value) {
        double rounded = Math.rint(value * 100) / 100;
        return rounded == Math.rint(rounded) ? Long.toString((long) rounded) : Double.toString(rounded);
    }
}
