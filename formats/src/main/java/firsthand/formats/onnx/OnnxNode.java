package firsthand.formats.onnx;

import firsthand.data.InvalidFileException;
import firsthand.formats.file.InputFile;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import onnx.Onnx.AttributeProto;
import onnx.Onnx.AttributeProto.AttributeType;
import onnx.Onnx.NodeProto;
import onnx.Onnx.TensorProto;
import org.jspecify.annotations.Nullable;

/**
 * A node of a graph from elsewhere, and what is said against it. Each attribute that the operator is known to have is
 * asked for by name; {@link #end()} refuses any that is left.
 */
final class OnnxNode {
    private static final String REMEDY = "Firsthand has no layer that does this";

    /** From this version on, operators predict where nothing else is said. */
    private static final int PREDICTING = 7;

    private final NodeProto proto;
    private final String where;
    private final InputFile file;
    private final Map<String, AttributeProto> attributes = new LinkedHashMap<>();

    /** @param index the node's place in the graph, for those that have no name */
    OnnxNode(NodeProto proto, int index, InputFile file) throws InvalidFileException {
        this.proto = proto;
        this.where =
                "node " + (proto.getName().isEmpty() ? index + "" : proto.getName()) + " (" + proto.getOpType() + ")";
        this.file = file;
        for (var attribute : proto.getAttributeList()) {
            if (attributes.put(attribute.getName(), attribute) != null) {
                throw invalid("one attribute " + attribute.getName(), "two");
            }
            if (!attribute.getRefAttrName().isEmpty()) {
                throw invalid(
                        "attribute " + attribute.getName() + " to have a value",
                        "a reference to " + attribute.getRefAttrName());
            }
        }
    }

    String operator() {
        return proto.getOpType();
    }

    /** Whose operator it is; empty for ONNX itself. */
    String domain() {
        return proto.getDomain();
    }

    List<String> inputs() {
        return proto.getInputList();
    }

    /** The name of input {@code i}; empty if it was left out, as ONNX itself has it. */
    String input(int i) {
        return i < proto.getInputCount() ? proto.getInput(i) : "";
    }

    boolean hasInput(int i) {
        return !input(i).isEmpty();
    }

    List<String> outputs() {
        return proto.getOutputList();
    }

    String output() {
        return proto.getOutput(0);
    }

    InvalidFileException invalid(String expected, String received) {
        return file.invalid(where, expected, received, REMEDY);
    }

    InvalidFileException invalid(String problem) {
        return file.invalid(where, problem, REMEDY);
    }

    void requireInputs(int fewest, int most) throws InvalidFileException {
        int count = proto.getInputCount();
        if (count < fewest || count > most) {
            throw invalid(fewest == most ? fewest + " inputs" : fewest + " to " + most + " inputs", count + "");
        }
    }

    long integer(String name, long usual) throws InvalidFileException {
        @Nullable AttributeProto attribute = take(name, AttributeType.INT);
        return attribute == null ? usual : attribute.getI();
    }

    double number(String name, double usual) throws InvalidFileException {
        @Nullable AttributeProto attribute = take(name, AttributeType.FLOAT);
        // The shortest decimal that is this float: what whoever wrote 1e-5 meant.
        return attribute == null ? usual : Double.parseDouble(Float.toString(attribute.getF()));
    }

    String text(String name, String usual) throws InvalidFileException {
        @Nullable AttributeProto attribute = take(name, AttributeType.STRING);
        return attribute == null ? usual : attribute.getS().toStringUtf8();
    }

    /** Empty if there are none. */
    List<Long> integers(String name) throws InvalidFileException {
        @Nullable AttributeProto attribute = take(name, AttributeType.INTS);
        return attribute == null ? List.of() : attribute.getIntsList();
    }

    @Nullable
    TensorProto tensor(String name) throws InvalidFileException {
        @Nullable AttributeProto attribute = take(name, AttributeType.TENSOR);
        return attribute == null ? null : attribute.getT();
    }

    /** Refuses any value but {@code expected}, which is also what it is when it is not there. */
    void require(String name, long expected) throws InvalidFileException {
        long received = integer(name, expected);
        if (received != expected) {
            throw invalid(name + " " + expected, received + "");
        }
    }

    void require(String name, double expected) throws InvalidFileException {
        double received = number(name, expected);
        if (received != expected) {
            throw invalid(name + " " + expected, received + "");
        }
    }

    void require(String name, List<Long> expected) throws InvalidFileException {
        var received = integers(name);
        if (!received.isEmpty() && !received.equals(expected)) {
            throw invalid(name + " " + expected, received.toString());
        }
    }

    /** Old versions of the operators train unless they are told not to. */
    void requirePrediction(int operators) throws InvalidFileException {
        if (integer("is_test", operators < PREDICTING ? 0 : 1) == 0) {
            throw invalid("is_test 1", "0");
        }
    }

    /** Of an attribute that older versions had, and that changes nothing here. */
    void ignore(String name) {
        attributes.remove(name);
    }

    /** Nothing may be left that changes what the node does. */
    void end() throws InvalidFileException {
        if (!attributes.isEmpty()) {
            throw invalid("no attribute " + attributes.keySet().iterator().next(), "one");
        }
    }

    private @Nullable AttributeProto take(String name, AttributeType type) throws InvalidFileException {
        @Nullable AttributeProto attribute = attributes.remove(name);
        boolean typed = attribute != null && attribute.getType() != AttributeType.UNDEFINED;
        if (attribute != null && typed && attribute.getType() != type) {
            throw invalid(name + " of type " + type, attribute.getType() + "");
        }
        return attribute;
    }
}
