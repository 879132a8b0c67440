package firsthand.datasets;

import firsthand.data.InvalidFileException;
import firsthand.tensor.Tensor;
import java.util.Arrays;

/** Tells the ink of a picture from its background: 0 is background, 1 the strongest ink. */
final class Ink {
    /** Differences from the background below this are no ink: no eye sees three steps of 255. */
    private static final float FAINTEST_INK = 3 / 255f;

    /** A picture whose strongest ink differs less than this from the background is blank. */
    private static final float FAINTEST_DIGIT = 0.1f;

    /**
     * Ink must stand out from the background's noise by this many times its median deviation: four standard deviations.
     */
    private static final float NOISE_MARGIN = 6;

    private Ink() {}

    /**
     * The background is the median of the outermost pixels; ink is what differs from it, on the side that differs more
     * in all.
     *
     * @throws InvalidFileException if nothing does
     */
    static Tensor find(String name, Tensor gray) throws InvalidFileException {
        float[] border = border(gray);
        float background = median(border);
        for (int i = 0; i < border.length; i++) {
            border[i] = Math.abs(border[i] - background);
        }
        float noise = Math.max(FAINTEST_INK, NOISE_MARGIN * median(border));
        float sign = darkerSum(gray, background, noise) > 0 ? -1 : 1;
        var ink = Tensor.zeros(gray.shape());
        float strongest = 0;
        for (int i = 0; i < gray.size(); i++) {
            float difference = sign * (gray.values()[i] - background);
            ink.values()[i] = difference > noise ? difference : 0;
            strongest = Math.max(strongest, ink.values()[i]);
        }
        if (strongest < FAINTEST_DIGIT) {
            throw blank(name, gray);
        }
        return brightened(ink, strongest);
    }

    private static InvalidFileException blank(String name, Tensor gray) {
        return new InvalidFileException(name + ": expected a digit, received a blank picture: nothing in its "
                + gray.shape() + " pixels stands out from the background; draw darker or lighter");
    }

    /**
     * Takes a picture for black ink on white paper, 1 - gray.
     *
     * @throws InvalidFileException if all of it is white
     */
    static Tensor blackOnWhite(String name, Tensor gray) throws InvalidFileException {
        var ink = Tensor.zeros(gray.shape());
        float strongest = 0;
        for (int i = 0; i < gray.size(); i++) {
            ink.values()[i] = 1 - gray.values()[i];
            strongest = Math.max(strongest, ink.values()[i]);
        }
        if (strongest <= FAINTEST_DIGIT) {
            throw blank(name, gray);
        }
        return ink;
    }

    /** How much darker than the background the picture is in all; below 0 where it is lighter. */
    private static double darkerSum(Tensor gray, float background, float noise) {
        double sum = 0;
        for (float value : gray.values()) {
            sum += Math.abs(background - value) > noise ? background - value : 0;
        }
        return sum;
    }

    private static float[] border(Tensor gray) {
        int height = gray.shape().extent(0);
        int width = gray.shape().extent(1);
        var border = new float[2 * (height + width)];
        int next = 0;
        for (int row = 0; row < height; row++) {
            border[next++] = gray.at(row, 0);
            border[next++] = gray.at(row, width - 1);
        }
        for (int column = 0; column < width; column++) {
            border[next++] = gray.at(0, column);
            border[next++] = gray.at(height - 1, column);
        }
        return border;
    }

    private static float median(float[] values) {
        var sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    /** Brings the strongest ink to 1. */
    static Tensor brightened(Tensor ink, float strongest) {
        for (int i = 0; i < ink.size(); i++) {
            ink.values()[i] /= strongest;
        }
        return ink;
    }
}
