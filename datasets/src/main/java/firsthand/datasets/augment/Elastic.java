package firsthand.datasets.augment;

/**
 * Bends the image as an unsteady hand would: elastic distortion (Simard, Steinkraus and Platt, "Best practices for
 * convolutional neural networks applied to visual document analysis", 2003, section 2).
 *
 * <p>Every pixel is read from a place displaced by two numbers, down and to the right. For each of the two, numbers
 * uniform from -1 to 1 are drawn for all pixels, smoothed by a Gaussian g, and scaled:
 *
 * <pre>
 *     displacement(i, j) = alpha * sum over k, l of g(k) g(l) noise(i + k, j + l)
 *     g(k) = exp(-k^2 / (2 sigma^2)) / sum over k of the same,    |k| at most 3 sigma, rounded up
 * </pre>
 *
 * <p>Outside the image the noise is 0. In the middle of a large image, the standard deviation of a displacement is
 * alpha / sqrt(3) times the sum of the squares of g, about 0.16 alpha / sigma.
 *
 * @param alpha how strong; 34 in the paper
 * @param sigma over how many pixels neighbours move alike; 4 in the paper, where 0.01 would be mere noise
 */
public record Elastic(double alpha, double sigma) implements Change {
    private static final Amount ALPHA = new Amount("elastic, alpha", Float.MAX_VALUE);
    private static final Amount SIGMA = new Amount("elastic, sigma in pixels", 100);

    /** @throws IllegalArgumentException unless {@code alpha} is finite and 0 or more, and {@code sigma} from 0 to 100 */
    public Elastic {
        ALPHA.check(alpha);
        SIGMA.check(sigma);
    }

    @Override
    public String toString() {
        return "elastic:" + Amount.text(alpha) + ":" + Amount.text(sigma);
    }
}
