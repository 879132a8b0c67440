package firsthand.layer;

import firsthand.tensor.Shape;
import java.util.List;

/**
 * One step of a network: y = f(x), and the chain rule through it. Your own layer is one class that implements this.
 *
 * <pre>{@code
 * record Scale(float factor) implements Layer {
 *     public String type() { return "scale"; }
 *     public Shape outputShape(Shape input) { return input; }
 *     public void forward(Pass pass, int from, int to) {
 *         for (int i = from * pass.x().stride(); i < to * pass.x().stride(); i++) {
 *             pass.y().values()[i] = factor * pass.x().values()[i];
 *         }
 *     }
 *     public void backward(Pass pass, int from, int to) {     // dL/dx = factor dL/dy
 *         for (int i = from * pass.x().stride(); i < to * pass.x().stride(); i++) {
 *             pass.dx().values()[i] = factor * pass.dy().values()[i];
 *         }
 *     }
 * }
 * }</pre>
 *
 * <p>A batch is worked on by several threads: each carries its own examples {@code from} to {@code to} forward and
 * backward, then each computes its part of the parameters' gradients over all examples. A layer keeps nothing between
 * calls but its parameters; what the backward pass needs to remember lies in the {@link Pass}.
 */
public interface Layer {

    /** The name in summaries and model files: "dense", "relu". */
    String type();

    /**
     * The shape of one output example for one input example.
     *
     * @throws IllegalArgumentException if the layer cannot work on this input: the message names what was expected and
     * received
     */
    Shape outputShape(Shape input);

    /** What training changes, in the order in which it is saved: weights before biases. */
    default List<Parameter> parameters() {
        return List.of();
    }

    /**
     * What the layer keeps beside its parameters and training changes by the way, such as running means: saved with a
     * model, and never moved by an optimiser.
     */
    default List<Parameter> buffers() {
        return List.of();
    }

    /** How many numbers of {@link Pass#memory()} the layer wants for itself in this pass. */
    default int memoryLength(Pass pass) {
        return 0;
    }

    /**
     * Part {@code part} of {@code parts} of what has to be done once before a batch goes forward: laying weights out,
     * say.
     */
    default void prepare(Pass pass, int part, int parts) {}

    /** Computes examples {@code from} to {@code to} of {@code pass.y()} from {@code pass.x()}. */
    void forward(Pass pass, int from, int to);

    /**
     * Computes examples {@code from} to {@code to} of {@code pass.dx()} from {@code pass.dy()}. Not called where nobody
     * wants dx, as in a network's first layer.
     */
    void backward(Pass pass, int from, int to);

    /**
     * Computes part {@code part} of {@code parts} of the parameters' gradients, each summed over all examples of the
     * pass in order. Called after every example has come back; a layer that does not care to share the work does it all
     * in part 0.
     */
    default void gradients(Pass pass, int part, int parts) {}
}
