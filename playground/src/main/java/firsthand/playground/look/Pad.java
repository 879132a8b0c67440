package firsthand.playground.look;

import firsthand.data.InvalidFileException;
import firsthand.datasets.DigitImage;
import firsthand.tensor.Shape;
import firsthand.tensor.Tensor;
import java.util.Set;

/**
 * What somebody has drawn: height x width shades of gray.
 *
 * @param width from 1 to 1000
 * @param height from 1 to 1000
 * @param pixels a byte each, row by row, 0 black to 255 white
 */
public record Pad(int width, int height, byte[] pixels) {
    private static final int MOST = 1000;

    /** @throws IllegalArgumentException if width or height are out of range, or there is not a byte for each pixel */
    public Pad {
        if (width < 1 || width > MOST || height < 1 || height > MOST) {
            throw new IllegalArgumentException("drawing: expected a width and a height from 1 to " + MOST
                    + ", received " + width + " x " + height);
        }
        if (pixels.length != width * height) {
            throw new IllegalArgumentException("drawing: expected " + width * height + " bytes for " + width + " x "
                    + height + " pixels, received " + pixels.length);
        }
        pixels = pixels.clone();
    }

    /**
     * The drawing as a network sees it, in the shape of its input; {@code stages} are those that are not left out.
     *
     * @throws InvalidFileException if nothing is drawn
     * @throws IllegalArgumentException if the network's input is no square image
     */
    public Tensor example(Shape input, Set<DigitImage.Stage> stages) throws InvalidFileException {
        return Tensor.of(input, digit(input, stages).centred().values());
    }

    /** All stages on the way there. */
    DigitImage digit(Shape input, Set<DigitImage.Stage> stages) throws InvalidFileException {
        return DigitImage.of("drawing", gray(), DigitImage.Field.of(side(input)), stages);
    }

    private static int side(Shape input) {
        int side = (int) Math.round(Math.sqrt(input.size()));
        boolean square = input.rank() == 1 || (input.extent(0) == side && input.extent(1) == side);
        if (side * side != input.size() || !square || side < DigitImage.Field.SMALLEST) {
            throw new IllegalArgumentException(
                    "drawing: expected a network that sees square images of one channel, received one of input shape "
                            + input);
        }
        return side;
    }

    private Tensor gray() {
        var gray = Tensor.zeros(height, width);
        for (int i = 0; i < pixels.length; i++) {
            gray.values()[i] = (pixels[i] & 0xff) / 255f;
        }
        return gray;
    }
}
