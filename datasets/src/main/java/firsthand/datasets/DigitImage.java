package firsthand.datasets;

import firsthand.data.InvalidFileException;
import firsthand.tensor.Shape;
import firsthand.tensor.Tensor;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

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
    /** The height and width of a digit of MNIST. */
    public static final int SIDE = 28;

    /**
     * Fainter ink than this does not widen the crop: the halo of JPEG, smudges. All but 4 of MNIST's 10,000 test digits
     * keep their box.
     */
    private static final float FAINTEST_EDGE = 0.1f;

    /** A stage that can be left out, so that one sees what it is good for. */
    public enum Stage {
        /** Without it, the picture is taken for black ink on white paper. */
        INK,
        /** Without it, the whole picture is taken for the digit. */
        CROP,
        /** Without it, what is cropped fills the whole field, whatever becomes of its aspect. */
        BOX,
        /**
         * Without it, the middle of the box comes to the middle of the field, and not the centre of mass; with 8x8 digits
         * it always does.
         */
        CENTRE;

        /** All of them, as MNIST was made. */
        public static final Set<Stage> ALL = Collections.unmodifiableSet(EnumSet.allOf(Stage.class));

        /** The name in small letters. */
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * What a digit is put into.
     *
     * @param side height and width of the result
     * @param box height and width of what the digit itself fills of it
     */
    public record Field(int side, int box) {
        /** The digit of MNIST: 20 pixels in 28. */
        public static final Field MNIST = new Field(SIDE, 20);

        /** The smallest side that a digit can be told on. */
        public static final int SMALLEST = 8;

        /** The digit of {@link Digits}, which is prepared otherwise than MNIST's: see {@link UprightDigit}. */
        public static final Field DIGITS = new Field(SMALLEST, SMALLEST);

        /** @throws IllegalArgumentException if the box is no smaller part of a field of 8 pixels or more */
        public Field {
            if (side < SMALLEST || box < 1 || box > side) {
                throw new IllegalArgumentException("field: expected a side of " + SMALLEST
                        + " or more, and a box that fits, received " + box + " in " + side);
            }
        }

        /** A field of any side: of 8 pixels that of the 8x8 digits; of more, filled as much as in MNIST. */
        public static Field of(int side) {
            return side == SMALLEST ? DIGITS : new Field(side, Math.round(side * (float) MNIST.box / MNIST.side));
        }
    }

    /**
     * Takes a picture through all stages.
     *
     * @param name what to call the picture in messages
     * @param gray height x width, 0 black to 1 white, of any size and polarity
     * @throws InvalidFileException if the picture is blank
     */
    public static DigitImage of(String name, Tensor gray) throws InvalidFileException {
        return of(name, gray, Field.MNIST, Stage.ALL);
    }

    /**
     * Takes a picture through some of the stages, into a field of another size.
     *
     * @param stages those that are not left out
     * @throws InvalidFileException if the picture is blank
     */
    public static DigitImage of(String name, Tensor gray, Field field, Set<Stage> stages) throws InvalidFileException {
        Tensor ink = stages.contains(Stage.INK) ? Ink.find(name, gray) : Ink.blackOnWhite(name, gray);
        Tensor crop = stages.contains(Stage.CROP) ? cropToInk(ink) : ink;
        if (field.equals(Field.DIGITS) && stages.contains(Stage.BOX)) {
            Tensor scaled = UprightDigit.scaled(crop);
            return new DigitImage(ink, crop, scaled, UprightDigit.inField(scaled));
        }
        Tensor scaled = stages.contains(Stage.BOX)
                ? scaleToBox(crop, field.box)
                : AreaAverage.scale(crop, field.side, field.side);
        Tensor centred = stages.contains(Stage.CENTRE) ? centre(scaled, field.side) : middle(scaled, field.side);
        return new DigitImage(ink, crop, scaled, centred);
    }

    static Tensor cropToInk(Tensor ink) {
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

    private static Tensor scaleToBox(Tensor crop, int box) {
        int height = crop.shape().extent(0);
        int width = crop.shape().extent(1);
        double factor = (double) box / Math.max(height, width);
        var scaled = AreaAverage.scale(
                crop, (int) Math.max(1, Math.round(height * factor)), (int) Math.max(1, Math.round(width * factor)));
        float strongest = 0;
        for (float value : scaled.values()) {
            strongest = Math.max(strongest, value);
        }
        return Ink.brightened(scaled, strongest);
    }

    private static Tensor centre(Tensor scaled, int side) {
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
        return placed(scaled, shift(massByRow / mass, height, side), shift(massByColumn / mass, width, side), side);
    }

    static Tensor middle(Tensor scaled, int side) {
        return placed(
                scaled,
                (side - scaled.shape().extent(0)) / 2,
                (side - scaled.shape().extent(1)) / 2,
                side);
    }

    /** In a field of {@code side} x {@code side}, in steps of 1/255. */
    private static Tensor placed(Tensor scaled, int top, int left, int side) {
        var placed = Tensor.zeros(side, side);
        paste(scaled, top, left, placed);
        for (int i = 0; i < placed.size(); i++) {
            placed.values()[i] = Math.round(255 * placed.values()[i]) / 255f;
        }
        return placed;
    }

    /**
     * Whole pixels from the edge of the field to the edge of the digit, kept where no ink is lost. The middle is pixel
     * 14, as in MNIST.
     */
    private static int shift(double centreOfMass, int extent, int side) {
        return Math.clamp(Math.round(side / 2 - centreOfMass), 0, side - extent);
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
