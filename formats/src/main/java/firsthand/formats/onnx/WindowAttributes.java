package firsthand.formats.onnx;

import firsthand.data.InvalidFileException;
import java.util.Collections;

/** The attributes that say how a kernel or a pooling window moves over an image. */
final class WindowAttributes {
    /** Far more than a sensible kernel or padding, and far less than what would overflow an int. */
    static final int LARGEST = 1 << 15;

    private WindowAttributes() {}

    /**
     * An attribute for height and width that is the same for both.
     *
     * @param usual what it is where it is not there; 0 if it has to be
     */
    static int square(OnnxNode node, String name, int usual) throws InvalidFileException {
        var both = node.integers(name);
        if (both.isEmpty() && usual > 0) {
            return usual;
        }
        if (both.size() != 2 || !both.get(0).equals(both.get(1))) {
            throw node.invalid(name + " of two equal numbers", both.toString());
        }
        return setting(node, name, both.getFirst());
    }

    /** The same on all four sides. */
    static int padding(OnnxNode node) throws InvalidFileException {
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

    static int groups(OnnxNode node) throws InvalidFileException {
        return setting(node, "group", node.integer("group", 1));
    }

    private static int setting(OnnxNode node, String name, long value) throws InvalidFileException {
        if (value < 1 || value > LARGEST) {
            throw node.invalid(name + " from 1 to " + LARGEST, value + "");
        }
        return (int) value;
    }
}
