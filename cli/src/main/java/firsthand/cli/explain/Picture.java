package firsthand.cli.explain;

import firsthand.tensor.Shape;
import firsthand.tensor.Tensor;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;

/**
 * Numbers as an image. An image is itself, the channels of one with several side by side; a row of numbers is a square
 * where it fills one, else lines of 32.
 *
 * @param values what is shown
 * @param palette in which colours
 */
record Picture(Tensor values, Palette palette) {
    private static final int LINE = 32;
    private static final int TILES = 8;
    private static final int SMALLEST_SQUARE = 16;

    /** What stands between the channels. */
    private static final int GAP = 0x9aa0a6;

    /**
     * Which colour a number has, by its share of the largest. Blue and orange differ for colour-blind readers too.
     *
     * @see <a href="https://doi.org/10.1038/nmeth.1618">Wong, "Points of view: color blindness", 2011</a>
     */
    enum Palette {
        /** 0 white, 1 black: ink on paper. */
        INK(0x000000, 0x000000),
        /** 0 white, the largest a dark violet. */
        STRENGTH(0x4b0f6b, 0x4b0f6b),
        /** Above 0 blue, below 0 orange. */
        SIGN(0x0055a4, 0xd55e00);

        private final int above;
        private final int below;

        Palette(int above, int below) {
            this.above = above;
            this.below = below;
        }

        /** The colour of {@code share}, from -1 to 1. */
        int color(double share) {
            int full = share < 0 ? below : above;
            double strength = Math.min(1, Math.abs(share));
            int color = 0;
            for (int shift = 0; shift <= 16; shift += 8) {
                int channel = full >> shift & 0xff;
                color |= (int) Math.round(255 + (channel - 255) * strength) << shift;
            }
            return color;
        }
    }

    private Grid grid() {
        Shape shape = values.shape();
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

    private int tilesInRow() {
        return Math.min(TILES, grid().channels());
    }

    /** The pixels from left to right. */
    int width() {
        return tilesInRow() * (grid().width() + 1) - 1;
    }

    /** The pixels from top to bottom. */
    int height() {
        int rows = (grid().channels() + tilesInRow() - 1) / tilesInRow();
        return rows * (grid().height() + 1) - 1;
    }

    /** A PNG file in which each number is a square of {@code scale} x {@code scale} pixels. */
    byte[] png(int scale) {
        var image = new BufferedImage(width() * scale, height() * scale, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                image.setRGB(x, y, color(y / scale, x / scale));
            }
        }
        var file = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", file);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return file.toByteArray();
    }

    private int color(int row, int column) {
        var grid = grid();
        int y = row % (grid.height() + 1);
        int x = column % (grid.width() + 1);
        int channel = row / (grid.height() + 1) * tilesInRow() + column / (grid.width() + 1);
        int i = grid.index(y, x, channel);
        boolean inside = y < grid.height() && x < grid.width() && channel < grid.channels() && i < values.size();
        return inside ? palette.color(values.values()[i] / largest()) : GAP;
    }

    /** What has the full colour: an input is shown as it is, from 0 to 1. */
    private double largest() {
        double largest = palette == Palette.INK ? 1 : Double.MIN_NORMAL;
        for (float value : values.values()) {
            largest = Math.max(largest, Math.abs(value));
        }
        return largest;
    }
}
