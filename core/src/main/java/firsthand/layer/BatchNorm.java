package firsthand.layer;

import firsthand.kernel.Kernels;
import firsthand.tensor.Shape;
import java.util.Arrays;
import java.util.List;

/**
 * Batch normalisation: each channel gets mean 0 and variance 1 over the batch, then a scale and a shift that are
 * learned.
 *
 * <p>With n the number of values of a channel (the examples, times the pixels of an image), and mu and v their mean and
 * variance (the mean of the squares of x - mu),
 *
 * <pre>
 *     xhat = (x - mu) / sqrt(v + epsilon)
 *     y = gamma xhat + beta
 *
 *     dL/dgamma = sum of dL/dy xhat
 *     dL/dbeta  = sum of dL/dy
 *     dL/dx     = gamma / sqrt(v + epsilon) (dL/dy - dL/dbeta / n - xhat dL/dgamma / n)
 * </pre>
 *
 * <p>In prediction, where an example must not depend on its neighbours, mu and v are running means of those seen in
 * training: after each batch, running = (1 - momentum) running + momentum seen, of the variance with n - 1 in place of
 * n. (Ioffe and Szegedy, 2015, algorithms 1 and 2; the derivatives in section 3.)
 *
 * <p>Means and variances are taken within each example, then over the examples in order, in double.
 */
public final class BatchNorm implements BatchwiseLayer {
    /** The usual share of a new batch in the running means. */
    public static final double MOMENTUM = 0.1;

    /** The usual number that keeps the division finite. */
    public static final double EPSILON = 1e-5;

    private final int channels;
    private final double momentum;
    private final double epsilon;
    private final Parameter scale;
    private final Parameter shift;
    private final Parameter runningMean;
    private final Parameter runningVariance;

    /** A normalisation of so many channels, with the usual numbers. */
    public BatchNorm(int channels) {
        this(channels, MOMENTUM, EPSILON);
    }

    /**
     * A normalisation of so many channels, of an image, or of a row of numbers.
     *
     * @param momentum the share of a new batch in the running means, above 0 and at most 1
     * @param epsilon keeps the division finite; above 0
     * @throws IllegalArgumentException if a number is out of its range
     */
    public BatchNorm(int channels, double momentum, double epsilon) {
        if (channels < 1 || !(momentum > 0 && momentum <= 1) || !(epsilon > 0 && Double.isFinite(epsilon))) {
            throw new IllegalArgumentException("batch-norm: expected 1 channel or more, a momentum above 0 and at most"
                    + " 1, and a finite epsilon above 0, received " + channels + ", " + momentum + " and " + epsilon);
        }
        this.channels = channels;
        this.momentum = momentum;
        this.epsilon = epsilon;
        scale = Parameter.zeros("scale", channels);
        shift = Parameter.zeros("shift", channels);
        runningMean = Parameter.zeros("running_mean", channels);
        runningVariance = Parameter.zeros("running_variance", channels);
        Arrays.fill(scale.value().values(), 1);
        Arrays.fill(runningVariance.value().values(), 1);
    }

    /** How many channels examples of shape {@code input} have: those of an image, or all the numbers of a row. */
    public static int channels(Shape input) {
        return ImageExtents.channels(input);
    }

    @Override
    public String type() {
        return "batch-norm";
    }

    /** The number of channels. */
    public int channels() {
        return channels;
    }

    /** The share of a new batch in the running means. */
    public double momentum() {
        return momentum;
    }

    /** What keeps the division finite. */
    public double epsilon() {
        return epsilon;
    }

    /**
     * This layer as it predicts, with the same parameters, also on the way back: the running means stay as they are, and
     * every example goes by itself. For looking at what one example does; it keeps the running means out of training.
     */
    public Layer frozen() {
        return new FrozenBatchNorm(this);
    }

    @Override
    public Shape outputShape(Shape input) {
        if (channels(input) != channels) {
            throw new IllegalArgumentException("expected " + channels + " channels, received shape " + input);
        }
        return input;
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(scale, shift);
    }

    @Override
    public List<Parameter> buffers() {
        return List.of(runningMean, runningVariance);
    }

    // The memory holds, each of as many numbers as there are channels: five factors, the means and the deviations of
    // the batch; then two sums for each example.
    private static final int FORWARD = 0;
    private static final int BACKWARD = 2;
    private static final int MEAN = 5;
    private static final int INVERSE = 6;
    private static final int EXAMPLES = 7;

    @Override
    public int memoryLength(Pass pass) {
        return (pass.isTraining() ? EXAMPLES + 2 * pass.capacity() : 2) * channels;
    }

    private int rows(Pass pass) {
        return pass.y().stride() / channels;
    }

    private int place(int i) {
        return (EXAMPLES + 2 * i) * channels;
    }

    /** In prediction, scale and shift follow from the running means. */
    @Override
    public void prepare(Pass pass, int part, int parts) {
        if (!pass.isTraining()) {
            prepareFrozen(pass, part, parts);
        }
    }

    void prepareFrozen(Pass pass, int part, int parts) {
        for (int c = channels * part / parts; c < channels * (part + 1) / parts; c++) {
            double inverse = 1 / Math.sqrt(runningVariance.value().values()[c] + epsilon);
            factors(pass.memory(), c, runningMean.value().values()[c], inverse);
        }
    }

    private void factors(float[] memory, int c, double mean, double inverse) {
        double factor = scale.value().values()[c] * inverse;
        memory[FORWARD * channels + c] = (float) factor;
        memory[(FORWARD + 1) * channels + c] = (float) (shift.value().values()[c] - mean * factor);
    }

    @Override
    public void observe(Pass pass, int from, int to) {
        for (int i = from; i < to; i++) {
            int first = i * pass.x().stride();
            Kernels.get()
                    .normalization()
                    .moments(pass.x().values(), first, rows(pass), channels, pass.memory(), place(i));
        }
    }

    @Override
    public void combine(Pass pass, int part, int parts) {
        float[] memory = pass.memory();
        int rows = rows(pass);
        double n = (double) pass.examples() * rows;
        for (int c = channels * part / parts; c < channels * (part + 1) / parts; c++) {
            double sum = 0;
            for (int i = 0; i < pass.examples(); i++) {
                sum += memory[place(i) + c];
            }
            double mean = sum / pass.examples();
            double squares = 0;
            for (int i = 0; i < pass.examples(); i++) {
                double deviation = memory[place(i) + c] - mean;
                squares += memory[place(i) + channels + c] + rows * deviation * deviation;
            }
            double inverse = 1 / Math.sqrt(squares / n + epsilon);
            memory[MEAN * channels + c] = (float) mean;
            memory[INVERSE * channels + c] = (float) inverse;
            factors(memory, c, mean, inverse);
            move(runningMean.value().values(), c, mean);
            move(runningVariance.value().values(), c, squares / Math.max(1, n - 1));
        }
    }

    private void move(float[] running, int c, double seen) {
        running[c] = (float) ((1 - momentum) * running[c] + momentum * seen);
    }

    @Override
    public void forward(Pass pass, int from, int to) {
        Kernels.get()
                .normalization()
                .scaleAndShift(
                        pass.x().values(),
                        pass.y().values(),
                        from * pass.x().stride(),
                        (to - from) * rows(pass),
                        channels,
                        pass.memory(),
                        FORWARD * channels);
    }

    @Override
    public void observeGradient(Pass pass, int from, int to) {
        for (int i = from; i < to; i++) {
            Kernels.get()
                    .normalization()
                    .gradientSums(
                            pass.x().values(),
                            pass.dy().values(),
                            i * pass.x().stride(),
                            rows(pass),
                            channels,
                            pass.memory(),
                            MEAN * channels,
                            pass.memory(),
                            place(i));
        }
    }

    @Override
    public void combineGradient(Pass pass, int part, int parts) {
        float[] memory = pass.memory();
        double n = (double) pass.examples() * rows(pass);
        for (int c = channels * part / parts; c < channels * (part + 1) / parts; c++) {
            double sum = 0;
            double product = 0;
            for (int i = 0; i < pass.examples(); i++) {
                sum += memory[place(i) + c];
                product += memory[place(i) + channels + c];
            }
            double mean = memory[MEAN * channels + c];
            double inverse = memory[INVERSE * channels + c];
            double factor = scale.value().values()[c] * inverse;
            double slope = -factor * inverse * inverse * product / n;
            scale.gradient().values()[c] = (float) (product * inverse);
            shift.gradient().values()[c] = (float) sum;
            memory[BACKWARD * channels + c] = (float) factor;
            memory[(BACKWARD + 1) * channels + c] = (float) slope;
            memory[(BACKWARD + 2) * channels + c] = (float) (-factor * sum / n - slope * mean);
        }
    }

    @Override
    public void backward(Pass pass, int from, int to) {
        Kernels.get()
                .normalization()
                .combine(
                        pass.x().values(),
                        pass.dy().values(),
                        pass.dx().values(),
                        from * pass.x().stride(),
                        (to - from) * rows(pass),
                        channels,
                        pass.memory(),
                        BACKWARD * channels);
    }
}
