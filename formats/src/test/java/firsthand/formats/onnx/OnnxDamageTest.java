package firsthand.formats.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import firsthand.classifier.Classifier;
import firsthand.data.InvalidFileException;
import firsthand.formats.description.Architecture;
import firsthand.formats.description.ModelContent;
import firsthand.formats.description.NetworkState;
import firsthand.formats.file.Sha256;
import firsthand.network.Network;
import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import onnx.Onnx.AttributeProto;
import onnx.Onnx.GraphProto;
import onnx.Onnx.ModelProto;
import onnx.Onnx.NodeProto;
import onnx.Onnx.OperatorSetIdProto;
import onnx.Onnx.StringStringEntryProto;
import onnx.Onnx.TensorProto;
import onnx.Onnx.TensorShapeProto;
import onnx.Onnx.TypeProto;
import onnx.Onnx.ValueInfoProto;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A damaged or hostile file is refused in one line and in little memory, or it is harmless. */
class OnnxDamageTest {
    private static final long MEMORY = 64L << 20;

    @TempDir
    Path folder;

    private Classifier original;
    private byte[] bytes;

    @BeforeEach
    void save() throws Exception {
        original = Classifier.of(Network.input(2, 2).dense(3).relu().dense(2).build(7));
        Path file = folder.resolve("original.onnx");
        OnnxWriter.write(ModelContent.of(original, Map.of("seed", "7")), file);
        bytes = Files.readAllBytes(file);
    }

    @Test
    void aFileCutOffAnywhereIsRefused() throws Exception {
        for (int length = 0; length < bytes.length; length++) {
            assertThat(readsUnchanged(Arrays.copyOf(bytes, length), "cut off at " + length))
                    .as("cut off at %d", length)
                    .isFalse();
        }
    }

    @Test
    void aFlippedBitIsRefusedOrHarmless() throws Exception {
        int harmless = 0;
        for (int bit = 0; bit < 8 * bytes.length; bit++) {
            byte[] flipped = bytes.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            harmless += readsUnchanged(flipped, "bit " + bit) ? 1 : 0;
        }
        // The name and text of the provenance, and little else.
        assertThat(harmless).isBetween(1, 8 * "seed7".length());
    }

    private boolean readsUnchanged(byte[] damaged, String damage) throws Exception {
        ModelContent read;
        try {
            read = OnnxReader.read(Files.write(folder.resolve("damaged.onnx"), damaged));
        } catch (InvalidFileException refused) {
            assertThat(refused).hasMessageNotContaining("\n");
            return false;
        }
        assertThat(NetworkState.sha256(read.classifier().network()))
                .as(damage)
                .isEqualTo(NetworkState.sha256(original.network()));
        // Without metadata the row that a dense layer reads an image as is a layer of its own.
        assertThat(Architecture.of(read.classifier().network()).toJson().replace("{\"type\":\"flatten\"},", ""))
                .as(damage)
                .isEqualTo(Architecture.of(original.network()).toJson());
        return true;
    }

    @Test
    void aGraphThatIsNotWhatItsMetadataSayIsRefused() throws Exception {
        var model = ModelProto.parseFrom(bytes);
        var graph = model.getGraph().toBuilder();
        for (int i = 0; i < graph.getNodeCount(); i++) {
            if (graph.getNode(i).getOpType().equals("Relu")) {
                graph.setNode(i, graph.getNode(i).toBuilder().setOpType("Tanh"));
            }
        }
        Path file = write(model.toBuilder().setGraph(graph).build());
        assertThatThrownBy(() -> OnnxReader.read(file))
                .isExactlyInstanceOf(InvalidFileException.class)
                .hasMessageEndingWith("the graph is not what its metadata say; if it was changed on purpose, remove its"
                        + " metadata");
    }

    @Test
    void aChangedWeightIsRefused() throws Exception {
        var model = ModelProto.parseFrom(bytes);
        var graph = model.getGraph().toBuilder();
        var weight = graph.getInitializer(0);
        byte[] raw = weight.getRawData().toByteArray();
        raw[0] ^= 1;
        graph.setInitializer(0, weight.toBuilder().setRawData(ByteString.copyFrom(raw)));
        Path file = write(model.toBuilder().setGraph(graph).build());
        assertThatThrownBy(() -> OnnxReader.read(file))
                .isExactlyInstanceOf(InvalidFileException.class)
                .hasMessageContaining("expected weights of SHA-256");
    }

    @Test
    void aTensorThatClaimsMoreThanIsThereIsRefused() throws Exception {
        var tensor = TensorProto.newBuilder()
                .setName("w")
                .setDataType(TensorProto.DataType.FLOAT_VALUE)
                .addDims(40_000)
                .addDims(50_000)
                .setRawData(ByteString.copyFrom(new byte[64]));
        refuses(
                write(foreign(
                        GraphProto.newBuilder()
                                .addInitializer(tensor)
                                .addNode(node("Gemm", "x", "w").addOutput("y")),
                        40_000)),
                "tensor w: expected 2000000000 numbers");
    }

    @Test
    void anArchitectureThatClaimsMoreThanIsThereIsRefused() throws Exception {
        var model = ModelProto.parseFrom(bytes);
        Map<String, String> metadata = new LinkedHashMap<>();
        model.getMetadataPropsList().forEach(entry -> metadata.put(entry.getKey(), entry.getValue()));
        metadata.put(
                "architecture", "{\"input\":[40000],\"layers\":[{\"type\":\"dense\",\"in\":40000,\"out\":40000}]}");
        metadata.put(
                "description_sha256",
                Sha256.of(List.of(
                        metadata.get("architecture"),
                        metadata.get("loss"),
                        metadata.get("preprocessing"),
                        metadata.get("labels"))));
        var forged = model.toBuilder().clearMetadataProps();
        metadata.forEach((key, value) -> forged.addMetadataProps(
                StringStringEntryProto.newBuilder().setKey(key).setValue(value)));
        refuses(write(forged.build()), "tensor 0.dense.");
    }

    @Test
    void moreOutputsThanAnybodyHasClassesAreRefused() throws Exception {
        refuses(
                write(foreign(GraphProto.newBuilder().addNode(node("Relu", "x").addOutput("y")), 16_000_000)),
                "output: expected at most 100000 classes");
    }

    @Test
    void aMillionNodesAreRefusedBeforeTheyAreMade() throws Exception {
        var graph = new ByteArrayOutputStream();
        for (int i = 0; i < 450_000; i++) {
            graph.write(new byte[] {10, 0}); // an empty node
        }
        refuses(writeGraph(graph.toByteArray()), "file: expected an ONNX file, received more than 200000 fields");
    }

    @Test
    void asMuchStructureAsMayBeIsParsedInLittleMemory() throws Exception {
        var node = new ByteArrayOutputStream();
        for (int i = 0; i < 199_000; i++) {
            node.write(new byte[] {42, 0}); // an empty attribute
        }
        byte[] whole = foreign(GraphProto.newBuilder(), 2).toByteArray();
        byte[] nodes = message(7, message(1, node.toByteArray()));
        byte[] file = Arrays.copyOf(whole, whole.length + nodes.length); // the two graphs become one
        System.arraycopy(nodes, 0, file, whole.length, nodes.length);
        refuses(Files.write(folder.resolve("hostile.onnx"), file), "node 0 (): expected one attribute , received two");
    }

    @Test
    void moreTextThanAnybodyNeedsIsRefused() throws Exception {
        var graph = GraphProto.newBuilder().setDocString("x".repeat(1_100_000));
        refuses(write(foreign(graph, 2)), "file: expected at most 1000000 bytes beside the numbers of tensors");
    }

    @Test
    void graphsWithinGraphsAreRefusedBeforeTheyFillTheStack() throws Exception {
        byte[] graph = new byte[0];
        for (int i = 0; i < 5_000; i++) {
            byte[] attribute = message(6, graph);
            byte[] node = message(5, attribute);
            graph = message(1, node);
        }
        refuses(writeGraph(graph), "file: expected an ONNX file, received more than 20 levels");
    }

    @Test
    void lengthsBeyondTheEndAreRefused() throws Exception {
        var out = new ByteArrayOutputStream();
        var coded = CodedOutputStream.newInstance(out);
        coded.writeTag(7, 2);
        coded.writeUInt32NoTag(Integer.MAX_VALUE);
        coded.flush();
        refuses(Files.write(folder.resolve("hostile.onnx"), out.toByteArray()), "file: expected an ONNX file");
    }

    @Test
    void windowsBeyondAllMeasureAreRefused() throws Exception {
        var pool = node("MaxPool", "x")
                .addOutput("y")
                .addAttribute(AttributeProto.newBuilder()
                        .setName("kernel_shape")
                        .setType(AttributeProto.AttributeType.INTS)
                        .addInts(Integer.MAX_VALUE)
                        .addInts(Integer.MAX_VALUE));
        refuses(
                write(foreign(GraphProto.newBuilder().addNode(pool), 1, 4, 4)),
                "node 0 (MaxPool): expected kernel_shape from 1 to 32768, received 2147483647");
    }

    private void refuses(Path file, String message) throws Exception {
        long before = allocatedBytes();
        assertThatThrownBy(() -> OnnxReader.read(file))
                .isExactlyInstanceOf(InvalidFileException.class)
                .hasMessageStartingWith(file + ": " + message)
                .hasMessageNotContaining("\n");
        assertThat(allocatedBytes() - before).isLessThan(MEMORY + Files.size(file));
    }

    /** By this thread. The count comes from a module that formats does not read: hence by reflection. */
    private static long allocatedBytes() throws ReflectiveOperationException {
        var threads = Class.forName("java.lang.management.ManagementFactory")
                .getMethod("getThreadMXBean")
                .invoke(null);
        return (long) Class.forName("com.sun.management.ThreadMXBean")
                .getMethod("getCurrentThreadAllocatedBytes")
                .invoke(threads);
    }

    private Path write(ModelProto model) throws Exception {
        return Files.write(folder.resolve("hostile.onnx"), model.toByteArray());
    }

    private Path writeGraph(byte[] graph) throws Exception {
        return Files.write(folder.resolve("hostile.onnx"), message(7, graph));
    }

    private static byte[] message(int field, byte[] content) throws Exception {
        var out = new ByteArrayOutputStream();
        var coded = CodedOutputStream.newInstance(out);
        coded.writeByteArray(field, content);
        coded.flush();
        return out.toByteArray();
    }

    private static NodeProto.Builder node(String operator, String... inputs) {
        return NodeProto.newBuilder().setOpType(operator).addAllInput(Arrays.asList(inputs));
    }

    /** A graph from x, of the given extents, to y. */
    private static ModelProto foreign(GraphProto.Builder graph, int... extents) {
        var shape = TensorShapeProto.newBuilder()
                .addDim(TensorShapeProto.Dimension.newBuilder().setDimParam("batch"));
        for (int extent : extents) {
            shape.addDim(TensorShapeProto.Dimension.newBuilder().setDimValue(extent));
        }
        var type = TypeProto.newBuilder()
                .setTensorType(TypeProto.Tensor.newBuilder()
                        .setElemType(TensorProto.DataType.FLOAT_VALUE)
                        .setShape(shape));
        graph.addInput(ValueInfoProto.newBuilder().setName("x").setType(type))
                .addOutput(ValueInfoProto.newBuilder().setName("y"));
        return ModelProto.newBuilder()
                .setIrVersion(8)
                .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(17))
                .setGraph(graph)
                .build();
    }
}
