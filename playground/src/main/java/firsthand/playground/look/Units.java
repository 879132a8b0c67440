package firsthand.playground.look;

import firsthand.network.Network;
import firsthand.tensor.Shape;
import firsthand.tensor.Tensor;

/**
 * The units of a layer's output: one for each number; of images, one for each channel, since the same weights compute
 * all its pixels.
 *
 * @param shape of one example's output
 */
record Units(Shape shape) {

    /** @throws IllegalArgumentException if there is no such layer */
    static Units of(Network network, int layer) {
        int layers = network.layers().size();
        if (layer < 0 || layer >= layers) {
            throw new IllegalArgumentException(
                    "layer: expected the number of a layer, from 0 to " + (layers - 1) + ", received " + layer);
        }
        return new Units(network.outputShape(layer));
    }

    int count() {
        return areChannels() ? shape.extent(2) : shape.size();
    }

    boolean areChannels() {
        return shape.rank() == 3;
    }

    /** How many numbers of each example's output belong to one unit. */
    int pixels() {
        return shape.size() / count();
    }

    /** Where the number of a pixel of a unit lies in the output of a batch. */
    int place(int example, int pixel, int unit) {
        return example * shape.size() + pixel * count() + unit;
    }

    /** The pixel at which a unit's output is largest, the first of several. */
    int strongest(Tensor y, int example, int unit) {
        int best = 0;
        for (int pixel = 1; pixel < pixels(); pixel++) {
            if (y.values()[place(example, pixel, unit)] > y.values()[place(example, best, unit)]) {
                best = pixel;
            }
        }
        return best;
    }

    /** The mean of a unit's pixels. */
    double mean(Tensor y, int example, int unit) {
        double sum = 0;
        for (int pixel = 0; pixel < pixels(); pixel++) {
            sum += y.values()[place(example, pixel, unit)];
        }
        return sum / pixels();
    }

    /** One number for each of the first {@code examples} of a batch; of a channel, its image for the first of them. */
    Tensor image(Tensor y, int examples, int unit) {
        if (!areChannels()) {
            var numbers = Tensor.zeros(examples);
            for (int i = 0; i < examples; i++) {
                numbers.values()[i] = y.values()[place(i, 0, unit)];
            }
            return numbers;
        }
        var image = Tensor.zeros(shape.extent(0), shape.extent(1));
        for (int pixel = 0; pixel < image.size(); pixel++) {
            image.values()[pixel] = y.values()[place(0, pixel, unit)];
        }
        return image;
    }

    /** How many units gave 0 for each of the first {@code examples} of a batch. */
    int dead(Tensor y, int examples) {
        int dead = 0;
        for (int unit = 0; unit < count(); unit++) {
            dead += isDead(y, examples, unit) ? 1 : 0;
        }
        return dead;
    }

    private boolean isDead(Tensor y, int examples, int unit) {
        for (int i = unit; i < examples * shape.size(); i += count()) {
            if (y.values()[i] != 0) {
                return false;
            }
        }
        return true;
    }
}
