package firsthand.report.explain;

import firsthand.report.chart.Palette;
import firsthand.report.chart.Theme;
import firsthand.report.image.Png;
import firsthand.report.image.Raster;
import firsthand.tensor.Shape;
import firsthand.tensor.Tensor;

/**
 * Numbers as an image. An image is itself, the channels of one with several side by side; a row of numbers is a square
 * where it fills one, else lines of 32.
 *
 * @param values what is shown
 * @param colours in which colours
 * @param largest what has the full colour
 */
record Heatmap(Tensor values, Colours colours, double largest) {
    private static final int LINE = 32;
    private static final int TILES = 8;
    private static final int SMALLEST_SQUARE = 16;

    /** What stands between the channels. */
    private static final int GAP = 0x9aa0a6;

    /** Which colour a number has, by its share of the largest. */
    enum Colours {
        /** 0 white, 1 black: ink on paper. */
        INK,
        /** 0 white, the largest blue. */
        STRENGTH,
        /** Above 0 blue, below 0 vermillion. */
        SIGN;

        private int of(double share) {
            return switch (this) {
                case INK -> 0x010101 * (int) Math.round(255 * (1 - Math.clamp(share, 0, 1)));
                case STRENGTH -> Palette.heat(share).on(Theme.LIGHT);
                case SIGN -> Palette.signed(share).on(Theme.LIGHT);
            };
        }
    }

    /** An input as it is, from 0 to 1; where it is more than that, by its largest. */
    static Heatmap ofInput(Tensor values) {
        return new Heatmap(values, Colours.INK, Math.max(1, largest(values)));
    }

    /** Numbers of 0 and above, by their largest. */
    static Heatmap ofStrength(Tensor values) {
        return new Heatmap(values, Colours.STRENGTH, largest(values));
    }

    /** Numbers of either sign, by their largest. */
    static Heatmap ofSign(Tensor values) {
        return new Heatmap(values, Colours.SIGN, largest(values));
    }

    /** The largest, without its sign. */
    static double largest(Tensor values) {
        double largest = Double.MIN_NORMAL;
        for (float value : values.values()) {
            largest = Math.max(largest, Math.abs(value));
        }
        return largest;
    }

    private static Grid grid(Shape shape) {
        if (shape.rank() > 1) {
            return Grid.of(shape);
        }
        int side = (int) Math.round(Math.sqrt(shape.size()));
        if (side * side == shape.size() && side * side >= SMALLEST_SQUARE) {
            return new Grid(side, side, 1);
        }
        int width = Math.min(LINE, shape.size());
        return new Grid((shape.size() + width - 1) / width, width, 1);
    }

    /** Values as height x width, the channels of a pixel added up. */
    static Tensor plane(Tensor values) {
        var grid = grid(values.shape());
        var plane = Tensor.zeros(grid.height(), grid.width());
        for (int i = 0; i < values.size(); i++) {
            plane.values()[i / grid.channels()] += values.values()[i];
        }
        return plane;
    }

    private int tilesInRow() {
        return Math.min(TILES, grid(values.shape()).channels());
    }

    /** The numbers from left to right, with the gaps. */
    int width() {
        return tilesInRow() * (grid(values.shape()).width() + 1) - 1;
    }

    /** The numbers from top to bottom, with the gaps. */
    int height() {
        int rows = (grid(values.shape()).channels() + tilesInRow() - 1) / tilesInRow();
        return rows * (grid(values.shape()).height() + 1) - 1;
    }

    /** A PNG file in which each number is a square of {@code scale} x {@code scale} pixels. */
    byte[] png(int scale) {
        var grid = grid(values.shape());
        var picture = Raster.filled(width() * scale, height() * scale, GAP);
        for (int i = 0; i < values.size(); i++) {
            int channel = grid.channel(i);
            int y = channel / tilesInRow() * (grid.height() + 1) + grid.row(i);
            int x = channel % tilesInRow() * (grid.width() + 1) + grid.column(i);
            int colour = colours.of(values.values()[i] / largest);
            picture.put(Raster.filled(scale, scale, colour), x * scale, y * scale);
        }
        return Png.of(picture);
    }
}
