package firsthand.datasets.augment;

import firsthand.random.RandomStream;
import java.util.Arrays;

/**
 * The two displacements of every pixel that {@link Elastic} describes.
 *
 * <p>A Gaussian in two dimensions is one along columns after one along rows. Both fields lie side by side, and each of
 * the two passes smooths from row to row, since then a tap g(k) is one sum over a long stretch of memory:
 *
 * <pre>
 *     sum[i] += g(k) field[i + k rows]    for all i at once
 * </pre>
 *
 * <p>Between the passes the fields are transposed; before the first there is no need, for noise has no direction.
 */
final class ElasticField {
    /**
     * A stretch of so many sums at a time: both fields of a 28x28 image at once. The just-in-time compiler makes vector
     * instructions of a loop that reads and writes the same array only where the distance between the two is a constant,
     * hence the copies into windows at this distance.
     */
    private static final int STRETCH = 1600;

    /** The noise comes from 16 bits, so that one draw makes four of it. */
    private static final float NOISE_STEP = 0x1p-15f;

    private final float alpha;
    private final int radius;
    private final float[] taps;

    ElasticField(Elastic elastic) {
        alpha = (float) elastic.alpha();
        radius = (int) Math.ceil(3 * elastic.sigma());
        taps = taps(radius, elastic.sigma());
    }

    /** g(-radius) to g(radius), and a 0 to make their number even. */
    private static float[] taps(int radius, double sigma) {
        var taps = new double[2 * radius + 1];
        double sum = 0;
        for (int i = 0; i < taps.length; i++) {
            double k = i - radius;
            taps[i] = k == 0 ? 1 : StrictMath.exp(-k * k / (2 * sigma * sigma));
            sum += taps[i];
        }
        var normalised = new float[taps.length + 1];
        for (int i = 0; i < taps.length; i++) {
            normalised[i] = (float) (taps[i] / sum);
        }
        return normalised;
    }

    /** How many numbers of memory {@link #draw} wants beside the fields. */
    static int memoryLength(int height, int width) {
        return 3 * STRETCH + 2 * height * width + 4 * Math.max(height, width);
    }

    /**
     * Writes the fields of an image to {@code memory} from {@code fields} on: of each row of pixels, the displacements
     * down, then those to the right.
     *
     * @param spare where {@link #memoryLength} numbers may be overwritten
     */
    void draw(RandomStream random, int height, int width, float[] memory, int fields, int spare) {
        int rough = spare + 3 * STRETCH + 2 * Math.max(height, width);
        noise(random, memory, rough, 2 * height * width);
        smooth(memory, rough, fields, spare, width, 2 * height);
        transpose(memory, fields, rough, width, height);
        smooth(memory, rough, fields, spare, height, 2 * width);
    }

    /** Uniform from -alpha to alpha. */
    private void noise(RandomStream random, float[] memory, int start, int count) {
        float step = alpha * NOISE_STEP;
        float middle = step / 2;
        int i = start;
        for (; i <= start + count - 4; i += 4) {
            long bits = random.nextLong();
            memory[i] = Math.fma(step, (short) bits, middle);
            memory[i + 1] = Math.fma(step, (short) (bits >>> 16), middle);
            memory[i + 2] = Math.fma(step, (short) (bits >>> 32), middle);
            memory[i + 3] = Math.fma(step, (short) (bits >>> 48), middle);
        }
        for (; i < start + count; i++) {
            memory[i] = Math.fma(step, (short) random.nextLong(), middle);
        }
    }

    /**
     * Smooths from row to row what lies at {@code from}, into {@code into}. Two taps at a time: where only one of the two
     * reaches a row, the other reads from a row of zeros before the first or after the last.
     */
    private void smooth(float[] memory, int from, int into, int spare, int rows, int width) {
        int length = rows * width;
        Arrays.fill(memory, from - width, from, 0);
        Arrays.fill(memory, from + length, from + length + width, 0);
        for (int first = 0; first < length; first += STRETCH) {
            int last = Math.min(first + STRETCH, length);
            Arrays.fill(memory, spare, spare + last - first, 0);
            for (int tap = 0; tap < taps.length; tap += 2) {
                int k = tap - radius;
                int start = Math.max(first, -(k + 1) * width);
                int end = Math.min(last, length - k * width);
                if (start < end) {
                    int sums = spare + start - first;
                    int source = from + start + k * width;
                    System.arraycopy(memory, source, memory, sums + STRETCH, end - start);
                    System.arraycopy(memory, source + width, memory, sums + 2 * STRETCH, end - start);
                    addScaled(memory, sums, end - start, taps[tap], taps[tap + 1]);
                }
            }
            System.arraycopy(memory, spare, memory, into + first, last - first);
        }
    }

    /** Adds the two windows to the sums, g(k) and g(k + 1) times. */
    private static void addScaled(float[] memory, int sums, int count, float g, float next) {
        for (int i = sums; i < sums + count; i++) {
            float sum = Math.fma(g, memory[i + STRETCH], memory[i]);
            memory[i] = Math.fma(next, memory[i + 2 * STRETCH], sum);
        }
    }

    /** Turns rows into columns in both fields, which lie side by side before and after. */
    private static void transpose(float[] memory, int from, int into, int rows, int columns) {
        for (int field = 0; field < 2; field++) {
            for (int row = 0; row < rows; row++) {
                for (int column = 0; column < columns; column++) {
                    memory[into + (2 * column + field) * rows + row] =
                            memory[from + (2 * row + field) * columns + column];
                }
            }
        }
    }
}
