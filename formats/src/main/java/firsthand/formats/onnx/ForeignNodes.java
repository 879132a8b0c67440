package firsthand.formats.onnx;

import firsthand.data.InvalidFileException;
import firsthand.formats.file.InputFile;
import firsthand.layer.Activation;
import firsthand.layer.Layer;
import firsthand.layer.LogSoftmax;
import firsthand.layer.Softmax;
import firsthand.tensor.Shape;
import java.util.List;
import java.util.OptionalInt;
import onnx.Onnx.GraphProto;
import onnx.Onnx.TensorProto;
import org.jspecify.annotations.Nullable;

/**
 * The nodes of a graph as layers. They have to be one chain, each taking what the one before gave; the only way round
 * is an Add of what an earlier node took, which is our skip.
 */
final class ForeignNodes {
    private final GraphProto graph;
    private final InputFile file;
    private final ForeignTensors tensors;
    private final ForeignChain chain;
    private final Consumers consumers;

    private final DenseNodes dense;
    private final ConvolutionNodes convolution;
    private final PoolingNodes pooling;
    private final NormalizationNodes normalization;
    private final ShapeNodes shapes;
    private final DropoutNodes dropout;
    private final SkipNodes skip;
    private final ActivationNodes activations;

    /** One example of {@code input} has {@code shape} with us, and lies in the graph as {@code layout} says. */
    ForeignNodes(
            GraphProto graph,
            int operators,
            String input,
            Shape shape,
            Layout layout,
            OptionalInt batch,
            InputFile file) {
        this.graph = graph;
        this.file = file;
        tensors = new ForeignTensors(file);
        chain = new ForeignChain(input, shape, layout, tensors);
        consumers = new Consumers(graph, file);
        dense = new DenseNodes(chain, tensors, consumers);
        convolution = new ConvolutionNodes(chain, tensors, consumers);
        pooling = new PoolingNodes(chain, consumers);
        normalization = new NormalizationNodes(chain, tensors, consumers, operators);
        shapes = new ShapeNodes(chain, tensors, batch);
        dropout = new DropoutNodes(chain, tensors, consumers, operators);
        skip = new SkipNodes(chain);
        activations = new ActivationNodes(chain, consumers, operators);
    }

    /** The layers, with their weights. */
    List<Layer> read() throws InvalidFileException {
        for (var tensor : graph.getInitializerList()) {
            define(tensor, tensor.getName());
        }
        for (int i = 0; i < graph.getNodeCount(); i++) {
            if (!consumers.isDone(i)) {
                read(consumers.node(i));
            }
        }
        String output = graph.getOutput(0).getName();
        if (!chain.endsIn(output) || chain.length() == 0) {
            throw file.invalid(
                    "output " + output, "what the last node gives", "something else", "the graph has to be one chain");
        }
        return chain.layers();
    }

    /** How the output lies in the graph. */
    Layout layout() {
        return chain.layout();
    }

    private void read(OnnxNode node) throws InvalidFileException {
        if (!ForeignModel.isOnnx(node.domain())) {
            throw node.invalid("an operator of ONNX itself", "one of " + node.domain());
        }
        if (node.outputs().isEmpty() || node.output().isEmpty()) {
            throw node.invalid("an output", "none");
        }
        try {
            switch (node.operator()) {
                case "Constant" -> constant(node);
                case "Identity" -> identity(node);
                case "Gemm" -> dense.gemm(node);
                case "MatMul" -> dense.matMul(node);
                case "Add" -> skip.add(node);
                case "Conv" -> convolution.convolution(node);
                case "MaxPool" -> pooling.max(node);
                case "AveragePool" -> pooling.average(node);
                case "GlobalAveragePool" -> pooling.globalAverage(node);
                case "BatchNormalization" -> normalization.batch(node);
                case "LayerNormalization" -> normalization.layer(node);
                case "Flatten" -> shapes.flatten(node);
                case "Reshape" -> shapes.reshape(node);
                case "Dropout" -> dropout.dropout(node);
                case "Sigmoid" -> activations.sigmoid(node);
                case "Relu" -> activations.activation(node, Activation.relu());
                case "LeakyRelu" -> activations.activation(node, Activation.leakyRelu(node.number("alpha", 0.01)));
                case "Elu" -> activations.activation(node, Activation.elu(node.number("alpha", 1)));
                case "Gelu" -> activations.gelu(node);
                case "Tanh" -> activations.activation(node, Activation.tanh());
                case "Softplus" -> activations.activation(node, Activation.softplus());
                case "Softmax" -> activations.softmax(node, new Softmax());
                case "LogSoftmax" -> activations.softmax(node, new LogSoftmax());
                case "Mul" -> throw node.invalid("x and Sigmoid of x, and that used nowhere else", "other factors");
                default -> throw node.invalid("an operator that is one of our layers", node.operator());
            }
        } catch (IllegalArgumentException | ArithmeticException misfit) {
            throw node.invalid(String.valueOf(misfit.getMessage()));
        }
    }

    private void constant(OnnxNode node) throws InvalidFileException {
        @Nullable TensorProto value = node.tensor("value");
        node.end();
        if (value == null) {
            throw node.invalid("an attribute value", "none");
        }
        // Its name is that of the output, whatever the tensor calls itself.
        define(value.toBuilder().setName(node.output()).build(), node.output());
    }

    private void identity(OnnxNode node) throws InvalidFileException {
        @Nullable TensorProto tensor = tensors.find(node.input(0));
        if (tensor != null) {
            node.end();
            define(tensor, node.output());
        } else {
            activations.activation(node, Activation.identity());
        }
    }

    private void define(TensorProto tensor, String name) throws InvalidFileException {
        if (name.isEmpty() || chain.has(name) || !tensors.define(name, tensor)) {
            throw file.invalid("tensor " + name, "a name of its own", "none, or one used twice", InputFile.DAMAGED);
        }
    }
}
