package firsthand.cli.terminal;

import firsthand.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/**
 * Small images as text. Two rows of pixels make a line of half blocks: in shades of gray where colours are wanted, else
 * in black and white. Very small images, of up to 14 rows, get a line for each row and two characters for each pixel,
 * so that one can see them.
 */
public final class DigitArt {
    private static final int VERY_SMALL = 14;
    private static final float INK = 0.35f;
    private static final String SHADES = " ░▒▓█";
    private static final String RESET = "\u001b[0m";

    private final boolean color;

    /** Draws in shades of gray if {@code color}. */
    public DigitArt(boolean color) {
        this.color = color;
    }

    /** How many characters wide the drawing of an image is. */
    public static int width(Tensor image) {
        int width = image.size() / height(image);
        return height(image) <= VERY_SMALL ? 2 * width : width;
    }

    /** The lines that show an image of height x width, 0 to 1. A flat input of n x n values is drawn as a square. */
    public List<String> lines(Tensor image) {
        int height = height(image);
        int width = image.size() / height;
        List<String> lines = new ArrayList<>();
        for (int row = 0; row < height; row += height <= VERY_SMALL ? 1 : 2) {
            var line = new StringBuilder();
            for (int column = 0; column < width; column++) {
                float upper = image.values()[row * width + column];
                float lower = row + 1 < height ? image.values()[(row + 1) * width + column] : 0;
                line.append(height <= VERY_SMALL ? large(upper) : small(upper, lower));
            }
            lines.add(color ? line + RESET : line.toString());
        }
        return lines;
    }

    private static int height(Tensor image) {
        return image.shape().rank() == 2
                ? image.shape().extent(0)
                : Math.max(1, (int) Math.round(Math.sqrt(image.size())));
    }

    private String large(float value) {
        if (color) {
            return "\u001b[48;5;" + gray(value) + "m  ";
        }
        String shade = SHADES.substring(shade(value), shade(value) + 1);
        return shade + shade;
    }

    private static int shade(float value) {
        return Math.clamp(Math.round(value * (SHADES.length() - 1)), 0, SHADES.length() - 1);
    }

    /** In colour, the upper pixel is the foreground, the lower the background. */
    private String small(float upper, float lower) {
        if (color) {
            return "\u001b[38;5;" + gray(upper) + ";48;5;" + gray(lower) + "m▀";
        }
        if (upper > INK) {
            return lower > INK ? "█" : "▀";
        }
        return lower > INK ? "▄" : " ";
    }

    /** One of the 24 grays of the 256-colour palette. */
    private static int gray(float value) {
        return 232 + Math.clamp(Math.round(value * 23), 0, 23);
    }
}
