package firsthand.report.chart;

import firsthand.data.AtomicFile;
import firsthand.report.image.Png;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.Function;

/**
 * What can be drawn, and written to a file.
 *
 * <pre>{@code
 * Picture chart = LineChart.of("Accuracy", Axis.whole("epoch"), Axis.percent("accuracy"))
 *     .with(Series.of("validation", epochs, accuracies));
 * chart.write(Path.of("accuracy.svg"), Theme.LIGHT);
 * }</pre>
 */
public interface Picture {
    /** So many pixels of a PNG for each of a picture: sharp on good screens and on paper. */
    double PNG_SCALE = 2;

    /** In pixels. */
    double width();

    /** In pixels. */
    double height();

    /** In a few words what there is to see, for those who cannot. */
    String description();

    /** Draws itself from the upper left corner on; the ground has been painted. */
    void draw(Canvas canvas);

    /** A whole SVG file. */
    default String svg(Theme theme) {
        Function<Ink, String> colours = ink -> Ink.hex(ink.on(theme));
        return "<svg xmlns=\"http://www.w3.org/2000/svg\" " + viewBox() + " width=\"" + pixels(width()) + "\" height=\""
                + pixels(height()) + "\" style=\"background:" + colours.apply(Palette.PAPER)
                + "\" font-family=\"system-ui, 'Helvetica Neue', Arial, sans-serif\">\n" + inside(colours, true)
                + "</svg>\n";
    }

    /** An SVG element for a page of {@link firsthand.report.html.Html}, as wide as there is room, in the colours of the page. */
    default String html() {
        return "<svg " + viewBox() + " role=\"img\">\n"
                + inside(ink -> ink.name().isEmpty() ? Ink.hex(ink.light()) : "var(--" + ink.name() + ")", false)
                + "</svg>\n";
    }

    private String viewBox() {
        return "viewBox=\"0 0 " + pixels(width()) + " " + pixels(height()) + "\"";
    }

    private static String pixels(double extent) {
        return Long.toString((long) Math.ceil(extent));
    }

    private String inside(Function<Ink, String> colours, boolean ground) {
        var canvas = new SvgCanvas(colours);
        if (ground) {
            canvas.rectangle(0, 0, Math.ceil(width()), Math.ceil(height()), Palette.PAPER);
        }
        draw(canvas);
        return "<title>" + Markup.escape(description()) + "</title>\n" + canvas.content();
    }

    /** The bytes of a PNG file, with {@link #PNG_SCALE} pixels for each of the picture's. */
    default byte[] png(Theme theme) {
        var canvas = new ImageCanvas(width(), height(), PNG_SCALE, theme);
        canvas.rectangle(0, 0, Math.ceil(width()), Math.ceil(height()), Palette.PAPER);
        draw(canvas);
        return Png.of(canvas.raster());
    }

    /**
     * Writes a file whole or not at all, in the format that the ending of its name tells: .png or .svg.
     *
     * @throws IllegalArgumentException if it tells neither
     */
    default void write(Path file, Theme theme) throws IOException {
        byte[] bytes = switch (ending(file)) {
            case "png" -> png(theme);
            case "svg" -> svg(theme).getBytes(StandardCharsets.UTF_8);
            default ->
                throw new IllegalArgumentException(
                        "picture: expected a name that ends in .png or .svg, received " + file);
        };
        AtomicFile.write(file, out -> out.write(bytes));
    }

    private static String ending(Path file) {
        String name = String.valueOf(file.getFileName());
        return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    }
}
