package firsthand.network;

import firsthand.layer.Dense;
import firsthand.layer.Layer;
import firsthand.layer.Parameter;
import firsthand.layer.Skip;
import firsthand.tensor.Shape;
import firsthand.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Layers in a row, each working on the output of the one before.
 *
 * <pre>{@code
 * var network = Network.input(28, 28).dense(128).relu().dense(10).build(seed);
 * Tensor logits = network.predict(images);
 * }</pre>
 *
 * <p>For a training loop of one's own, a {@link Workspace} remembers what the backward pass needs:
 *
 * <pre>{@code
 * var workspace = network.workspace(64);
 * var optimizer = Sgd.of(0.1).bind(network.parameters());
 * for (...) {
 *     Tensor logits = network.forward(x, workspace);
 *     double value = loss.evaluate(logits, targets, workspace.outputGradient());
 *     network.backward(workspace);
 *     optimizer.step();
 * }
 * }</pre>
 *
 * <p>A network is safe to share between threads while nobody trains it.
 */
public final class Network {
    private final Shape inputShape;
    private final List<Layer> layers;
    private final List<Shape> shapes;
    private final Stages stages;

    Network(Shape inputShape, List<Layer> layers) {
        this.inputShape = inputShape;
        this.layers = List.copyOf(layers);
        this.shapes = shapes(inputShape, layers);
        this.stages = new Stages(layers);
        checkSkips();
    }

    private static List<Shape> shapes(Shape inputShape, List<Layer> layers) {
        List<Shape> shapes = new ArrayList<>();
        Shape shape = inputShape;
        for (var layer : layers) {
            shape = layer.outputShape(shape);
            shapes.add(shape);
        }
        return List.copyOf(shapes);
    }

    private void checkSkips() {
        for (int i = 0; i < layers.size(); i++) {
            if (layers.get(i) instanceof Skip skip) {
                int from = i - skip.back();
                if (from < 0 || !inputShape(from).equals(inputShape(i))) {
                    throw new IllegalArgumentException("layer " + i + " (skip): expected to add two tensors of one"
                            + " shape, received " + inputShape(i) + " and "
                            + (from < 0 ? "nothing: there are only " + i + " layers before it" : inputShape(from)));
                }
            }
        }
    }

    /** Begins a network whose input examples have these extents: {@code Network.input(28, 28)}. */
    public static NetworkBuilder input(int... extents) {
        return new NetworkBuilder(Shape.of(extents));
    }

    /** The shape of one input example. */
    public Shape inputShape() {
        return inputShape;
    }

    /** The shape of one input example of layer {@code i}, or, for the number of layers, of whatever follows them. */
    public Shape inputShape(int i) {
        return i == 0 ? inputShape : shapes.get(i - 1);
    }

    /** The shape of one output example. */
    public Shape outputShape() {
        return shapes.getLast();
    }

    /** The shape of one output example of layer {@code i}. */
    public Shape outputShape(int i) {
        return shapes.get(i);
    }

    /** The layers, first to last. */
    public List<Layer> layers() {
        return layers;
    }

    /** The parameters of all layers, in layer order, weights before biases. */
    public List<Parameter> parameters() {
        return layers.stream().flatMap(layer -> layer.parameters().stream()).toList();
    }

    /**
     * All that a trained network is: the parameters of each layer, then its buffers, in layer order.
     */
    public List<Parameter> state() {
        return layers.stream()
                .flatMap(layer -> Stream.concat(layer.parameters().stream(), layer.buffers().stream()))
                .toList();
    }

    /** How many numbers training changes. */
    public int parameterCount() {
        return parameters().stream()
                .mapToInt(parameter -> parameter.value().size())
                .sum();
    }

    /** Room for training on batches of up to {@code capacity} examples. */
    public Workspace workspace(int capacity) {
        return workspace(capacity, false, true);
    }

    /**
     * Room for batches of up to {@code capacity} examples.
     *
     * @param sparse whether batches will come without their zeros, through {@link Workspace#sparseInput()}
     * @param training whether batches will go back as well as forward
     * @throws IllegalArgumentException if batches are to be sparse and {@link #takesSparseInput()} is false
     */
    public Workspace workspace(int capacity, boolean sparse, boolean training) {
        if (sparse && !takesSparseInput()) {
            throw new IllegalArgumentException(
                    "sparse input: expected a network that begins with a dense layer, received "
                            + layers.getFirst().type());
        }
        return new Workspace(this, capacity, sparse, training);
    }

    /** Whether the first layer can do without the zeros of its input, and no other wants the input. */
    public boolean takesSparseInput() {
        return layers.getFirst() instanceof Dense && stages.joins(0).length == 0;
    }

    /**
     * The output for each example of {@code x}, of shape n x the network's input.
     *
     * @throws IllegalArgumentException if the examples are of another size
     */
    public Tensor predict(Tensor x) {
        return forward(x, workspace(x.shape().extent(0), false, false));
    }

    /**
     * Takes a batch through all layers; the result is {@code workspace.output()}, which the next call overwrites.
     *
     * @param x as many examples as the workspace has room for
     * @throws IllegalArgumentException if the batch or its examples are of another size
     */
    public Tensor forward(Tensor x, Workspace workspace) {
        workspace.copy(x);
        prepare(workspace, 0, 1);
        for (int stage = 0; stage < stages(); stage++) {
            forward(workspace, stage, 0, workspace.examples());
            combine(workspace, stage, 0, 1);
        }
        return workspace.output();
    }

    /**
     * Takes {@code workspace.outputGradient()} back through all layers, and computes the gradient of every parameter.
     */
    public void backward(Workspace workspace) {
        for (int stage = stages() - 1; stage >= 0; stage--) {
            backward(workspace, stage, 0, workspace.examples());
            combineGradient(workspace, stage, 0, 1);
        }
        gradients(workspace, 0, 1);
    }

    /**
     * How many stretches of layers there are that an example can go through without waiting for the others of its batch:
     * one more than there are layers such as batch normalisation.
     */
    public int stages() {
        return stages.count();
    }

    /** Part {@code part} of {@code parts} of what comes before a batch goes forward; see {@link Layer#prepare}. */
    public void prepare(Workspace workspace, int part, int parts) {
        for (int i = 0; i < layers.size(); i++) {
            layers.get(i).prepare(workspace.pass(i), part, parts);
        }
    }

    /**
     * Takes examples {@code from} to {@code to} of the batch at hand through the layers of one stage, from the first
     * stage to the last. Between two stages, when all examples have been through, comes {@link #combine}.
     */
    public void forward(Workspace workspace, int stage, int from, int to) {
        for (int i = stages.first(stage); i < stages.end(stage); i++) {
            layers.get(i).forward(workspace.pass(i), from, to);
        }
        if (stage < stages() - 1 && workspace.isTraining()) {
            stages.barrier(stage).observe(workspace.pass(stages.end(stage)), from, to);
        }
    }

    /** Part {@code part} of {@code parts} of what follows a stage, when all examples have been through. */
    public void combine(Workspace workspace, int stage, int part, int parts) {
        if (stage < stages() - 1 && workspace.isTraining()) {
            stages.barrier(stage).combine(workspace.pass(stages.end(stage)), part, parts);
        }
    }

    /**
     * Takes the gradients of examples {@code from} to {@code to} back through the layers of one stage, from the last
     * stage to the first, as far as a layer cares for them; then comes {@link #combineGradient}. A stage begins one layer
     * later on the way back: the layer that makes all examples wait does so in both directions.
     */
    public void backward(Workspace workspace, int stage, int from, int to) {
        int last = stage == stages() - 1 ? layers.size() - 1 : stages.end(stage);
        int first = stage == 0 ? 0 : stages.first(stage) + 1;
        for (int i = last; i >= first && workspace.pass(i).wantsInputGradient(); i--) {
            layers.get(i).backward(workspace.pass(i), from, to);
            for (int skip : stages.joins(i)) {
                ((Skip) layers.get(skip)).join(workspace.pass(skip), from, to);
            }
        }
        if (stage > 0) {
            stages.barrier(stage - 1).observeGradient(workspace.pass(stages.first(stage)), from, to);
        }
    }

    /** Part {@code part} of {@code parts} of what follows a stage on the way back, when all gradients have arrived. */
    public void combineGradient(Workspace workspace, int stage, int part, int parts) {
        if (stage > 0) {
            stages.barrier(stage - 1).combineGradient(workspace.pass(stages.first(stage)), part, parts);
        }
    }

    /** Part {@code part} of {@code parts} of every parameter's gradient, when all examples have come back. */
    public void gradients(Workspace workspace, int part, int parts) {
        for (int i = layers.size() - 1; i >= 0; i--) {
            layers.get(i).gradients(workspace.pass(i), part, parts);
        }
    }
}
