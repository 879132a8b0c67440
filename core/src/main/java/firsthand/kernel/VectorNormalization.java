package firsthand.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * What normalisation layers compute, a vector of channels at a time from the first row to the last; the last vector
 * overlaps the one before, and fewer channels than lanes are left to the definition. Reading x is what bounds it.
 */
final class VectorNormalization implements NormalizationKernels {
    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();

    private final ScalarNormalization scalar = new ScalarNormalization();

    private static int vectors(int channels) {
        return (channels + LANES - 1) / LANES;
    }

    private static int column(int v, int channels) {
        return Math.min(v * LANES, channels - LANES);
    }

    @Override
    public void moments(float[] x, int at, int rows, int channels, float[] moments, int into) {
        if (channels < LANES) {
            scalar.moments(x, at, rows, channels, moments, into);
            return;
        }
        for (int v = 0; v < vectors(channels); v++) {
            vectorMoments(x, at, rows, channels, moments, into, column(v, channels));
        }
    }

    private static void vectorMoments(float[] x, int at, int rows, int channels, float[] moments, int into, int c) {
        var sum = FloatVector.zero(SPECIES);
        for (int r = 0; r < rows; r++) {
            sum = sum.add(FloatVector.fromArray(SPECIES, x, at + r * channels + c));
        }
        var mean = sum.div(rows);
        var squares = FloatVector.zero(SPECIES);
        for (int r = 0; r < rows; r++) {
            var deviation =
                    FloatVector.fromArray(SPECIES, x, at + r * channels + c).sub(mean);
            squares = deviation.fma(deviation, squares);
        }
        mean.intoArray(moments, into + c);
        squares.intoArray(moments, into + channels + c);
    }

    @Override
    public void scaleAndShift(float[] x, float[] y, int at, int rows, int channels, float[] factors, int first) {
        if (channels < LANES) {
            scalar.scaleAndShift(x, y, at, rows, channels, factors, first);
            return;
        }
        for (int v = 0; v < vectors(channels); v++) {
            int c = column(v, channels);
            var a = FloatVector.fromArray(SPECIES, factors, first + c);
            var b = FloatVector.fromArray(SPECIES, factors, first + channels + c);
            for (int r = 0; r < rows; r++) {
                int i = at + r * channels + c;
                FloatVector.fromArray(SPECIES, x, i).fma(a, b).intoArray(y, i);
            }
        }
    }

    @Override
    public void gradientSums(
            float[] x, float[] dy, int at, int rows, int channels, float[] factors, int first, float[] sums, int into) {
        if (channels < LANES) {
            scalar.gradientSums(x, dy, at, rows, channels, factors, first, sums, into);
            return;
        }
        for (int v = 0; v < vectors(channels); v++) {
            int c = column(v, channels);
            var mean = FloatVector.fromArray(SPECIES, factors, first + c);
            var sum = FloatVector.zero(SPECIES);
            var product = FloatVector.zero(SPECIES);
            for (int r = 0; r < rows; r++) {
                int i = at + r * channels + c;
                var gradient = FloatVector.fromArray(SPECIES, dy, i);
                sum = sum.add(gradient);
                product = gradient.fma(FloatVector.fromArray(SPECIES, x, i).sub(mean), product);
            }
            sum.intoArray(sums, into + c);
            product.intoArray(sums, into + channels + c);
        }
    }

    @Override
    public void combine(float[] x, float[] dy, float[] dx, int at, int rows, int channels, float[] factors, int first) {
        if (channels < LANES) {
            scalar.combine(x, dy, dx, at, rows, channels, factors, first);
            return;
        }
        for (int v = 0; v < vectors(channels); v++) {
            int c = column(v, channels);
            var a = FloatVector.fromArray(SPECIES, factors, first + c);
            var b = FloatVector.fromArray(SPECIES, factors, first + channels + c);
            var d = FloatVector.fromArray(SPECIES, factors, first + 2 * channels + c);
            for (int r = 0; r < rows; r++) {
                int i = at + r * channels + c;
                var shifted = FloatVector.fromArray(SPECIES, x, i).fma(b, d);
                FloatVector.fromArray(SPECIES, dy, i).fma(a, shifted).intoArray(dx, i);
            }
        }
    }
}
