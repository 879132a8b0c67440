package firsthand.data;

import firsthand.random.RandomStream;
import firsthand.tensor.Shape;

/**
 * A random change to a training example that leaves its class as it is: a digit moved by a pixel is the same digit. Your
 * own is one method.
 *
 * <pre>{@code
 * Augmentation brightness = (values, offset, example, random, memory) -> {
 *     float factor = 0.8f + 0.4f * random.nextFloat();
 *     for (int i = offset; i < offset + example.size(); i++) {
 *         values[i] *= factor;
 *     }
 * };
 * }</pre>
 *
 * <p>Examples are changed as they are read into a batch, so that a network never sees quite the same one twice. Several
 * threads do so at once, each with examples, a stream and memory of its own: an augmentation keeps nothing between
 * calls, and what it does to an example is decided by the example and the stream alone.
 */
@FunctionalInterface
public interface Augmentation {

    /**
     * Changes one example in place.
     *
     * @param values holds the example from {@code offset} on, row by row; what lies around it belongs to others
     * @param example its shape: height x width, or height x width x channels
     * @param random where all randomness comes from; nobody else draws from it
     * @param memory at least {@link #memoryLength} numbers, with whatever was left there
     */
    void apply(float[] values, int offset, Shape example, RandomStream random, float[] memory);

    /**
     * How many numbers of memory {@link #apply} wants for examples of this shape, so that it need not allocate any.
     * Asked once before training, which makes it the place to refuse a shape.
     *
     * @throws IllegalArgumentException if it cannot work on such examples: the message names what was expected and
     *     received
     */
    default int memoryLength(Shape example) {
        return 0;
    }
}
