package firsthand.report.html;

import firsthand.report.chart.Markup;
import firsthand.report.chart.Palette;
import firsthand.report.chart.Theme;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * Pages in one file, which fetch nothing: words made safe, pictures within, one style for all.
 *
 * <pre>{@code
 * String page = Html.page("What it saw", "", "<h1>" + Html.escape(name) + "</h1>" + chart.html());
 * }</pre>
 *
 * <p>Pages are light or dark as the reader's system is, and light on paper. The colours of {@link Palette} are there as
 * {@code var(--blue)} and so on.
 */
public final class Html {
    private Html() {}

    /** Text that shows as it is, within an element or a quoted attribute. */
    public static String escape(String text) {
        return Markup.escape(text);
    }

    /** A PNG file as the address of itself (RFC 2397). */
    public static String dataUri(byte[] png) {
        return Markup.dataUri(png);
    }

    /**
     * A whole page.
     *
     * @param title what a window shows above it; escaped here
     * @param style rules beside those that all pages share; may be empty
     * @param body what is in it, as HTML
     */
    public static String page(String title, String style, String body) {
        return """
                <!DOCTYPE html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <meta name="color-scheme" content="light dark">
                <link rel="icon" href="data:,">
                <title>%s</title>
                <style>
                :root { color-scheme: light dark; %s }
                @media screen and (prefers-color-scheme: dark) { :root { %s } }
                %s%s</style>
                </head>
                <body>
                %s</body>
                </html>
                """.formatted(
                        escape(title),
                        Palette.css(Theme.LIGHT),
                        Palette.css(Theme.DARK),
                        resource(Html.class, "page.css"),
                        style,
                        body);
    }

    /** A text that lies beside a class: a style sheet, say. */
    public static String resource(Class<?> beside, String name) {
        try (var in = beside.getResourceAsStream(name)) {
            return new String(
                    Objects.requireNonNull(in, name + ": missing from the installation")
                            .readAllBytes(),
                    StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
