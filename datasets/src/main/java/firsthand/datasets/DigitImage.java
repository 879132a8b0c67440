package firsthand.datasets;

import firsthand.data.InvalidFileException;
import firsthand.tensor.Shape;
import firsthand.tensor.Tensor;
import java.util.Arrays;

/**
 * A picture of a digit on its way to the 28x28 form of MNIST, each stage kept so that it can be shown.
 *
 * <pre>{@code
 * Tensor input = DigitImage.of("drawing", gray).centred();
 * }</pre>
 *
 * <p>The procedure is that of MNIST's makers (LeCun, Cortes and Burges, "The MNIST database of handwritten digits"):
 * "The original black and white images from NIST were size normalized to fit in a 20x20 pixel box while preserving
 * their aspect ratio. ... The images were centered in a 28x28 image by computing the center of mass of the pixels, and
 * translating the image so as to position this point at the center of the 28x28 field." Since other pictures are
 * neither black and white nor always dark on light, the ink is found first.
 *
 * @param ink height x width of the picture; 0 is background, 1 the strongest ink, whatever was lighter in the picture
 * @param crop the smallest rectangle that holds all but the faintest ink
 * @param scaled the crop with its long side brought to 20 pixels by area averaging, aspect kept, its strongest ink
 * brought to 1
 * @param centred 28x28, in steps of 1/255: {@code scaled} shifted by whole pixels so that its centre of mass is in the
 * middle
 */
public record DigitImage(Tensor ink, Tensor crop, Tensor scaled, Tensor centred) {
    /** The height and width of the result. */
    public static final int SIDE = 28;

    private static final int BOX = 20;

    /** Differences from the background below this are no ink: no eye sees three steps of 255. */
    private static final float FAINTEST_INK = 3 / 255f;

    /** A picture whose strongest ink differs less than this from the background is blank. */
    private static final float FAINTEST_DIGIT = 0.1f;

    /**
     * Fainter ink than this does not widen the crop: the halo of JPEG, smudges. All but 4 of MNIST's 10,000 test digits
     * keep their box.
     */
    private static final float FAINTEST_EDGE = 0.1f;

    /**
     * Ink must stand out from the background's noise by this many times its median deviation: four standard deviations.
     */
    private static final float NOISE_MARGIN = 6;

    /**
     * Takes a picture through all stages.
     *
     * @param name what to call the picture in messages
     * @param gray height x width, 0 black to 1 white, of any size and polarity
     * @throws InvalidFileException if the picture is blank
     */
    public static DigitImage of(String name, Tensor gray) throws InvalidFileException {
        Tensor ink = findInk(name, gray);
        Tensor crop = cropToInk(ink);
        Tensor scaled = scaleToBox(crop);
        return new DigitImage(ink, crop, scaled, centre(scaled));
    }

    /**
     * The background is the median of the outermost pixels; ink is what differs from it, on the side that differs more
     * in all.
     */
    private static Tensor findInk(String name, Tensor gray) throws InvalidFileException {
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
            throw new InvalidFileException(name + ": expected a digit, received a blank picture: nothing in its "
                    + gray.shape() + " pixels stands out from the background; draw darker or lighter");
        }
        return brightened(ink, strongest);
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

    private static Tensor brightened(Tensor ink, float strongest) {
        for (int i = 0; i < ink.size(); i++) {
            ink.values()[i] /= strongest;
        }
        return ink;
    }

    private static Tensor cropToInk(Tensor ink) {
        int height = ink.shape().extent(0);
        int width = ink.shape().extent(1);
        int top = height;
        int bottom = 0;
        int left = width;
        int right = 0;
        for (int row = 0; row < height; row++) {
            for (int column = 0; column < width; column++) {
                if (ink.values()[row * width + column] > FAINTEST_EDGE) {
                    top = Math.min(top, row);
                    bottom = Math.max(bottom, row + 1);
                    left = Math.min(left, column);
                    right = Math.max(right, column + 1);
                }
            }
        }
        var crop = Tensor.zeros(Shape.of(bottom - top, right - left));
        paste(ink, -top, -left, crop);
        return crop;
    }

    private static Tensor scaleToBox(Tensor crop) {
        int height = crop.shape().extent(0);
        int width = crop.shape().extent(1);
        double factor = (double) BOX / Math.max(height, width);
        var scaled = AreaAverage.scale(
                crop, (int) Math.max(1, Math.round(height * factor)), (int) Math.max(1, Math.round(width * factor)));
        float strongest = 0;
        for (float value : scaled.values()) {
            strongest = Math.max(strongest, value);
        }
        return brightened(scaled, strongest);
    }

    private static Tensor centre(Tensor scaled) {
        double mass = 0;
        double massByRow = 0;
        double massByColumn = 0;
        int height = scaled.shape().extent(0);
        int width = scaled.shape().extent(1);
        for (int row = 0; row < height; row++) {
            for (int column = 0; column < width; column++) {
                double value = scaled.at(row, column);
                mass += value;
                massByRow += value * row;
                massByColumn += value * column;
            }
        }
        var centred = Tensor.zeros(SIDE, SIDE);
        paste(scaled, shift(massByRow / mass, height), shift(massByColumn / mass, width), centred);
        for (int i = 0; i < centred.size(); i++) {
            centred.values()[i] = Math.round(255 * centred.values()[i]) / 255f;
        }
        return centred;
    }

    /**
     * Whole pixels from the edge of the field to the edge of the digit, kept where no ink is lost. The middle is pixel
     * 14, as in MNIST.
     */
    private static int shift(double centreOfMass, int extent) {
        return Math.clamp(Math.round(SIDE / 2 - centreOfMass), 0, SIDE - extent);
    }

    /**
     * Copies the part of {@code from} that falls into {@code into} when its corner is put at {@code top}, {@code left}.
     */
    private static void paste(Tensor from, int top, int left, Tensor into) {
        int width = into.shape().extent(1);
        int fromWidth = from.shape().extent(1);
        for (int row = Math.max(0, top);
                row < Math.min(into.shape().extent(0), top + from.shape().extent(0));
                row++) {
            for (int column = Math.max(0, left); column < Math.min(width, left + fromWidth); column++) {
                into.values()[row * width + column] = from.values()[(row - top) * fromWidth + column - left];
            }
        }
    }
}
