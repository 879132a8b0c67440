package firsthand.kernel;

import firsthand.random.RandomStream;
import java.util.stream.IntStream;

/** Numbers to try things on, the same for the same seed. */
final class Numbers {
    private static final float[] SPECIAL = {
        0f,
        -0f,
        1f,
        -1f,
        Float.MIN_VALUE,
        -Float.MIN_NORMAL,
        Float.MAX_VALUE,
        -Float.MAX_VALUE,
        88.8f,
        -103.9f,
        Float.POSITIVE_INFINITY,
        Float.NEGATIVE_INFINITY,
        Float.NaN,
        0.625f,
        -0.625f,
        1e-20f
    };

    private final RandomStream random;

    Numbers(long seed) {
        random = RandomStream.of(seed);
    }

    /** 1 to {@code most}. */
    int size(int most) {
        return 1 + random.nextInt(most);
    }

    /** 0 to {@code bound - 1}. */
    int below(int bound) {
        return random.nextInt(bound);
    }

    float[] dense(int length) {
        var values = new float[length];
        for (int i = 0; i < length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
    }

    float[] positive(int length) {
        var values = dense(length);
        for (int i = 0; i < length; i++) {
            values[i] *= values[i];
        }
        return values;
    }

    /** Four fifths zeros. */
    float[] sparse(int length) {
        var values = dense(length);
        for (int i = 0; i < length; i++) {
            values[i] = random.nextInt(5) == 0 ? values[i] : 0;
        }
        return values;
    }

    /** Small and large, so that some probabilities vanish. */
    float[] logits(int length) {
        var values = dense(length);
        for (int i = 0; i < length; i++) {
            values[i] *= random.nextInt(3) == 0 ? 60 : 1;
        }
        return values;
    }

    /** Ordinary numbers with infinities, NaN, zeros of both signs and the ends of the range among them. */
    float[] special(int length) {
        var values = dense(length);
        for (int i = 0; i < length; i++) {
            values[i] = random.nextInt(3) == 0 ? SPECIAL[random.nextInt(SPECIAL.length)] : 5 * values[i];
        }
        return values;
    }

    int[] shuffled(int count) {
        var order = IntStream.range(0, count).toArray();
        random.shuffle(order);
        return order;
    }
}
