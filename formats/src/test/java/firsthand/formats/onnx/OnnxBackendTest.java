package firsthand.formats.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import firsthand.data.InvalidFileException;
import firsthand.formats.file.InputFile;
import firsthand.tensor.Tensor;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.ZipInputStream;
import onnx.Onnx.ModelProto;
import onnx.Onnx.TensorProto;
import onnx.Onnx.ValueInfoProto;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The cases by which ONNX 1.12.0 tests its backends, of the operators that the reader knows: each is either computed to
 * ONNX's own tolerance, or refused for the reason that the list gives.
 *
 * <p>The zip is made by src/test/python/backend_cases.py. A case's first input is the network's; those after it, which
 * a network has none of, become weights; outputs after the first are left out.
 */
class OnnxBackendTest {
    private static final double RELATIVE = 1e-3;
    private static final double ABSOLUTE = 1e-7;

    @TempDir
    Path folder;

    @Test
    void computesOrRefusesEachCaseAsListed() throws Exception {
        List<String> computed = new ArrayList<>();
        List<String> refused = new ArrayList<>();
        for (var entry : cases().entrySet()) {
            try {
                compute(entry.getKey(), entry.getValue());
                computed.add(entry.getKey());
            } catch (InvalidFileException refusal) {
                String message = String.valueOf(refusal.getMessage());
                assertThat(message).startsWith(file() + ": ").doesNotContain("\n");
                refused.add(entry.getKey() + ": "
                        + message.substring(file().toString().length() + 2));
            }
        }
        assertThat(refused).containsExactlyElementsOf(listed());
        assertThat(refused).hasSize(125);
        assertThat(computed).hasSize(83);
    }

    private Path file() {
        return folder.resolve("model.onnx");
    }

    private static List<String> listed() throws Exception {
        try (var in = resource("onnx-backend-refused.txt")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        }
    }

    private static Map<String, Map<String, byte[]>> cases() throws Exception {
        Map<String, Map<String, byte[]>> cases = new TreeMap<>();
        try (var zip = new ZipInputStream(resource("onnx-backend-cases.zip"))) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                int slash = entry.getName().lastIndexOf('/');
                cases.computeIfAbsent(entry.getName().substring(0, slash), name -> new TreeMap<>())
                        .put(entry.getName().substring(slash + 1), zip.readAllBytes());
            }
        }
        return cases;
    }

    private static InputStream resource(String name) {
        return OnnxBackendTest.class.getResourceAsStream(name);
    }

    private void compute(String name, Map<String, byte[]> files) throws Exception {
        var model = withWeights(ModelProto.parseFrom(files.get("model.onnx")), files);
        Files.write(file(), model.toByteArray());
        try (var in = InputFile.open(file())) {
            var graph = ForeignModel.graph(model, in);
            var given = OnnxTensor.of(TensorProto.parseFrom(files.get("input_0.pb")), in);
            var expected = OnnxTensor.of(TensorProto.parseFrom(files.get("output_0.pb")), in);
            int examples = given.extents().getFirst();
            var inputLayout = given.extents().size() == 4
                    ? Layout.image(graph.network().inputShape())
                    : Layout.plain(graph.network().inputShape());
            var x = Tensor.zeros(graph.network().inputShape().batch(examples));
            copy(given.floats(), x.values(), inputLayout, examples);
            var y = graph.network().predict(x);
            float[] theirs = new float[y.values().length];
            copy(expected.floats(), theirs, graph.output(), examples);
            finish(model, graph, y);
            for (int i = 0; i < theirs.length; i++) {
                assertThat((double) y.values()[i])
                        .as("%s, value %d", name, i)
                        .isCloseTo(theirs[i], within(ABSOLUTE + RELATIVE * Math.abs(theirs[i])));
            }
        }
    }

    /** What the last operator makes of the outputs, where a loss does it with us. */
    private static void finish(ModelProto model, ForeignModel.Graph graph, Tensor y) {
        String last =
                model.getGraph().getNode(model.getGraph().getNodeCount() - 1).getOpType();
        if (last.endsWith("Softmax")) {
            graph.loss().toProbabilities(y, 0, y.shape().extent(0));
        }
        if (last.equals("LogSoftmax")) {
            for (int i = 0; i < y.values().length; i++) {
                y.values()[i] = (float) StrictMath.log(y.values()[i]);
            }
        }
    }

    /** From the order of the file to ours, example by example. */
    private static void copy(float[] file, float[] ours, Layout layout, int examples) {
        assertThat(file).hasSize(ours.length);
        int size = layout.size();
        for (int i = 0; i < examples; i++) {
            float[] example = new float[size];
            layout.ofValues().fromFile(Arrays.copyOfRange(file, i * size, (i + 1) * size), example);
            System.arraycopy(example, 0, ours, i * size, size);
        }
    }

    private static ModelProto withWeights(ModelProto model, Map<String, byte[]> files) throws Exception {
        var graph = model.getGraph();
        Set<String> weights = new HashSet<>();
        graph.getInitializerList().forEach(tensor -> weights.add(tensor.getName()));
        List<ValueInfoProto> inputs = graph.getInputList().stream()
                .filter(input -> !weights.contains(input.getName()))
                .toList();
        var changed = graph.toBuilder().clearInput().clearOutput().addOutput(graph.getOutput(0));
        for (int i = 0; i < inputs.size(); i++) {
            byte[] data = files.get("input_" + i + ".pb");
            if (i == 0) {
                changed.addInput(inputs.get(i));
            } else if (data != null) {
                changed.addInitializer(TensorProto.parseFrom(data).toBuilder()
                        .setName(inputs.get(i).getName()));
            }
        }
        return model.toBuilder().setGraph(changed).build();
    }
}
