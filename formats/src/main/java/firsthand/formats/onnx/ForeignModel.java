package firsthand.formats.onnx;

import firsthand.classifier.Classifier;
import firsthand.data.InvalidFileException;
import firsthand.formats.description.ModelContent;
import firsthand.formats.file.InputFile;
import firsthand.layer.Activation;
import firsthand.layer.Layer;
import firsthand.layer.LogSoftmax;
import firsthand.layer.Softmax;
import firsthand.loss.BinaryCrossEntropy;
import firsthand.loss.CrossEntropy;
import firsthand.loss.Loss;
import firsthand.network.Network;
import firsthand.tensor.Shape;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import onnx.Onnx.GraphProto;
import onnx.Onnx.ModelProto;
import onnx.Onnx.TensorProto;
import onnx.Onnx.TensorShapeProto;
import onnx.Onnx.ValueInfoProto;

/**
 * A model from elsewhere. Its classes have no names but their numbers, and its input is taken as it is.
 *
 * <p>What its last operator tells about how it was trained becomes the loss: Softmax or LogSoftmax are cross-entropy's
 * own and no layer, after Sigmoid stands binary-cross-entropy, and a graph without any of them gives what cross-entropy
 * makes probabilities of.
 */
final class ForeignModel {
    private static final String REMEDY = "Firsthand cannot run this graph";
    private static final int OLDEST_OPERATORS = 1;
    private static final int NEWEST_OPERATORS = 24;
    private static final int MOST_CLASSES = 100_000;
    private static final int LARGEST_EXTENT = 1 << 24;

    private ForeignModel() {}

    static ModelContent read(ModelProto model, InputFile file) throws InvalidFileException {
        var graph = graph(model, file);
        if (!graph.output().flat().isOurs()) {
            throw file.invalid(
                    "output " + model.getGraph().getOutput(0).getName(),
                    "a row of numbers, one for each class",
                    "an image",
                    REMEDY);
        }
        try {
            var classifier = Classifier.of(graph.network(), graph.loss());
            return ModelContent.of(classifier, provenance(model));
        } catch (IllegalArgumentException misfit) {
            throw file.invalid("graph", String.valueOf(misfit.getMessage()), REMEDY);
        }
    }

    /**
     * What a graph computes.
     *
     * @param output how the network's output lies in the graph
     */
    record Graph(Network network, Loss loss, Layout output) {}

    /** The network of any graph that our layers can express, classifier or not. */
    static Graph graph(ModelProto model, InputFile file) throws InvalidFileException {
        checkModel(model, file);
        var graph = model.getGraph();
        var input = input(graph, file);
        var shape = shape(input, file);
        var nodes = new ForeignNodes(
                graph,
                operators(model, file),
                input.getName(),
                shape,
                input.getType().getTensorType().getShape().getDimCount() == 4
                        ? Layout.image(shape)
                        : Layout.plain(shape),
                batch(input),
                file);
        return graph(nodes.read(), shape, nodes.layout(), file);
    }

    private static Graph graph(List<Layer> read, Shape input, Layout output, InputFile file)
            throws InvalidFileException {
        List<Layer> layers = new ArrayList<>(read);
        while (layers.size() > 1 && layers.getLast().type().equals("identity")) {
            layers.removeLast();
        }
        Loss loss = new CrossEntropy();
        switch (layers.getLast()) {
            case Softmax _, LogSoftmax _ -> layers.removeLast();
            case Activation activation when activation.type().equals("sigmoid") -> loss = new BinaryCrossEntropy();
            default -> {}
        }
        if (layers.isEmpty()) {
            layers.add(Activation.identity());
        }
        if (output.size() > MOST_CLASSES) {
            throw file.invalid("output", "at most " + MOST_CLASSES + " classes", output.size() + "", REMEDY);
        }
        try {
            var network = Network.input(input.extents());
            layers.forEach(network::layer);
            return new Graph(network.build(0), loss, output); // nothing is drawn: every layer is there already
        } catch (IllegalArgumentException misfit) {
            throw file.invalid("graph", String.valueOf(misfit.getMessage()), REMEDY);
        }
    }

    private static Map<String, String> provenance(ModelProto model) {
        String producer = (model.getProducerName() + " " + model.getProducerVersion()).strip();
        return producer.isEmpty() ? Map.of() : Map.of("producer", producer);
    }

    private static void checkModel(ModelProto model, InputFile file) throws InvalidFileException {
        var graph = model.getGraph();
        require(model.hasGraph(), "file", "an ONNX model", "none", file);
        require(model.getFunctionsCount() == 0, "functions", "none", model.getFunctionsCount() + "", file);
        require(model.getTrainingInfoCount() == 0, "training_info", "none", model.getTrainingInfoCount() + "", file);
        require(
                graph.getSparseInitializerCount() == 0,
                "sparse_initializer",
                "none",
                graph.getSparseInitializerCount() + "",
                file);
        require(
                graph.getQuantizationAnnotationCount() == 0,
                "quantization_annotation",
                "none",
                graph.getQuantizationAnnotationCount() + "",
                file);
        require(graph.getNodeCount() > 0, "graph", "at least one node", "none", file);
        require(graph.getOutputCount() == 1, "graph", "one output", graph.getOutputCount() + "", file);
    }

    private static void require(boolean holds, String where, String expected, String received, InputFile file)
            throws InvalidFileException {
        if (!holds) {
            throw file.invalid(where, expected, received, REMEDY);
        }
    }

    /** The version of ONNX's own operators; there may be no others. */
    private static int operators(ModelProto model, InputFile file) throws InvalidFileException {
        require(model.getOpsetImportCount() > 0, "opset_import", "the version of the operators", "none", file);
        for (var operators : model.getOpsetImportList()) {
            require(isOnnx(operators.getDomain()), "opset_import", "ONNX's own", operators.getDomain(), file);
        }
        require(
                model.getOpsetImportCount() == 1,
                "opset_import",
                "one version",
                model.getOpsetImportCount() + "",
                file);
        long version = model.getOpsetImport(0).getVersion();
        require(
                version >= OLDEST_OPERATORS && version <= NEWEST_OPERATORS,
                "opset_import",
                "version " + OLDEST_OPERATORS + " to " + NEWEST_OPERATORS,
                version + "",
                file);
        return (int) version;
    }

    static boolean isOnnx(String domain) {
        return domain.isEmpty() || domain.equals("ai.onnx");
    }

    /** The one input that is not a weight: old files list those too. */
    private static ValueInfoProto input(GraphProto graph, InputFile file) throws InvalidFileException {
        Set<String> weights = new HashSet<>();
        graph.getInitializerList().forEach(tensor -> weights.add(tensor.getName()));
        var inputs = graph.getInputList().stream()
                .filter(input -> !weights.contains(input.getName()))
                .toList();
        require(inputs.size() == 1, "graph", "one input", inputs.size() + "", file);
        return inputs.getFirst();
    }

    private static Shape shape(ValueInfoProto input, InputFile file) throws InvalidFileException {
        String where = "input " + input.getName();
        require(input.getType().hasTensorType(), where, "a tensor", "something else", file);
        var type = input.getType().getTensorType();
        require(
                type.getElemType() == TensorProto.DataType.FLOAT_VALUE,
                where,
                "float32",
                OnnxTensor.typeName(type.getElemType()),
                file);
        var extents = type.getShape().getDimList().stream()
                .skip(1)
                .map(TensorShapeProto.Dimension::getDimValue)
                .toList();
        boolean sized = !extents.isEmpty() && extents.stream().allMatch(n -> n >= 1 && n <= LARGEST_EXTENT);
        String expected = "a batch, then extents of 1 to " + LARGEST_EXTENT;
        require(sized, where, expected, extents.isEmpty() ? "no more than one extent" : extents.toString(), file);
        try {
            // An image of one channel is a grey one: height x width.
            return extents.size() == 3
                    ? image(extents)
                    : Shape.of(extents.stream().mapToInt(Long::intValue).toArray());
        } catch (IllegalArgumentException tooLarge) {
            throw file.invalid(where, String.valueOf(tooLarge.getMessage()), REMEDY);
        }
    }

    private static Shape image(List<Long> extents) {
        int channels = extents.get(0).intValue();
        int height = extents.get(1).intValue();
        int width = extents.get(2).intValue();
        return channels == 1 ? Shape.of(height, width) : Shape.of(height, width, channels);
    }

    /** A fixed number of examples in a batch, which Reshape may repeat; empty if any number will do. */
    private static OptionalInt batch(ValueInfoProto input) {
        long batch = input.getType().getTensorType().getShape().getDim(0).getDimValue();
        return batch >= 1 && batch <= LARGEST_EXTENT ? OptionalInt.of((int) batch) : OptionalInt.empty();
    }
}
