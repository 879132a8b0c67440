package firsthand.kernel;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Pooling, a vector of channels at a time, with a mask for the last ones where they are no whole vector; of
 * these, gradients are left to the definition, since processors store through a mask slowly, and so are averages. Reading x is what bounds it.
 */
final class VectorPooling implements PoolingKernels {
    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();

    private final ScalarPooling scalar = new ScalarPooling();

    @Override
    public void max(Pooling sizes, float[] x, float[] y, float[] winner, int from, int to) {
        int whole = sizes.channels() / LANES * LANES;
        for (int i = from; i < to; i++) {
            for (int oy = 0; oy < sizes.outHeight(); oy++) {
                for (int ox = 0; ox < sizes.outWidth(); ox++) {
                    for (int c = 0; c < whole; c += LANES) {
                        max(sizes, x, y, winner, i, oy, ox, c);
                    }
                    if (whole < sizes.channels()) {
                        maskedMax(sizes, x, y, winner, i, oy, ox, whole);
                    }
                }
            }
        }
    }

    private static void max(Pooling sizes, float[] x, float[] y, float[] winner, int i, int oy, int ox, int c) {
        var best = FloatVector.broadcast(SPECIES, Float.NEGATIVE_INFINITY);
        var which = FloatVector.zero(SPECIES);
        int columns = sizes.right(ox) - sizes.left(ox);
        int bottom = sizes.bottom(oy);
        float pixel = 0;
        for (int iy = sizes.top(oy); iy < bottom; iy++) {
            int first = ((i * sizes.height() + iy) * sizes.width() + sizes.left(ox)) * sizes.channels() + c;
            for (int n = 0; n < columns; n++) {
                var value = FloatVector.fromArray(SPECIES, x, first + n * sizes.channels());
                var larger = value.compare(VectorOperators.GT, best);
                best = best.blend(value, larger);
                which = which.blend(pixel, larger);
                pixel++;
            }
        }
        int result = ((i * sizes.outHeight() + oy) * sizes.outWidth() + ox) * sizes.channels() + c;
        best.intoArray(y, result);
        which.intoArray(winner, result);
    }

    private static void maskedMax(Pooling sizes, float[] x, float[] y, float[] winner, int i, int oy, int ox, int c) {
        var lanes = SPECIES.indexInRange(0, sizes.channels() - c);
        var best = FloatVector.broadcast(SPECIES, Float.NEGATIVE_INFINITY);
        var which = FloatVector.zero(SPECIES);
        int columns = sizes.right(ox) - sizes.left(ox);
        int bottom = sizes.bottom(oy);
        float pixel = 0;
        for (int iy = sizes.top(oy); iy < bottom; iy++) {
            int first = ((i * sizes.height() + iy) * sizes.width() + sizes.left(ox)) * sizes.channels() + c;
            for (int n = 0; n < columns; n++) {
                var value = FloatVector.fromArray(SPECIES, x, first + n * sizes.channels(), lanes);
                var larger = value.compare(VectorOperators.GT, best);
                best = best.blend(value, larger);
                which = which.blend(pixel, larger);
                pixel++;
            }
        }
        int result = ((i * sizes.outHeight() + oy) * sizes.outWidth() + ox) * sizes.channels() + c;
        best.intoArray(y, result, lanes);
        which.intoArray(winner, result, lanes);
    }

    @Override
    public void maxGradient(Pooling sizes, float[] winner, float[] dy, float[] dx, int from, int to) {
        Arrays.fill(dx, from * sizes.inputSize(), to * sizes.inputSize(), 0);
        int whole = sizes.channels() / LANES * LANES;
        for (int i = from; i < to; i++) {
            for (int oy = 0; oy < sizes.outHeight(); oy++) {
                for (int ox = 0; ox < sizes.outWidth(); ox++) {
                    for (int c = 0; c < whole; c += LANES) {
                        maxGradient(sizes, winner, dy, dx, i, oy, ox, c);
                    }
                    ScalarPooling.maxGradient(sizes, winner, dy, dx, i, oy, ox, whole);
                }
            }
        }
    }

    private static void maxGradient(
            Pooling sizes, float[] winner, float[] dy, float[] dx, int i, int oy, int ox, int c) {
        int result = ((i * sizes.outHeight() + oy) * sizes.outWidth() + ox) * sizes.channels() + c;
        var gradient = FloatVector.fromArray(SPECIES, dy, result);
        var which = FloatVector.fromArray(SPECIES, winner, result);
        int columns = sizes.right(ox) - sizes.left(ox);
        int bottom = sizes.bottom(oy);
        float pixel = 0;
        for (int iy = sizes.top(oy); iy < bottom; iy++) {
            int first = ((i * sizes.height() + iy) * sizes.width() + sizes.left(ox)) * sizes.channels() + c;
            for (int n = 0; n < columns; n++) {
                var before = FloatVector.fromArray(SPECIES, dx, first + n * sizes.channels());
                before.blend(before.add(gradient), which.compare(VectorOperators.EQ, pixel))
                        .intoArray(dx, first + n * sizes.channels());
                pixel++;
            }
        }
    }

    @Override
    public void average(Pooling sizes, float[] x, float[] y, int from, int to) {
        scalar.average(sizes, x, y, from, to);
    }

    @Override
    public void averageGradient(Pooling sizes, float[] dy, float[] dx, int from, int to) {
        scalar.averageGradient(sizes, dy, dx, from, to);
    }
}
