package firsthand.network;

import firsthand.layer.Pass;
import firsthand.layer.Skip;
import firsthand.layer.SparseBatch;
import firsthand.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything that a batch leaves behind on its way through a network: the outputs of every layer, and on the way back
 * their gradients. Owned by whoever trains or predicts, used again for every batch, and by one of them at a time.
 */
public final class Workspace {
    /** Odd, so that it sets each layer's seed apart from the others, and far from them. */
    private static final long APART = 0xbf58476d1ce4e5b9L;

    private final Network network;
    private final List<Pass> passes;
    private int examples;

    Workspace(Network network, int capacity, boolean sparse, boolean training) {
        if (capacity < 1) {
            throw new IllegalArgumentException("workspace: expected room for 1 example or more, received " + capacity);
        }
        this.network = network;
        passes = passes(network, capacity, sparse, training);
        examples(capacity);
    }

    private static List<Pass> passes(Network network, int capacity, boolean sparse, boolean training) {
        List<Pass> passes = new ArrayList<>();
        int last = network.layers().size() - 1;
        @Nullable Tensor x = sparse ? null : Tensor.zeros(network.inputShape().batch(capacity));
        @Nullable Tensor dx = null;
        @Nullable SparseBatch batch = sparse ? new SparseBatch(capacity) : null;
        for (int i = 0; i <= last; i++) {
            var shape = network.outputShape(i).batch(capacity);
            var y = Tensor.zeros(shape);
            var dy = training || i == last ? Tensor.zeros(shape) : null;
            var layer = network.layers().get(i);
            @Nullable Pass skipped = layer instanceof Skip skip ? passes.get(i - skip.back()) : null;
            passes.add(new Pass(layer, x, y, training ? dx : null, dy, batch, skipped, training));
            x = y;
            dx = dy;
            batch = null;
        }
        return List.copyOf(passes);
    }

    /** What layer {@code i} sees. */
    public Pass pass(int i) {
        return passes.get(i);
    }

    /** The output of the last layer. */
    public Tensor output() {
        return passes.getLast().y();
    }

    /**
     * The gradient of the loss with respect to {@link #output()}, which the loss writes and the backward pass starts
     * from.
     */
    public Tensor outputGradient() {
        return passes.getLast().dy();
    }

    /** The number of examples in the batch at hand. */
    public int examples() {
        return examples;
    }

    /** Sets the number of examples in the batch at hand. */
    public void examples(int examples) {
        this.examples = examples;
        for (int i = 0; i < passes.size(); i++) {
            passes.get(i).examples(examples);
        }
    }

    /** Sets what everything random about the batch at hand is decided by: which values a dropout layer leaves out. */
    public void seed(long seed) {
        for (int i = 0; i < passes.size(); i++) {
            passes.get(i).seed(seed ^ i * APART);
        }
    }

    /** Whether batches go back as well as forward. */
    public boolean isTraining() {
        return passes.getFirst().isTraining();
    }

    /** The most values that one example takes on its way forward. */
    public int exampleSize() {
        return passes.stream().mapToInt(pass -> pass.y().stride()).sum();
    }

    /** Whether batches come without their zeros. */
    public boolean isSparse() {
        return passes.getFirst().isSparse();
    }

    /** The first layer's input, for the caller to fill; not there if {@link #isSparse()}. */
    public Tensor input() {
        return passes.getFirst().x();
    }

    /** The batch without its zeros, for the caller to select; not there unless {@link #isSparse()}. */
    public SparseBatch sparseInput() {
        return passes.getFirst().sparse();
    }

    void copy(Tensor batch) {
        int capacity = passes.getFirst().capacity();
        boolean fits = batch.shape().extent(0) == capacity
                && batch.stride() == network.inputShape().size();
        if (!fits) {
            throw new IllegalArgumentException("forward: expected a batch of shape "
                    + network.inputShape().batch(capacity) + ", received " + batch.shape());
        }
        System.arraycopy(batch.values(), 0, input().values(), 0, batch.size());
        examples(capacity);
    }
}
