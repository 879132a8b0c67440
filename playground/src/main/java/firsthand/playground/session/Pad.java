package firsthand.playground.session;

import firsthand.playground.message.Form;
import firsthand.tensor.Shape;
import firsthand.tensor.Tensor;

/**
 * A picture that the user drew.
 *
 * @param gray height x width, 0 black to 1 white
 */
record Pad(Tensor gray) {
    private static final int LARGEST_SIDE = 1000;

    /**
     * Reads the fields width, height and pixels: a byte for each, row by row, 0 black to 255 white.
     *
     * @throws IllegalArgumentException if a side is not from 1 to 1,000, or there are not as many bytes as that makes
     */
    static Pad of(Form form) {
        int width = (int) form.whole("width", 1, LARGEST_SIDE);
        int height = (int) form.whole("height", 1, LARGEST_SIDE);
        byte[] pixels = form.bytes("pixels");
        if (pixels.length != width * height) {
            throw new IllegalArgumentException("pixels: expected " + width * height + " bytes, one for each of " + width
                    + " x " + height + ", received " + pixels.length);
        }
        var gray = new float[pixels.length];
        for (int i = 0; i < gray.length; i++) {
            gray[i] = (pixels[i] & 0xff) / 255f;
        }
        return new Pad(Tensor.of(Shape.of(height, width), gray));
    }
}
