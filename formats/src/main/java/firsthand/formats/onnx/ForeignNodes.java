package firsthand.formats.onnx;

import firsthand.data.InvalidFileException;
import firsthand.formats.file.InputFile;
import firsthand.initializer.Initializer;
import firsthand.layer.Activation;
import firsthand.layer.AveragePool2d;
import firsthand.layer.BatchNorm;
import firsthand.layer.Conv2d;
import firsthand.layer.Dense;
import firsthand.layer.Dropout;
import firsthand.layer.Flatten;
import firsthand.layer.GlobalAveragePool;
import firsthand.layer.Kernel;
import firsthand.layer.Layer;
import firsthand.layer.LayerNorm;
import firsthand.layer.LogSoftmax;
import firsthand.layer.MaxPool2d;
import firsthand.layer.Parameter;
import firsthand.layer.Skip;
import firsthand.layer.Softmax;
import firsthand.random.RandomStream;
import firsthand.tensor.Shape;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import onnx.Onnx.GraphProto;
import onnx.Onnx.TensorProto;
import org.jspecify.annotations.Nullable;

/**
 * The nodes of a graph as layers. They have to be one chain, each taking what the one before gave; the only way round
 * is an Add of what an earlier node took, which is our skip.
 */
final class ForeignNodes {
    /** Far more than a sensible kernel or padding, and far less than what would overflow an int. */
    private static final int LARGEST_SETTING = 1 << 15;

    /** From this version on, softmax is along one axis; before, over all from that axis on. */
    private static final int SOFTMAX_ALONG_AXIS = 13;

    /** From this version on, operators predict where nothing else is said. */
    private static final int PREDICTING = 7;

    private final GraphProto graph;
    private final int operators;
    private final OptionalInt batch;
    private final InputFile file;

    private final List<Layer> layers = new ArrayList<>();
    private final Map<String, Value> values = new HashMap<>();
    private final Map<String, TensorProto> constants = new HashMap<>();
    private final Set<String> taken = new HashSet<>();
    private final Map<String, List<Integer>> consumers = new HashMap<>();
    private final Set<Integer> done = new HashSet<>();
    private Shape shape;
    private Layout layout;
    private long weights;

    /**
     * What has a name in the graph.
     *
     * @param layers how many layers have worked on it
     */
    private record Value(int layers, Shape shape, Layout layout) {}

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
        this.operators = operators;
        this.shape = shape;
        this.layout = layout;
        this.batch = batch;
        this.file = file;
        values.put(input, new Value(0, shape, layout));
    }

    /** The layers, with their weights. */
    List<Layer> read() throws InvalidFileException {
        for (var tensor : graph.getInitializerList()) {
            define(tensor, tensor.getName());
        }
        for (int i = 0; i < graph.getNodeCount(); i++) {
            for (String input : new HashSet<>(graph.getNode(i).getInputList())) {
                consumers.computeIfAbsent(input, name -> new ArrayList<>()).add(i);
            }
        }
        for (int i = 0; i < graph.getNodeCount(); i++) {
            if (!done.contains(i)) {
                read(new OnnxNode(graph.getNode(i), i, file), graph.getNode(i).getDomain());
            }
        }
        String output = graph.getOutput(0).getName();
        @Nullable Value last = values.get(output);
        if (last == null || last.layers() != layers.size() || layers.isEmpty()) {
            throw file.invalid(
                    "output " + output, "what the last node gives", "something else", "the graph has to be one chain");
        }
        return layers;
    }

    /** How the output lies in the graph. */
    Layout layout() {
        return layout;
    }

    private void define(TensorProto tensor, String name) throws InvalidFileException {
        if (name.isEmpty() || constants.put(name, tensor) != null || values.containsKey(name)) {
            throw file.invalid("tensor " + name, "a name of its own", "none, or one used twice", InputFile.DAMAGED);
        }
    }

    private void read(OnnxNode node, String domain) throws InvalidFileException {
        if (!ForeignModel.isOnnx(domain)) {
            throw node.invalid("an operator of ONNX itself", "one of " + domain);
        }
        if (node.outputs().isEmpty() || node.output().isEmpty()) {
            throw node.invalid("an output", "none");
        }
        try {
            switch (node.operator()) {
                case "Constant" -> constant(node);
                case "Identity" -> identity(node);
                case "Gemm" -> gemm(node);
                case "MatMul" -> matMul(node);
                case "Add" -> add(node);
                case "Conv" -> convolution(node);
                case "MaxPool" -> maxPool(node);
                case "AveragePool" -> averagePool(node);
                case "GlobalAveragePool" -> globalAveragePool(node);
                case "BatchNormalization" -> batchNorm(node);
                case "LayerNormalization" -> layerNorm(node);
                case "Flatten" -> flatten(node);
                case "Reshape" -> reshape(node);
                case "Dropout" -> dropout(node);
                case "Sigmoid" -> sigmoid(node);
                case "Relu" -> activation(node, Activation.relu());
                case "LeakyRelu" -> activation(node, Activation.leakyRelu(node.number("alpha", 0.01)));
                case "Elu" -> activation(node, Activation.elu(node.number("alpha", 1)));
                case "Gelu" -> gelu(node);
                case "Tanh" -> activation(node, Activation.tanh());
                case "Softplus" -> activation(node, Activation.softplus());
                case "Softmax" -> softmax(node, new Softmax());
                case "LogSoftmax" -> softmax(node, new LogSoftmax());
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
        @Nullable TensorProto tensor = constants.get(node.input(0));
        if (tensor != null) {
            node.end();
            define(tensor, node.output());
        } else {
            activation(node, Activation.identity());
        }
    }

    private void gemm(OnnxNode node) throws InvalidFileException {
        node.requireInputs(2, 3);
        takeOne(node);
        node.require("alpha", 1.0);
        double beta = node.number("beta", 1);
        node.require("transA", 0);
        boolean transposed = node.integer("transB", 0) != 0;
        node.ignore("broadcast");
        node.end();
        boolean biased = node.hasInput(2) && beta != 0;
        if (biased && beta != 1) {
            throw node.invalid("beta 1, or 0 for no bias", beta + "");
        }
        @Nullable OnnxTensor bias = biased ? weight(node, 2) : null;
        dense(node, weight(node, 1), transposed, bias);
    }

    private void matMul(OnnxNode node) throws InvalidFileException {
        node.requireInputs(2, 2);
        takeOne(node);
        node.end();
        dense(node, weight(node, 1), false, null);
    }

    private void dense(OnnxNode node, OnnxTensor weight, boolean transposed, @Nullable OnnxTensor bias)
            throws InvalidFileException {
        if (layout.extents().size() != 1) {
            throw node.invalid("rows of numbers", "examples of shape " + layout.extents());
        }
        requireRank(node, weight, 2);
        int in = weight.extents().get(transposed ? 1 : 0);
        int out = weight.extents().get(transposed ? 0 : 1);
        if (in != layout.size() || out < 1) {
            throw node.invalid("weights for " + layout.size() + " inputs", "shape " + weight.extents());
        }
        String output = node.output();
        if (bias == null) {
            @Nullable Integer adding = soleConsumer(output, "Add");
            if (adding != null) {
                var sum = new OnnxNode(graph.getNode(adding), adding, file);
                bias = addedTo(output, sum, List.of(out));
                output = bias == null ? output : finished(adding);
            }
        }
        reserve((long) in * out + out);
        var layer = new Dense(in, out, Initializer.zeros(), Initializer.zeros(), unused());
        var order = transposed ? layout.ofColumns(out) : layout.ofRows(out);
        order.fromFile(weight.floats(), values(layer.weight()));
        if (bias != null) {
            fillBias(node, bias, layer.bias());
        }
        layout = Layout.plain(Shape.of(out));
        append(node, layer, output);
    }

    /** One number for each output, or one for all. */
    private void fillBias(OnnxNode node, OnnxTensor bias, Parameter parameter) throws InvalidFileException {
        int size = parameter.value().size();
        boolean row = bias.size() == size
                && (bias.extents().isEmpty() || bias.extents().getLast() == size || isPerChannel(bias, size));
        if (!row && bias.size() != 1) {
            throw node.invalid("a bias of " + size + " numbers", "shape " + bias.extents());
        }
        float[] numbers = bias.floats();
        for (int i = 0; i < size; i++) {
            values(parameter)[i] = numbers[row ? i : 0];
        }
    }

    private static boolean isPerChannel(OnnxTensor bias, int channels) {
        return bias.extents().contains(channels);
    }

    /** Add as a bias is taken by the layer before it; here it joins two paths. */
    private void add(OnnxNode node) throws InvalidFileException {
        node.requireInputs(2, 2);
        node.ignore("broadcast");
        node.end();
        @Nullable Value a = values.get(node.input(0));
        @Nullable Value b = values.get(node.input(1));
        if (a == null || b == null) {
            throw node.invalid(
                    "a bias of one number for each output of MatMul, Gemm or Conv without one, or two computed values",
                    node.inputs().toString());
        }
        var earlier = a.layers() < b.layers() ? a : b;
        var last = a.layers() < b.layers() ? b : a;
        if (last.layers() != layers.size() || earlier.layers() == layers.size()) {
            throw node.invalid(
                    "the output of the node before and an earlier value",
                    node.inputs().toString());
        }
        if (!earlier.layout().equals(layout) || !earlier.shape().equals(shape)) {
            throw node.invalid(
                    "two values of shape " + layout.extents(), earlier.layout().extents() + "");
        }
        append(node, new Skip(layers.size() - earlier.layers()), node.output());
    }

    private void convolution(OnnxNode node) throws InvalidFileException {
        node.requireInputs(2, 3);
        var image = image(node);
        var weight = weight(node, 1);
        requireRank(node, weight, 4);
        int out = weight.extents().get(0);
        int height = weight.extents().get(2);
        int width = weight.extents().get(3);
        node.require("kernel_shape", List.of((long) height, (long) width));
        int padding = padding(node);
        int stride = square(node, "strides", 1);
        int dilation = square(node, "dilations", 1);
        int groups = setting(node, "group", node.integer("group", 1));
        node.end();
        int channels = weight.extents().get(1);
        if ((long) channels * groups != image.channels() || Math.max(height, width) > LARGEST_SETTING) {
            throw node.invalid(
                    "filters for " + image.channels() + " channels", "shape " + weight.extents() + ", group " + groups);
        }
        String output = node.output();
        @Nullable OnnxTensor bias = node.hasInput(2) ? weight(node, 2) : null;
        if (bias == null) {
            @Nullable Integer adding = soleConsumer(output, "Add");
            if (adding != null) {
                var sum = new OnnxNode(graph.getNode(adding), adding, file);
                bias = addedTo(output, sum, List.of(out, 1, 1));
                output = bias == null ? output : finished(adding);
            }
        }
        reserve((long) weight.size() + out);
        var kernel = new Kernel(height, width, stride, padding, dilation, groups);
        var layer = new Conv2d(shape, out, kernel, Initializer.zeros(), Initializer.zeros(), unused());
        AxisOrder.filters(height, width, channels, out).fromFile(weight.floats(), values(layer.weight()));
        if (bias != null) {
            fillBias(node, bias, layer.bias());
        }
        layout = Layout.image(layer.outputShape(shape));
        append(node, layer, output);
    }

    private void maxPool(OnnxNode node) throws InvalidFileException {
        int size = window(node);
        int stride = square(node, "strides", 1);
        int padding = padding(node);
        node.require("ceil_mode", 0);
        node.require("storage_order", 0);
        node.require("dilations", List.of(1L, 1L));
        requireOneOutput(node);
        node.end();
        pool(node, new MaxPool2d(shape, size, stride, padding));
    }

    private void averagePool(OnnxNode node) throws InvalidFileException {
        int size = window(node);
        int stride = square(node, "strides", 1);
        int padding = padding(node);
        node.require("ceil_mode", 0);
        node.require("dilations", List.of(1L, 1L));
        if (node.integer("count_include_pad", 0) != 0 && padding > 0) {
            throw node.invalid("count_include_pad 0", "1");
        }
        node.end();
        pool(node, new AveragePool2d(shape, size, stride, padding));
    }

    private int window(OnnxNode node) throws InvalidFileException {
        node.requireInputs(1, 1);
        image(node);
        return square(node, "kernel_shape", 0);
    }

    private void pool(OnnxNode node, Layer layer) throws InvalidFileException {
        layout = Layout.image(layer.outputShape(shape));
        append(node, layer, node.output());
    }

    private void globalAveragePool(OnnxNode node) throws InvalidFileException {
        node.requireInputs(1, 1);
        var image = image(node);
        node.end();
        layout = new Layout.Image(1, 1, image.channels());
        append(node, new GlobalAveragePool(), node.output());
    }

    private void batchNorm(OnnxNode node) throws InvalidFileException {
        node.requireInputs(5, 5);
        takeOne(node);
        node.require("training_mode", 0);
        node.require("spatial", 1);
        requirePrediction(node);
        double epsilon = node.number("epsilon", 1e-5);
        double past = node.number("momentum", 0.9);
        node.ignore("consumed_inputs");
        node.end();
        requireOneOutput(node);
        if (!(layout instanceof Layout.Image) && layout.extents().size() != 1) {
            throw node.invalid("images or rows of numbers", "examples of shape " + layout.extents());
        }
        int channels = layout.extents().getFirst();
        // How fast running means would follow plays no part in prediction: one that we cannot take is not missed.
        double momentum = past >= 0 && past < 1 ? 1 - past : BatchNorm.MOMENTUM;
        reserve(4L * channels);
        var layer = new BatchNorm(channels, momentum, epsilon);
        var order = layout instanceof Layout.Image ? AxisOrder.unchanged(channels) : layout.ofValues();
        var parameters = new ArrayList<>(layer.parameters());
        parameters.addAll(layer.buffers());
        for (int i = 0; i < parameters.size(); i++) {
            fill(node, weight(node, i + 1), order, parameters.get(i));
        }
        for (float variance : values(parameters.getLast())) {
            if (variance < 0) {
                throw node.invalid("variances of 0 or more", variance + "");
            }
        }
        append(node, layer, node.output());
    }

    private void layerNorm(OnnxNode node) throws InvalidFileException {
        node.requireInputs(2, 3);
        takeOne(node);
        int rank = layout.extents().size() + 1;
        long axis = node.integer("axis", -1);
        double epsilon = node.number("epsilon", 1e-5);
        node.require("stash_type", 1);
        node.end();
        if (axis != 1 && axis != 1 - rank) {
            throw node.invalid("axis 1, of all values of an example", axis + "");
        }
        requireOneOutput(node);
        reserve(2L * layout.size());
        var layer = new LayerNorm(layout.size(), epsilon);
        fill(node, weight(node, 1), layout.ofValues(), layer.parameters().get(0));
        if (node.hasInput(2)) {
            fill(node, weight(node, 2), layout.ofValues(), layer.parameters().get(1));
        }
        append(node, layer, node.output());
    }

    private void flatten(OnnxNode node) throws InvalidFileException {
        node.requireInputs(1, 1);
        takeOne(node);
        int rank = layout.extents().size() + 1;
        long axis = node.integer("axis", 1);
        node.end();
        if (axis != 1 && axis != 1 - rank) {
            throw node.invalid("axis 1, which leaves each example a row", axis + "");
        }
        layout = layout.flat();
        append(node, new Flatten(), node.output());
    }

    /** To a row for each example, and nothing else. */
    private void reshape(OnnxNode node) throws InvalidFileException {
        takeOne(node);
        List<Long> target;
        if (node.inputs().size() == 1) {
            target = node.integers("shape"); // an attribute before version 5 of the operators
        } else {
            node.requireInputs(2, 2);
            target = constant(node, 1).wholeNumbers();
        }
        node.require("allowzero", 0);
        node.end();
        boolean toRows = target.size() == 2 && isBatch(target) && isRest(target.get(1));
        if (!toRows || target.equals(List.of(-1L, -1L))) {
            throw node.invalid("batch x " + layout.size(), target.toString());
        }
        layout = layout.flat();
        append(node, new Flatten(), node.output());
    }

    private boolean isBatch(List<Long> target) {
        long first = target.getFirst();
        return first == 0 || (first == -1 && target.getLast() != 0) || (batch.isPresent() && batch.getAsInt() == first);
    }

    private boolean isRest(long extent) {
        return extent == -1
                || extent == layout.size()
                || (extent == 0 && layout.extents().size() == 1);
    }

    private void dropout(OnnxNode node) throws InvalidFileException {
        node.requireInputs(1, 3);
        takeOne(node);
        double rate = node.number("ratio", 0.5);
        requirePrediction(node);
        node.ignore("seed");
        node.end();
        if (node.hasInput(1)) {
            float[] given = constant(node, 1).floats();
            if (given.length != 1) {
                throw node.invalid("one ratio", given.length + "");
            }
            rate = Double.parseDouble(Float.toString(given[0]));
        }
        if (node.hasInput(2) && !constant(node, 2).isFalse()) {
            throw node.invalid("training_mode false", node.input(2));
        }
        requireOneOutput(node);
        append(node, new Dropout(rate), node.output());
    }

    /** Old operators train unless they are told not to. */
    private void requirePrediction(OnnxNode node) throws InvalidFileException {
        if (node.integer("is_test", operators < PREDICTING ? 0 : 1) == 0) {
            throw node.invalid("is_test 1", "0");
        }
    }

    /** Of what a node gives beside its first output nothing may be used. */
    private void requireOneOutput(OnnxNode node) throws InvalidFileException {
        for (String output : node.outputs().subList(1, node.outputs().size())) {
            if (consumers.containsKey(output) || isOutput(output)) {
                throw node.invalid("one output", output);
            }
        }
    }

    /** Sigmoid, or where x is multiplied by it, SiLU. */
    private void sigmoid(OnnxNode node) throws InvalidFileException {
        @Nullable Integer multiplying = soleConsumer(node.output(), "Mul");
        if (multiplying == null) {
            activation(node, Activation.sigmoid());
            return;
        }
        var factors = new HashSet<>(graph.getNode(multiplying).getInputList());
        if (!factors.equals(Set.of(node.input(0), node.output()))) {
            activation(node, Activation.sigmoid());
            return;
        }
        takeOne(node);
        node.end();
        append(node, Activation.silu(), finished(multiplying));
    }

    private void gelu(OnnxNode node) throws InvalidFileException {
        String formula = node.text("approximate", "none");
        if (!formula.equals("tanh")) {
            throw node.invalid("approximate tanh", formula);
        }
        activation(node, Activation.gelu());
    }

    private void activation(OnnxNode node, Layer layer) throws InvalidFileException {
        node.requireInputs(1, 1);
        takeOne(node);
        node.ignore("consumed_inputs");
        node.end();
        append(node, layer, node.output());
    }

    /** Ours is over all values of an example. */
    private void softmax(OnnxNode node, Layer layer) throws InvalidFileException {
        node.requireInputs(1, 1);
        takeOne(node);
        int rank = layout.extents().size() + 1;
        boolean alongAxis = operators >= SOFTMAX_ALONG_AXIS;
        long axis = node.integer("axis", alongAxis ? -1 : 1);
        node.end();
        long first = axis < 0 ? axis + rank : axis;
        boolean whole = alongAxis
                ? first >= 1 && first < rank && layout.extents().get((int) first - 1) == layout.size()
                : first == 1;
        if (!whole) {
            throw node.invalid("an axis of all " + layout.size() + " values of an example", "axis " + axis);
        }
        append(node, layer, node.output());
    }

    /** The node takes what the one before it gave. */
    private void takeOne(OnnxNode node) throws InvalidFileException {
        @Nullable Value value = values.get(node.input(0));
        if (value == null || value.layers() != layers.size()) {
            throw node.invalid("the output of the node before as its first input", node.input(0));
        }
    }

    private Layout.Image image(OnnxNode node) throws InvalidFileException {
        takeOne(node);
        if (layout instanceof Layout.Image image) {
            return image;
        }
        throw node.invalid("images, of shape channels x height x width", "examples of shape " + layout.extents());
    }

    private void append(OnnxNode node, Layer layer, String output) throws InvalidFileException {
        shape = layer.outputShape(shape);
        layers.add(layer);
        var value = new Value(layers.size(), shape, layout);
        if (constants.containsKey(output) || values.put(output, value) != null) {
            throw node.invalid("an output with a name of its own", output);
        }
    }

    private OnnxTensor constant(OnnxNode node, int input) throws InvalidFileException {
        @Nullable TensorProto tensor = constants.get(node.input(input));
        if (tensor == null) {
            throw node.invalid("input " + input + " to be in the file", "the computed " + node.input(input));
        }
        return OnnxTensor.of(tensor, file);
    }

    /** A tensor that becomes a parameter: of one layer only, since ours do not share theirs. */
    private OnnxTensor weight(OnnxNode node, int input) throws InvalidFileException {
        var tensor = constant(node, input);
        if (!taken.add(node.input(input)) || !taken.add("tensor " + tensor.name())) {
            throw node.invalid("weights of its own", node.input(input) + ", which another node has");
        }
        return tensor;
    }

    private void fill(OnnxNode node, OnnxTensor tensor, AxisOrder order, Parameter parameter)
            throws InvalidFileException {
        if (tensor.size() != parameter.value().size()) {
            throw node.invalid(
                    parameter.value().size() + " numbers as " + parameter.name(), "shape " + tensor.extents());
        }
        order.fromFile(tensor.floats(), values(parameter));
    }

    private void requireRank(OnnxNode node, OnnxTensor weight, int rank) throws InvalidFileException {
        if (weight.extents().size() != rank) {
            throw node.invalid("weights of " + rank + " dimensions", "shape " + weight.extents());
        }
    }

    /** Before memory is taken for them. */
    private void reserve(long more) throws InvalidFileException {
        weights += more;
        file.checkMemory(weights);
    }

    private boolean isOutput(String name) {
        return graph.getOutputList().stream()
                .anyMatch(output -> output.getName().equals(name));
    }

    /** The one node that a value goes into, if it is of this operator and the value goes nowhere else. */
    private @Nullable Integer soleConsumer(String value, String operator) {
        var all = consumers.getOrDefault(value, List.of());
        boolean sole = all.size() == 1 && !isOutput(value);
        return sole && graph.getNode(all.getFirst()).getOpType().equals(operator) ? all.getFirst() : null;
    }

    /** What an Add gives beside {@code value}: a bias if it is a constant with its extents there, else null. */
    private @Nullable OnnxTensor addedTo(String value, OnnxNode sum, List<Integer> extents)
            throws InvalidFileException {
        if (sum.inputs().size() != 2) {
            return null;
        }
        int other = sum.input(0).equals(value) ? 1 : 0;
        if (!constants.containsKey(sum.input(other))) {
            return null;
        }
        var tensor = constant(sum, other);
        var leading = tensor.extents().size() == extents.size() + 1
                        && tensor.extents().getFirst() == 1
                ? tensor.extents().subList(1, tensor.extents().size())
                : tensor.extents();
        return leading.equals(extents) ? weight(sum, other) : null;
    }

    /** Takes a node for done, and gives the name of its output. */
    private String finished(int node) {
        done.add(node);
        return graph.getNode(node).getOutput(0);
    }

    private int square(OnnxNode node, String name, int usual) throws InvalidFileException {
        var both = node.integers(name);
        if (both.isEmpty() && usual > 0) {
            return usual;
        }
        if (both.size() != 2 || !both.get(0).equals(both.get(1))) {
            throw node.invalid(name + " of two equal numbers", both.toString());
        }
        return setting(node, name, both.getFirst());
    }

    private int padding(OnnxNode node) throws InvalidFileException {
        String automatic = node.text("auto_pad", "NOTSET");
        if (!automatic.equals("NOTSET") && !automatic.equals("VALID")) {
            throw node.invalid("auto_pad NOTSET or VALID", automatic);
        }
        var pads = node.integers("pads");
        if (pads.isEmpty()) {
            return 0;
        }
        if (!pads.equals(Collections.nCopies(4, pads.getFirst())) || automatic.equals("VALID")) {
            throw node.invalid("pads alike on all four sides", pads.toString());
        }
        return pads.getFirst() == 0 ? 0 : setting(node, "pads", pads.getFirst());
    }

    private static int setting(OnnxNode node, String name, long value) throws InvalidFileException {
        if (value < 1 || value > LARGEST_SETTING) {
            throw node.invalid(name + " from 1 to " + LARGEST_SETTING, value + "");
        }
        return (int) value;
    }

    private static float[] values(Parameter parameter) {
        return parameter.value().values();
    }

    private static RandomStream unused() {
        return RandomStream.of(0);
    }
}
