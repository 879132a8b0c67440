package firsthand.report;

import firsthand.report.html.Html;
import firsthand.report.image.Png;
import firsthand.report.image.Raster;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Many small pictures of one size in a single PNG, each shown where it is wanted: a page of a thousand digits has one
 * image.
 */
final class SpriteSheet {
    private static final int COLUMNS = 40;

    /** On the page, each is about so many pixels high. */
    private static final int SHOWN = 56;

    private final String name;
    private final List<Raster> images = new ArrayList<>();
    private final Map<Integer, Integer> places = new HashMap<>();

    /** @param name the class of its elements */
    SpriteSheet(String name) {
        this.name = name;
    }

    /** An element that shows a picture; {@code number} tells whether it has been there before. */
    String show(int number, Raster image, String description) {
        int place = places.computeIfAbsent(number, _ -> {
            images.add(image);
            return images.size() - 1;
        });
        return "<i class=\"%s\" role=\"img\" aria-label=\"%s\" title=\"%s\" style=\"--x:%d;--y:%d\"></i>"
                .formatted(name, Html.escape(description), Html.escape(description), place % COLUMNS, place / COLUMNS);
    }

    /** The rules that the elements need; empty if there are none. To be asked for when all have been shown. */
    String style() {
        if (images.isEmpty()) {
            return "";
        }
        int width = images.getFirst().width();
        int height = images.getFirst().height();
        int columns = Math.min(COLUMNS, images.size());
        int rows = Math.ceilDiv(images.size(), COLUMNS);
        var sheet = Raster.filled(columns * width, rows * height, 0xffffff);
        for (int i = 0; i < images.size(); i++) {
            sheet.put(images.get(i), i % COLUMNS * width, i / COLUMNS * height);
        }
        int scale = Math.max(1, Math.round(SHOWN / (float) height));
        return """
                .%s {
                    display: inline-block; width: %dpx; height: %dpx; image-rendering: pixelated;
                    background-image: url(%s);
                    background-size: %dpx %dpx;
                    background-position: calc(var(--x) * -%dpx) calc(var(--y) * -%dpx);
                }
                %s""".formatted(
                        name,
                        scale * width,
                        scale * height,
                        Html.dataUri(Png.of(sheet)),
                        scale * width * columns,
                        scale * height * rows,
                        scale * width,
                        scale * height,
                        sheet.isGrey() ? inverted() : "");
    }

    /** Ink on paper becomes light on dark where the page is dark; colours stay as they are. */
    private String inverted() {
        return "@media screen and (prefers-color-scheme: dark) { .%s { filter: invert(.92); } }\n".formatted(name);
    }
}
