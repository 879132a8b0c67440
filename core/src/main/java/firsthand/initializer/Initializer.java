package firsthand.initializer;

import firsthand.random.RandomStream;
import java.util.Arrays;

/**
 * Fills a parameter with the numbers that training starts from.
 *
 * <p>With n inputs to each unit ("fan-in") and m units ("fan-out"), weights whose variance is near 1/n keep signals
 * from growing or fading on their way through the layers.
 */
@FunctionalInterface
public interface Initializer {

    /** Fills {@code values}, one by one in order, for a layer of {@code fanIn} inputs and {@code fanOut} outputs. */
    void fill(float[] values, int fanIn, int fanOut, RandomStream random);

    /** All zeros: right for biases; for weights it would make all units of a layer learn the same. */
    static Initializer zeros() {
        return (values, fanIn, fanOut, random) -> Arrays.fill(values, 0);
    }

    /**
     * Uniform in [low, high).
     *
     * @throws IllegalArgumentException unless low is below high and both are finite
     */
    static Initializer uniform(double low, double high) {
        if (!(low < high) || Double.isInfinite(high - low)) {
            throw new IllegalArgumentException(
                    "Initializer.uniform: expected low below high, received " + low + " and " + high);
        }
        return (values, fanIn, fanOut, random) -> fillUniform(values, low, high, random);
    }

    /**
     * Normal with the given mean and standard deviation.
     *
     * @throws IllegalArgumentException unless the deviation is 0 or more and both are finite
     */
    static Initializer normal(double mean, double standardDeviation) {
        if (!(standardDeviation >= 0) || !Double.isFinite(mean + standardDeviation)) {
            throw new IllegalArgumentException(
                    "Initializer.normal: expected a finite mean and a standard deviation of 0" + " or more, received "
                            + mean + " and " + standardDeviation);
        }
        return (values, fanIn, fanOut, random) -> fillNormal(values, mean, standardDeviation, random);
    }

    /**
     * Normal with variance 1/n: signals of variance 1 stay so through a linear layer (LeCun, Bottou, Orr and Mueller,
     * "Efficient BackProp", 1998, section 4.6).
     */
    static Initializer lecun() {
        return (values, fanIn, fanOut, random) -> fillNormal(values, 0, Math.sqrt(1.0 / fanIn), random);
    }

    /** Normal with variance 2/n, which makes up for the half that ReLU cuts off (He et al., 2015, equation 10). */
    static Initializer he() {
        return (values, fanIn, fanOut, random) -> fillNormal(values, 0, Math.sqrt(2.0 / fanIn), random);
    }

    /**
     * Uniform with variance 2/(n + m), between plus and minus the root of 6/(n + m): a compromise between signals going
     * forward and gradients coming back (Glorot and Bengio, 2010, equation 16).
     */
    static Initializer xavier() {
        return (values, fanIn, fanOut, random) -> {
            double limit = Math.sqrt(6.0 / (fanIn + fanOut));
            fillUniform(values, -limit, limit, random);
        };
    }

    private static void fillUniform(float[] values, double low, double high, RandomStream random) {
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (low + (high - low) * random.nextDouble());
        }
    }

    private static void fillNormal(float[] values, double mean, double deviation, RandomStream random) {
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (mean + deviation * random.nextGaussian());
        }
    }
}
