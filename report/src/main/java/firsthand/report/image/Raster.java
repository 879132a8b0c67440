package firsthand.report.image;

import java.util.Arrays;

/**
 * A picture of pixels: row by row from the top, each 0xRRGGBB.
 *
 * @param width of a row, 1 or more
 * @param height the number of rows, 1 or more
 * @param pixels width x height of them; not copied
 */
public record Raster(int width, int height, int[] pixels) {

    /** @throws IllegalArgumentException if an extent is below 1, or there are not width x height pixels */
    public Raster {
        if (width < 1 || height < 1 || pixels.length != (long) width * height) {
            throw new IllegalArgumentException("raster: expected width x height pixels, received " + pixels.length
                    + " for " + width + " x " + height);
        }
    }

    /** A picture of one colour, 0xRRGGBB. */
    public static Raster filled(int width, int height, int colour) {
        var pixels = new int[width * height];
        Arrays.fill(pixels, colour);
        return new Raster(width, height, pixels);
    }

    /** The colour at a place, 0xRRGGBB. */
    public int at(int x, int y) {
        return pixels[y * width + x];
    }

    /** Copies a smaller picture into this one, its upper left corner at (x, y). */
    public void put(Raster part, int x, int y) {
        for (int row = 0; row < part.height; row++) {
            System.arraycopy(part.pixels, row * part.width, pixels, (y + row) * width + x, part.width);
        }
    }

    /** Whether every pixel is a shade of grey. */
    public boolean isGrey() {
        for (int pixel : pixels) {
            if ((pixel & 0xff) * 0x010101 != (pixel & 0xffffff)) {
                return false;
            }
        }
        return true;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Raster that && width == that.width && Arrays.equals(pixels, that.pixels);
    }

    @Override
    public int hashCode() {
        return 31 * width + Arrays.hashCode(pixels);
    }

    @Override
    public String toString() {
        return "Raster " + width + " x " + height;
    }
}
