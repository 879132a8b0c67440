package firsthand.datasets.augment;

import firsthand.random.RandomStream;
import firsthand.tensor.Shape;
import java.util.Arrays;

/**
 * Sets a rectangle of some images to 0, so that no part of them becomes indispensable: random erasing (Zhong, Zheng,
 * Kang, Li and Yang, "Random erasing data augmentation", 2017, algorithm 1, with 0 in place of noise).
 *
 * <p>Its area is uniform from 0.02 of the image to {@code share} of it, its height divided by its width uniform from 0.3
 * to 1 / 0.3, and each place where it fits is equally likely. A side longer than the image is cut to fit.
 *
 * @param probability the share of images of which something is erased
 * @param share the largest part of an image to be erased
 */
public record Erase(double probability, double share) implements Change {
    private static final Amount PROBABILITY = new Amount("erase, probability", 1);
    private static final Amount SHARE = new Amount("erase, share", 1);
    private static final double SMALLEST_SHARE = 0.02;
    private static final double FLATTEST = 0.3;

    /** @throws IllegalArgumentException unless both are from 0 to 1 */
    public Erase {
        PROBABILITY.check(probability);
        SHARE.check(share);
    }

    void apply(float[] values, int offset, Shape example, RandomStream random) {
        if (random.nextDouble() >= probability) {
            return;
        }
        int rows = example.extent(0);
        int columns = example.extent(1);
        int channels = Augmentations.channels(example);
        double smallest = Math.min(SMALLEST_SHARE, share);
        double area = (smallest + (share - smallest) * random.nextDouble()) * rows * columns;
        double ratio = FLATTEST + (1 / FLATTEST - FLATTEST) * random.nextDouble();
        int height = (int) Math.min(rows, Math.round(Math.sqrt(area * ratio)));
        int width = (int) Math.min(columns, Math.round(Math.sqrt(area / ratio)));
        int top = random.nextInt(rows - height + 1);
        int left = random.nextInt(columns - width + 1);
        for (int row = top; row < top + height; row++) {
            int start = offset + (row * columns + left) * channels;
            Arrays.fill(values, start, start + width * channels, 0);
        }
    }

    @Override
    public String toString() {
        return "erase:" + Amount.text(probability) + ":" + Amount.text(share);
    }
}
