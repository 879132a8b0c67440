package firsthand.layer;

import firsthand.tensor.Shape;
import java.util.List;

/**
 * Batch normalisation as it predicts, which can also be taken backward: see {@link BatchNorm#frozen()}.
 *
 * <p>With mu and v the running mean and variance, which do not depend on x,
 *
 * <pre>
 *     xhat = (x - mu) / sqrt(v + epsilon)
 *     y = gamma xhat + beta
 *
 *     dL/dgamma = sum of dL/dy xhat
 *     dL/dbeta  = sum of dL/dy
 *     dL/dx     = gamma / sqrt(v + epsilon) dL/dy
 * </pre>
 */
final class FrozenBatchNorm implements Layer {
    private final BatchNorm trained;
    private final int channels;

    FrozenBatchNorm(BatchNorm trained) {
        this.trained = trained;
        channels = trained.channels();
    }

    @Override
    public String type() {
        return trained.type();
    }

    @Override
    public Shape outputShape(Shape input) {
        return trained.outputShape(input);
    }

    @Override
    public List<Parameter> parameters() {
        return trained.parameters();
    }

    @Override
    public List<Parameter> buffers() {
        return trained.buffers();
    }

    /** Room for a factor and a summand of each channel: y = factor x + summand. */
    @Override
    public int memoryLength(Pass pass) {
        return 2 * channels;
    }

    @Override
    public void prepare(Pass pass, int part, int parts) {
        trained.prepareFrozen(pass, part, parts);
    }

    @Override
    public void forward(Pass pass, int from, int to) {
        trained.forward(pass, from, to);
    }

    @Override
    public void backward(Pass pass, int from, int to) {
        int width = pass.x().stride();
        for (int i = from * width; i < to * width; i++) {
            pass.dx().values()[i] = pass.memory()[i % channels] * pass.dy().values()[i];
        }
    }

    @Override
    public void gradients(Pass pass, int part, int parts) {
        float[] mean = trained.buffers().get(0).value().values();
        float[] variance = trained.buffers().get(1).value().values();
        for (int c = channels * part / parts; c < channels * (part + 1) / parts; c++) {
            double inverse = 1 / Math.sqrt(variance[c] + trained.epsilon());
            double product = 0;
            double sum = 0;
            for (int i = c; i < pass.examples() * pass.x().stride(); i += channels) {
                double dy = pass.dy().values()[i];
                product += dy * (pass.x().values()[i] - mean[c]) * inverse;
                sum += dy;
            }
            parameters().get(0).gradient().values()[c] = (float) product;
            parameters().get(1).gradient().values()[c] = (float) sum;
        }
    }
}
