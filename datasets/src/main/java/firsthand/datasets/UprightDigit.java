package firsthand.datasets;

import firsthand.tensor.Shape;
import firsthand.tensor.Tensor;

/**
 * A digit on its way to the 8x8 form of {@link Digits}.
 *
 * <p>Its makers (Alpaydin and Kaynak, "Optical Recognition of Handwritten Digits", UCI) had programs of NIST bring every
 * digit to a bitmap of 32x32, and counted the ink in blocks of 4x4. What the programs had done shows in the counts:
 * digits stand upright in the middle, fill the field's height and five eighths of its width at most, and have strokes so
 * thick that three tenths of the field are ink, whoever wrote them.
 */
final class UprightDigit {
    private static final int BITMAP = 32;
    private static final int WIDEST = 20;
    private static final int SIDE = 8;
    private static final int COUNTS = BITMAP / SIDE * (BITMAP / SIDE);

    /** The share of a field that is ink: 0.29 to 0.32, in the mean over all examples of a digit. */
    private static final double INK = 0.3;

    private static final double BRIGHTEST = 20;
    private static final int HALVINGS = 30;

    private UprightDigit() {}

    /** The crop put upright and brought to 32 pixels of height, and 20 of width at most. */
    static Tensor scaled(Tensor crop) {
        Tensor upright = DigitImage.cropToInk(upright(crop));
        double aspect = (double) upright.shape().extent(1) / upright.shape().extent(0);
        return AreaAverage.scale(upright, BITMAP, Math.clamp(Math.round(BITMAP * aspect), 1, WIDEST));
    }

    /**
     * Moves each row sideways, by as much as ink leans on its way to it from the row of the centre of mass:
     * sum of (row - mean row)(column - mean column) / sum of (row - mean row)^2 for each row between, over all ink.
     */
    private static Tensor upright(Tensor crop) {
        int height = crop.shape().extent(0);
        int width = crop.shape().extent(1);
        double mass = 0;
        double byRow = 0;
        double byColumn = 0;
        double byBoth = 0;
        double bySquare = 0;
        for (int row = 0; row < height; row++) {
            for (int column = 0; column < width; column++) {
                double value = crop.at(row, column);
                mass += value;
                byRow += value * row;
                byColumn += value * column;
                byBoth += value * row * column;
                bySquare += value * row * row;
            }
        }
        double middle = byRow / mass;
        double spread = bySquare - byRow * middle;
        double lean = spread > 0 ? Math.clamp((byBoth - byColumn * middle) / spread, -1, 1) : 0;
        return sheared(crop, lean, middle);
    }

    /** Whoever leans at most by one pixel a row stays within a height on each side. */
    private static Tensor sheared(Tensor crop, double lean, double middle) {
        int height = crop.shape().extent(0);
        int width = crop.shape().extent(1);
        var sheared = Tensor.zeros(Shape.of(height, width + 2 * height));
        int newWidth = sheared.shape().extent(1);
        for (int row = 0; row < height; row++) {
            double left = height - lean * (row - middle);
            int whole = (int) left;
            float part = (float) (left - whole);
            for (int column = 0; column < width; column++) {
                int place = row * newWidth + whole + column;
                sheared.values()[place] += (1 - part) * crop.at(row, column);
                if (part > 0) {
                    sheared.values()[place + 1] += part * crop.at(row, column);
                }
            }
        }
        return sheared;
    }

    /** In the middle of 8x8, in steps of 1/16, with as much ink as all others have. */
    static Tensor inField(Tensor scaled) {
        var counts = AreaAverage.scale(DigitImage.middle(scaled, BITMAP), SIDE, SIDE);
        double factor = factor(counts);
        for (int i = 0; i < counts.size(); i++) {
            counts.values()[i] = Math.round(COUNTS * Math.min(1, factor * counts.values()[i])) / (float) COUNTS;
        }
        return counts;
    }

    /** By what to multiply for the right amount of ink, found by halving: more of a factor never makes less ink. */
    private static double factor(Tensor counts) {
        double low = 0;
        double high = BRIGHTEST;
        for (int i = 0; i < HALVINGS; i++) {
            double factor = (low + high) / 2;
            double ink = 0;
            for (float value : counts.values()) {
                ink += Math.min(1, factor * value);
            }
            if (ink < INK * counts.size()) {
                low = factor;
            } else {
                high = factor;
            }
        }
        return high;
    }
}
