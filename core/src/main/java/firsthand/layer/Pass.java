package firsthand.layer;

import firsthand.tensor.Tensor;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What one layer sees of one batch: its input and output, the gradients of both, and memory of its own. Made once for
 * the largest batch, then used again and again, so that training allocates nothing.
 */
public final class Pass {
    private final @Nullable Tensor x;
    private final Tensor y;
    private final @Nullable Tensor dx;
    private final @Nullable Tensor dy;
    private final boolean training;
    private final float[] memory;
    private final @Nullable SparseBatch sparse;
    private final @Nullable Pass skipped;
    private int examples;
    private long seed;

    /**
     * A pass through {@code layer}, whose tensors are shared with its neighbours.
     *
     * @param x null where {@code sparse} takes its place
     * @param dx null if nobody wants the gradient of the input
     * @param dy null if nobody computes the gradient of the output
     * @param sparse where this is a first layer that takes its input without the zeros: the batch; else null
     * @param skipped where this layer adds what has been skipped: the pass of the first layer skipped; else null
     * @param training whether the batch will come back
     */
    @SuppressWarnings("exports") // the annotation is for the compiler's eyes only
    public Pass(
            Layer layer,
            @Nullable Tensor x,
            Tensor y,
            @Nullable Tensor dx,
            @Nullable Tensor dy,
            @Nullable SparseBatch sparse,
            @Nullable Pass skipped,
            boolean training) {
        this.x = x;
        this.y = y;
        this.dx = dx;
        this.dy = dy;
        this.sparse = sparse;
        this.skipped = skipped;
        this.training = training;
        this.memory = new float[layer.memoryLength(this)];
    }

    /**
     * The layer's input: one example a row, of which the first {@link #examples()} count. Not there if
     * {@link #isSparse()}.
     */
    public Tensor x() {
        return Objects.requireNonNull(x, "the input is sparse");
    }

    /** The layer's output. */
    public Tensor y() {
        return y;
    }

    /** dL/dx, to be computed by the layer's backward; not there unless {@link #wantsInputGradient()}. */
    public Tensor dx() {
        return Objects.requireNonNull(dx, "nobody wants the gradient of this input");
    }

    /** dL/dy, as the next layer or the loss left it. */
    public Tensor dy() {
        return Objects.requireNonNull(dy, "this pass goes forward only");
    }

    /**
     * Numbers that the layer asked for by {@link Layer#memoryLength}; what it wrote there is still there at the next
     * call.
     */
    public float[] memory() {
        return memory;
    }

    /** Whether the batch will come back. */
    public boolean isTraining() {
        return training;
    }

    /** Whether {@link #dx()} is to be computed. */
    public boolean wantsInputGradient() {
        return dx != null;
    }

    /** The most examples that fit. */
    public int capacity() {
        return y.shape().extent(0);
    }

    /** The number of examples in the batch at hand. */
    public int examples() {
        return examples;
    }

    /** Sets the number of examples in the batch at hand. */
    public void examples(int examples) {
        this.examples = examples;
    }

    /** Whether the input is {@link #sparse()}, and there is no {@link #x()}. */
    public boolean isSparse() {
        return sparse != null;
    }

    /** The input without its zeros; not there unless {@link #isSparse()}. */
    public SparseBatch sparse() {
        return Objects.requireNonNull(sparse, "the input is not sparse");
    }

    /** The pass of the first layer that has been skipped, whose input this layer adds; not there in other layers. */
    public Pass skipped() {
        return Objects.requireNonNull(skipped, "nothing is skipped here");
    }

    /** What everything random about this layer and this batch is decided by. */
    public long seed() {
        return seed;
    }

    /** Sets {@link #seed()}. */
    public void seed(long seed) {
        this.seed = seed;
    }
}
