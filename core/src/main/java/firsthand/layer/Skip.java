package firsthand.layer;

import firsthand.tensor.Shape;

/**
 * Adds what went into an earlier layer to what came out of those since: y = x + x of the layer {@code back} before.
 * With f the layers between, z = f(x) + x, a residual block; so dL/dx = dL/dz + (the chain rule through f) dL/dz.
 * (He, Zhang, Ren and Sun, "Deep residual learning for image recognition", 2016, equation 1.)
 *
 * <p>{@code NetworkBuilder.residual} adds it after the layers it skips. The first half of its gradient joins the other
 * where the paths part: the network does that.
 */
public final class Skip implements Layer {
    private final int back;

    /**
     * A connection past {@code back} layers.
     *
     * @throws IllegalArgumentException if that is below 1
     */
    public Skip(int back) {
        if (back < 1) {
            throw new IllegalArgumentException("skip: expected 1 layer or more to skip, received " + back);
        }
        this.back = back;
    }

    @Override
    public String type() {
        return "skip";
    }

    /** How many layers lie between: 1 for the one just before. */
    public int back() {
        return back;
    }

    @Override
    public Shape outputShape(Shape input) {
        return input;
    }

    @Override
    public void forward(Pass pass, int from, int to) {
        float[] x = pass.x().values();
        float[] skipped = pass.skipped().x().values();
        float[] y = pass.y().values();
        int width = pass.x().stride();
        for (int i = from * width; i < to * width; i++) {
            y[i] = x[i] + skipped[i];
        }
    }

    @Override
    public void backward(Pass pass, int from, int to) {
        int width = pass.x().stride();
        System.arraycopy(pass.dy().values(), from * width, pass.dx().values(), from * width, (to - from) * width);
    }

    /** Adds dy to the gradient of the input that was skipped, once the layers between have computed it. */
    public void join(Pass pass, int from, int to) {
        float[] dy = pass.dy().values();
        float[] dx = pass.skipped().dx().values();
        int width = pass.dy().stride();
        for (int i = from * width; i < to * width; i++) {
            dx[i] += dy[i];
        }
    }
}
