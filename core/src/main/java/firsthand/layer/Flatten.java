package firsthand.layer;

import firsthand.tensor.Shape;

/**
 * An image as one row of numbers, in the order in which they lie: y = x, and dL/dx = dL/dy. Dense layers do without it.
 *
 * <p>It stands where convolution ends and full connections begin. (Goodfellow, Bengio and Courville, 2016, figure 9.11.)
 */
public final class Flatten implements Layer {

    /** A layer for inputs of any shape. */
    public Flatten() {}

    @Override
    public String type() {
        return "flatten";
    }

    @Override
    public Shape outputShape(Shape input) {
        return Shape.of(input.size());
    }

    @Override
    public void forward(Pass pass, int from, int to) {
        int width = pass.x().stride();
        System.arraycopy(pass.x().values(), from * width, pass.y().values(), from * width, (to - from) * width);
    }

    @Override
    public void backward(Pass pass, int from, int to) {
        int width = pass.x().stride();
        System.arraycopy(pass.dy().values(), from * width, pass.dx().values(), from * width, (to - from) * width);
    }
}
