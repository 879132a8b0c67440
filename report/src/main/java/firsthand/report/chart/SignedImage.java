package firsthand.report.chart;

import firsthand.report.image.Raster;

/** Numbers as colours: blue above 0, vermillion below, white at 0, and of full colour where they are largest. */
public final class SignedImage {
    private static final int GAP = 1;

    private SignedImage() {}

    /**
     * A picture of height x width x channels numbers, the channels side by side.
     *
     * @throws IllegalArgumentException if there are not as many
     */
    public static Raster of(float[] values, int height, int width, int channels) {
        if (values.length != height * width * channels) {
            throw new IllegalArgumentException(
                    "signed image: expected " + height * width * channels + " numbers, received " + values.length);
        }
        float largest = 0;
        for (float value : values) {
            largest = Math.max(largest, Math.abs(value));
        }
        var image = Raster.filled((width + GAP) * channels - GAP, height, Palette.PAPER.on(Theme.LIGHT));
        for (int at = 0; at < values.length; at++) {
            int c = at % channels;
            int x = at / channels % width;
            int y = at / channels / width;
            double share = largest == 0 ? 0 : values[at] / largest;
            image.pixels()[y * image.width() + c * (width + GAP) + x] =
                    Palette.signed(share).on(Theme.LIGHT);
        }
        return image;
    }
}
