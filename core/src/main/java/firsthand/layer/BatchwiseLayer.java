package firsthand.layer;

/**
 * A layer of which, in training, the output for one example depends on the whole batch, as batch normalisation's does.
 * All examples wait before it, on the way forward and on the way back, until it has seen every one of them.
 *
 * <p>In prediction it is a layer like any other.
 */
public interface BatchwiseLayer extends Layer {

    /** Sees examples {@code from} to {@code to} of {@code pass.x()}. */
    void observe(Pass pass, int from, int to);

    /** Part {@code part} of {@code parts} of what follows from having seen all examples, before they go forward. */
    void combine(Pass pass, int part, int parts);

    /** Sees examples {@code from} to {@code to} of {@code pass.dy()}. */
    void observeGradient(Pass pass, int from, int to);

    /**
     * Part {@code part} of {@code parts} of what follows from having seen all gradients, those of the parameters
     * included, before they go further back.
     */
    void combineGradient(Pass pass, int part, int parts);
}
