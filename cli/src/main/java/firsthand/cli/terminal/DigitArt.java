package firsthand.cli.terminal;

import firsthand.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/**
 * Small images as text: two rows of pixels to a line of half blocks, in shades of gray where colours are wanted, else in black and white.
 */
public final class DigitArt {
    private static final float INK = 0.35f;

    private final boolean color;

    /** Draws in shades of gray if {@code color}. */
    public DigitArt(boolean color) {
        this.color = color;
    }

    /** The lines that show an image of height x width, 0 to 1. A flat input of n x n values is drawn as a square. */
    public List<String> lines(Tensor image) {
        int height = height(image);
        int width = image.size() / height;
        List<String> lines = new ArrayList<>();
        for (int row = 0; row < height; row += 2) {
            var line = new StringBuilder();
            for (int column = 0; column < width; column++) {
                float upper = image.values()[row * width + column];
                float lower = row + 1 < height ? image.values()[(row + 1) * width + column] : 0;
                line.append(color ? shaded(upper, lower) : plain(upper, lower));
            }
            lines.add(color ? line + "\u001b[0m" : line.toString());
        }
        return lines;
    }

    private static int height(Tensor image) {
        return image.shape().rank() == 2 ? image.shape().extent(0) : (int) Math.round(Math.sqrt(image.size()));
    }

    private static String plain(float upper, float lower) {
        if (upper > INK) {
            return lower > INK ? "█" : "▀";
        }
        return lower > INK ? "▄" : " ";
    }

    /** The 24 grays of the 256-colour palette; the upper pixel in the foreground, the lower in the background. */
    private static String shaded(float upper, float lower) {
        return "\u001b[38;5;" + gray(upper) + ";48;5;" + gray(lower) + "m▀";
    }

    private static int gray(float value) {
        return 232 + Math.clamp(Math.round(value * 23), 0, 23);
    }
}
