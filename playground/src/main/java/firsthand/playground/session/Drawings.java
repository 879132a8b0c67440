package firsthand.playground.session;

import firsthand.data.Dataset;
import firsthand.data.InvalidFileException;
import firsthand.data.Split;
import firsthand.datasets.DataCatalog;
import firsthand.datasets.DigitImage;
import firsthand.datasets.LoadedData;
import firsthand.datasets.Mnist;
import firsthand.datasets.Origin;
import firsthand.playground.look.Pad;
import firsthand.random.RandomStream;
import firsthand.tensor.Shape;
import firsthand.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the user drew and labelled: examples to test on and, once there are enough, to learn from. */
final class Drawings {
    /** What they are called as a data set. */
    static final String NAME = "drawings";

    private static final Shape SHAPE = Shape.of(DigitImage.SIDE, DigitImage.SIDE);
    private static final int ENOUGH = 20;
    private static final int FULL_SCALE = 255;

    private final List<Drawn> drawings = new ArrayList<>();

    /**
     * Keeps a drawing.
     *
     * @throws IllegalArgumentException if it is blank, or there are too many
     */
    void add(Pad pad, String label) {
        if (drawings.size() >= Limits.DRAWINGS) {
            throw new IllegalArgumentException(
                    "label: expected at most " + Limits.DRAWINGS + " drawings, received another; forget some first");
        }
        drawings.add(new Drawn(pad, label, example(pad, SHAPE)));
    }

    /**
     * A drawing as a network sees it.
     *
     * @throws IllegalArgumentException if it is blank, or the shape is no square image
     */
    static Tensor example(Pad pad, Shape shape) {
        try {
            return pad.example(shape, DigitImage.Stage.ALL);
        } catch (InvalidFileException blank) {
            throw new IllegalArgumentException(blank.getMessage(), blank);
        }
    }

    /**
     * Drops a drawing.
     *
     * @throws IllegalArgumentException if there is none of that number
     */
    void forget(int index) {
        if (index >= drawings.size()) {
            throw new IllegalArgumentException(
                    "index: expected a drawing, 0 to " + (drawings.size() - 1) + ", received " + index);
        }
        drawings.remove(index);
    }

    /** Drops all of them. */
    void forgetAll() {
        drawings.clear();
    }

    /** How many there are. */
    int size() {
        return drawings.size();
    }

    /**
     * All of them, as a network sees them.
     *
     * @throws IllegalArgumentException if there are none, or the network's input is no square image, or it has no class
     * for one of the labels
     */
    Dataset examples(Shape shape, List<String> classNames) {
        if (drawings.isEmpty()) {
            throw new IllegalArgumentException("part: expected drawings of yours, received none; draw and label some");
        }
        var x = Tensor.zeros(shape.batch(drawings.size()));
        var labels = new int[drawings.size()];
        for (int i = 0; i < labels.length; i++) {
            var drawn = drawings.get(i);
            var example = shape.equals(SHAPE) ? drawn.example() : example(drawn.pad(), shape);
            System.arraycopy(example.values(), 0, x.values(), i * shape.size(), shape.size());
            labels[i] = classNames.indexOf(drawn.label());
            if (labels[i] < 0) {
                throw new IllegalArgumentException("drawings: expected labels among the classes of the network, "
                        + classNames + ", received " + drawn.label());
            }
        }
        return Dataset.of(NAME, x, labels, classNames, FULL_SCALE);
    }

    /** The examples of a part, which may be these. */
    Dataset orPart(Model model, Part part) {
        var classifier = model.classifier();
        return part == Part.DRAWINGS
                ? examples(classifier.network().inputShape(), classifier.classNames())
                : model.part(part);
    }

    private List<String> labels() {
        return drawings.stream().map(Drawn::label).distinct().sorted().toList();
    }

    /** Whether there are enough to learn from: 20 of two labels or more. */
    boolean areEnough() {
        return drawings.size() >= ENOUGH && labels().size() >= 2;
    }

    /** A data set of them, if there are enough to learn from. */
    Optional<LoadedData> data() {
        if (!areEnough()) {
            return Optional.empty();
        }
        var names = labels();
        var classNames = Mnist.CLASS_NAMES.containsAll(names) ? Mnist.CLASS_NAMES : names;
        var split = Split.stratified(
                examples(SHAPE, classNames), DataCatalog.TEST_FRACTION, RandomStream.of(DataCatalog.SPLIT_SEED));
        return Optional.of(
                new LoadedData(NAME, split.train(), split.test(), new Origin("drawn here", false, List.of())));
    }

    private record Drawn(Pad pad, String label, Tensor example) {}
}
