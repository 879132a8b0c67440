package firsthand.formats.onnx;

import firsthand.data.InvalidFileException;
import firsthand.formats.file.InputFile;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import onnx.Onnx.GraphProto;
import org.jspecify.annotations.Nullable;

/**
 * Which nodes of a graph take a value. Where only one does, the two may be one layer of ours: a product and the bias
 * added to it, say.
 */
final class Consumers {
    private final GraphProto graph;
    private final InputFile file;
    private final Map<String, List<Integer>> consumers = new HashMap<>();
    private final Set<Integer> done = new HashSet<>();

    Consumers(GraphProto graph, InputFile file) {
        this.graph = graph;
        this.file = file;
        for (int i = 0; i < graph.getNodeCount(); i++) {
            for (String input : new HashSet<>(graph.getNode(i).getInputList())) {
                consumers.computeIfAbsent(input, name -> new ArrayList<>()).add(i);
            }
        }
    }

    OnnxNode node(int index) throws InvalidFileException {
        return new OnnxNode(graph.getNode(index), index, file);
    }

    /** The names of what a node takes. */
    Set<String> inputs(int node) {
        return new HashSet<>(graph.getNode(node).getInputList());
    }

    /** The one node that a value goes into, if it is of this operator and the value goes nowhere else; else null. */
    @Nullable
    Integer sole(String value, String operator) {
        var all = consumers.getOrDefault(value, List.of());
        boolean sole = all.size() == 1 && !isOutput(value);
        return sole && graph.getNode(all.getFirst()).getOpType().equals(operator) ? all.getFirst() : null;
    }

    /** Takes a node for read together with one before it, and gives the name of its output. */
    String finish(int node) {
        done.add(node);
        return graph.getNode(node).getOutput(0);
    }

    /** Whether a node has been read together with one before it. */
    boolean isDone(int node) {
        return done.contains(node);
    }

    /** Of what a node gives beside its first output nothing may be used. */
    void requireOneOutput(OnnxNode node) throws InvalidFileException {
        for (String output : node.outputs().subList(1, node.outputs().size())) {
            if (consumers.containsKey(output) || isOutput(output)) {
                throw node.invalid("one output", output);
            }
        }
    }

    private boolean isOutput(String name) {
        return graph.getOutputList().stream()
                .anyMatch(output -> output.getName().equals(name));
    }
}
