package firsthand.report.chart;

import firsthand.report.chart.TextStyle.Anchor;
import firsthand.report.image.Raster;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Small pictures in rows, each with words below.
 *
 * @param title what there is to see
 * @param rows the tiles of each row
 * @param tileWidth the room for each, in pixels
 * @param tileHeight of its picture, without the words
 */
public record Gallery(String title, List<List<Tile>> rows, double tileWidth, double tileHeight) implements Picture {
    private static final double MARGIN = 16;
    private static final double GAP = 8;
    private static final double LINE = 14;
    private static final TextStyle TITLE = TextStyle.of(16).heavy();
    private static final TextStyle CAPTION = TextStyle.of(11).at(Anchor.MIDDLE);

    /**
     * One picture.
     *
     * @param image what it shows
     * @param caption the lines below
     */
    public record Tile(Raster image, List<String> caption) {
        /** A caption that will not change. */
        public Tile {
            caption = List.copyOf(caption);
        }
    }

    /** @throws IllegalArgumentException if there is no tile */
    public Gallery {
        rows = rows.stream().map(List::copyOf).toList();
        if (rows.isEmpty() || rows.getFirst().isEmpty()) {
            throw new IllegalArgumentException("gallery: expected a picture or more, received none");
        }
    }

    /** Tiles in rows of so many. */
    public static Gallery of(String title, List<Tile> tiles, int columns, double tileWidth, double tileHeight) {
        int rows = Math.ceilDiv(tiles.size(), columns);
        return new Gallery(
                title,
                IntStream.range(0, rows)
                        .mapToObj(row -> tiles.subList(row * columns, Math.min(tiles.size(), (row + 1) * columns)))
                        .toList(),
                tileWidth,
                tileHeight);
    }

    @Override
    public double width() {
        int most = rows.stream().mapToInt(List::size).max().orElse(1);
        return 2 * MARGIN + Math.max(most * (tileWidth + GAP) - GAP, TITLE.width(title));
    }

    @Override
    public double height() {
        return top() + rows.stream().mapToDouble(this::rowHeight).sum();
    }

    private double top() {
        return title.isEmpty() ? MARGIN : 44;
    }

    private double rowHeight(List<Tile> row) {
        int lines = row.stream().mapToInt(tile -> tile.caption().size()).max().orElse(0);
        return tileHeight + lines * LINE + GAP + 4;
    }

    @Override
    public String description() {
        return title;
    }

    @Override
    public void draw(Canvas canvas) {
        canvas.text(title, MARGIN, 28, TITLE, Palette.TEXT);
        double y = top();
        for (var row : rows) {
            double x = MARGIN;
            for (var tile : row) {
                draw(tile, canvas.movedTo(x, y));
                x += tileWidth + GAP;
            }
            y += rowHeight(row);
        }
    }

    /** As large as there is room for, without changing its proportions. */
    private void draw(Tile tile, Canvas canvas) {
        double scale = Math.min(
                tileWidth / tile.image().width(), tileHeight / tile.image().height());
        double width = scale * tile.image().width();
        double height = scale * tile.image().height();
        double left = (tileWidth - width) / 2;
        double top = tileHeight - height;
        canvas.rectangle(left - 1, top - 1, width + 2, height + 2, Palette.GRID);
        canvas.raster(tile.image(), left, top, width, height);
        for (int line = 0; line < tile.caption().size(); line++) {
            String words = CAPTION.fitted(tile.caption().get(line), tileWidth + GAP - 2);
            canvas.text(
                    words,
                    tileWidth / 2,
                    tileHeight + (line + 1) * LINE - 1,
                    CAPTION,
                    line == 0 ? Palette.TEXT : Palette.MUTED);
        }
    }
}
