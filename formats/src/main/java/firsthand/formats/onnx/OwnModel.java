package firsthand.formats.onnx;

import firsthand.data.InvalidFileException;
import firsthand.formats.description.ModelContent;
import firsthand.formats.description.ModelDescription;
import firsthand.formats.description.StoredTensors;
import firsthand.formats.file.InputFile;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import onnx.Onnx.ModelProto;
import onnx.Onnx.TensorProto;
import org.jspecify.annotations.Nullable;

/**
 * A file that {@link OnnxWriter} wrote: the metadata say what the model is, and the graph has to say the same, node by
 * node, so that nobody's program predicts anything else from it than we do.
 */
final class OwnModel {
    private static final String CHANGED =
            "the graph is not what its metadata say; if it was changed on purpose, remove its metadata";

    private OwnModel() {}

    static ModelContent read(ModelProto model, Map<String, String> metadata, InputFile file) throws IOException {
        var description = ModelDescription.read(metadata, file);
        var shapes = description.architecture().shapes();
        var stored = stored(model, shapes.keySet(), file);
        checkSizes(shapes, stored, file);
        var graph = graph(description, file);
        if (!withoutNumbers(model, shapes.keySet()).equals(graph.model(metadata))) {
            throw file.invalid("graph", "the nodes of the architecture in its metadata", "others", CHANGED);
        }
        return ModelContent.read(metadata, new Tensors(shapes, stored, graph.orders()), file);
    }

    private static Map<String, TensorProto> stored(ModelProto model, Set<String> names, InputFile file)
            throws InvalidFileException {
        Map<String, TensorProto> stored = new LinkedHashMap<>();
        for (var tensor : model.getGraph().getInitializerList()) {
            if (names.contains(tensor.getName()) && stored.put(tensor.getName(), tensor) != null) {
                throw file.invalid("tensor " + tensor.getName(), "one of this name", "two", InputFile.DAMAGED);
            }
        }
        return stored;
    }

    /** That every number is there, before there is a network to put it in. */
    private static void checkSizes(Map<String, List<Integer>> shapes, Map<String, TensorProto> stored, InputFile file)
            throws InvalidFileException {
        long weights = 0;
        for (var shape : shapes.entrySet()) {
            @Nullable TensorProto tensor = stored.get(shape.getKey());
            double expected = shape.getValue().stream().reduce(1.0, (size, extent) -> size * extent, (a, b) -> a * b);
            int received = tensor == null ? 0 : tensor.getRawData().size();
            if (expected * Float.BYTES != received) {
                throw file.invalid(
                        "tensor " + shape.getKey(),
                        "raw data of shape " + StoredTensors.shown(shape.getValue()),
                        tensor == null ? "no such tensor" : received + " bytes",
                        InputFile.DAMAGED);
            }
            weights += received / Float.BYTES;
        }
        file.checkMemory(weights);
    }

    private static OnnxGraph graph(ModelDescription description, InputFile file) throws InvalidFileException {
        var classifier = description.emptyClassifier(file);
        try {
            return new OnnxGraph(classifier);
        } catch (IllegalArgumentException notOnnx) {
            throw file.invalid("metadata", String.valueOf(notOnnx.getMessage()), InputFile.DAMAGED);
        }
    }

    private static ModelProto withoutNumbers(ModelProto model, Set<String> names) {
        var graph = model.getGraph().toBuilder();
        for (int i = 0; i < graph.getInitializerCount(); i++) {
            if (names.contains(graph.getInitializer(i).getName())) {
                graph.setInitializer(i, graph.getInitializer(i).toBuilder().clearRawData());
            }
        }
        return model.toBuilder().setGraph(graph).build();
    }

    /**
     * The tensors in our order.
     *
     * @param ours the shape of each
     * @param stored each with as many bytes as its shape needs
     */
    private record Tensors(
            Map<String, List<Integer>> ours, Map<String, TensorProto> stored, Map<String, AxisOrder> orders)
            implements StoredTensors {
        @Override
        public Map<String, List<Long>> shapes() {
            Map<String, List<Long>> shapes = new LinkedHashMap<>();
            ours.forEach((name, shape) ->
                    shapes.put(name, shape.stream().map(Integer::longValue).toList()));
            return shapes;
        }

        @Override
        public void read(String name, float[] values) {
            var raw = Objects.requireNonNull(stored.get(name)).getRawData();
            float[] file = new float[values.length];
            raw.asReadOnlyByteBuffer()
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .asFloatBuffer()
                    .get(file);
            Objects.requireNonNull(orders.get(name)).fromFile(file, values);
        }
    }
}
