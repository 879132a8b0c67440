package firsthand.layer;

import firsthand.tensor.Shape;
import java.util.Arrays;
import java.util.List;

/**
 * Layer normalisation: each example gets mean 0 and variance 1 over all its values, then a scale and a shift for each
 * value that are learned.
 *
 * <p>With n the number of values of an example, mu their mean and v their variance (the mean of the squares of x - mu),
 *
 * <pre>
 *     xhat = (x - mu) / sqrt(v + epsilon)
 *     y = gamma xhat + beta
 *
 *     dL/dgamma = sum over the examples of dL/dy xhat
 *     dL/dbeta  = sum over the examples of dL/dy
 *     dL/dx     = (g - mean of g - xhat mean of (g xhat)) / sqrt(v + epsilon)   with g = gamma dL/dy
 * </pre>
 *
 * <p>Unlike {@link BatchNorm} it does the same in training and prediction. (Ba, Kiros and Hinton, 2016, equation 4.)
 */
public final class LayerNorm implements Layer {
    /** The usual number that keeps the division finite. */
    public static final double EPSILON = 1e-5;

    private final int size;
    private final double epsilon;
    private final Parameter scale;
    private final Parameter shift;

    /** A normalisation of examples of so many values, with the usual epsilon. */
    public LayerNorm(int size) {
        this(size, EPSILON);
    }

    /**
     * A normalisation of examples of so many values.
     *
     * @param epsilon keeps the division finite; above 0
     * @throws IllegalArgumentException if a number is out of its range
     */
    public LayerNorm(int size, double epsilon) {
        if (size < 1 || !(epsilon > 0 && Double.isFinite(epsilon))) {
            throw new IllegalArgumentException("layer-norm: expected 1 value or more and a finite epsilon above 0,"
                    + " received " + size + " and " + epsilon);
        }
        this.size = size;
        this.epsilon = epsilon;
        scale = Parameter.zeros("scale", size);
        shift = Parameter.zeros("shift", size);
        Arrays.fill(scale.value().values(), 1);
    }

    @Override
    public String type() {
        return "layer-norm";
    }

    /** The number of values of an example. */
    public int size() {
        return size;
    }

    /** What keeps the division finite. */
    public double epsilon() {
        return epsilon;
    }

    @Override
    public Shape outputShape(Shape input) {
        if (input.size() != size) {
            throw new IllegalArgumentException("expected an input of " + size + " values, received shape " + input);
        }
        return input;
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(scale, shift);
    }

    /** Room for the mean and 1 / sqrt(v + epsilon) of each example. */
    @Override
    public int memoryLength(Pass pass) {
        return 2 * pass.capacity();
    }

    @Override
    public void forward(Pass pass, int from, int to) {
        float[] x = pass.x().values();
        float[] y = pass.y().values();
        for (int i = from; i < to; i++) {
            double mean = mean(x, i * size);
            double inverse = 1 / Math.sqrt(variance(x, i * size, mean) + epsilon);
            pass.memory()[2 * i] = (float) mean;
            pass.memory()[2 * i + 1] = (float) inverse;
            for (int j = 0; j < size; j++) {
                float xhat = (float) ((x[i * size + j] - mean) * inverse);
                y[i * size + j] =
                        Math.fma(scale.value().values()[j], xhat, shift.value().values()[j]);
            }
        }
    }

    private double mean(float[] x, int at) {
        double sum = 0;
        for (int j = 0; j < size; j++) {
            sum += x[at + j];
        }
        return sum / size;
    }

    private double variance(float[] x, int at, double mean) {
        double squares = 0;
        for (int j = 0; j < size; j++) {
            squares += (x[at + j] - mean) * (x[at + j] - mean);
        }
        return squares / size;
    }

    private float xhat(Pass pass, int i, int j) {
        return (pass.x().values()[i * size + j] - pass.memory()[2 * i]) * pass.memory()[2 * i + 1];
    }

    @Override
    public void backward(Pass pass, int from, int to) {
        float[] dy = pass.dy().values();
        float[] gamma = scale.value().values();
        for (int i = from; i < to; i++) {
            double sum = 0;
            double product = 0;
            for (int j = 0; j < size; j++) {
                double g = (double) gamma[j] * dy[i * size + j];
                sum += g;
                product += g * xhat(pass, i, j);
            }
            for (int j = 0; j < size; j++) {
                double g = (double) gamma[j] * dy[i * size + j];
                double dx = (g - sum / size - xhat(pass, i, j) * product / size) * pass.memory()[2 * i + 1];
                pass.dx().values()[i * size + j] = (float) dx;
            }
        }
    }

    @Override
    public void gradients(Pass pass, int part, int parts) {
        float[] dy = pass.dy().values();
        for (int j = size * part / parts; j < size * (part + 1) / parts; j++) {
            float product = 0;
            float sum = 0;
            for (int i = 0; i < pass.examples(); i++) {
                product = Math.fma(dy[i * size + j], xhat(pass, i, j), product);
                sum += dy[i * size + j];
            }
            scale.gradient().values()[j] = product;
            shift.gradient().values()[j] = sum;
        }
    }
}
