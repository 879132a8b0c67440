package firsthand.report.explain;

import firsthand.classifier.Classifier;
import firsthand.classifier.Prediction;
import firsthand.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * One example explained, from the input to the loss and back.
 *
 * @param subject what was shown to the network
 * @param classNames what the classes are called
 * @param prediction what it was taken for
 * @param target the class that the loss is measured against: the actual one, or, where nobody knows, the predicted one
 * @param layers first to last
 * @param loss what came of the last
 * @param saliency |dL/dx|, of the input's shape
 * @param evidence what speaks for and against each class
 * @param weight one gradient beside differences, if one was asked for
 */
public record Explanation(
        Subject subject,
        List<String> classNames,
        Prediction prediction,
        int target,
        List<LayerStep> layers,
        LossStep loss,
        Tensor saliency,
        Evidence evidence,
        Optional<WeightCheck> weight) {
    /** So many classes have their dL/dz written out. */
    private static final int CLASSES = 10;

    /** Keeps copies of the lists. */
    public Explanation {
        classNames = List.copyOf(classNames);
        layers = List.copyOf(layers);
    }

    /**
     * What is shown to a network.
     *
     * @param source where it comes from
     * @param input its numbers
     * @param actual its class, where it is known
     */
    public record Subject(String source, Tensor input, Optional<String> actual) {}

    /**
     * Walks an example through a classifier, there and back; the gradients that parameters hold then are its own.
     *
     * @throws IllegalArgumentException if the example does not fit, there is no such class or weight, or there is a
     *     layer or a loss that nobody has explained
     */
    public static Explanation of(Classifier classifier, Subject subject, Optional<WeightIndex> weight) {
        weight.ifPresent(index -> index.in(classifier.network()));
        var prediction = classifier.predict(subject.input);
        int target = subject.actual.map(name -> index(name, classifier)).orElse(prediction.classIndex());
        var x = batch(classifier, subject.input);
        var evidence = Evidence.of(Walk.frozen(classifier.network().layers()), x);
        var walk = new Walk(classifier, x, target);
        return new Explanation(
                subject,
                classifier.classNames(),
                prediction,
                target,
                walk.steps(prediction.classIndex()),
                walk.lossStep(CLASSES),
                walk.saliency(),
                evidence,
                weight.map(walk::check));
    }

    /**
     * One number of a layer's output for an example, with the numbers put in; the gradients that parameters hold then
     * are those of the example.
     *
     * @param output its place in the layer's output, counted row by row
     * @throws IllegalArgumentException if the example does not fit, or there is a layer or a loss that nobody has
     *     explained
     * @throws IndexOutOfBoundsException if there is no such layer or number
     */
    public static Equation equation(Classifier classifier, Tensor example, int layer, int output) {
        Objects.checkIndex(output, classifier.network().outputShape(layer).size());
        return new Walk(classifier, batch(classifier, example), 0).equation(layer, output);
    }

    private static Tensor batch(Classifier classifier, Tensor example) {
        return Tensor.of(
                classifier.network().inputShape().batch(1), example.values().clone());
    }

    private static int index(String name, Classifier classifier) {
        int index = classifier.classNames().indexOf(name);
        if (index < 0) {
            throw new IllegalArgumentException(
                    "explain: expected one of the classes " + classifier.classNames() + ", received " + name);
        }
        return index;
    }

    /** The input in the network's own shape. */
    public Tensor input() {
        return Tensor.of(saliency.shape(), subject.input.values());
    }

    /** One line that says what it was taken for. */
    public String verdict() {
        return subject.source + subject.actual.map(name -> ", which is " + name).orElse("") + ": taken for "
                + prediction.label()
                + String.format(
                        Locale.ROOT,
                        " with %.2f %%",
                        100 * prediction.probabilities().get(prediction.classIndex()));
    }

    /** The score of a class, before softmax or sigmoid, in figures. */
    public String score(int c) {
        return Figures.of(evidence.scores().get(c));
    }

    /** Pictures with their captions, each of height x width from 0 to 1. */
    public Map<String, Tensor> pictures() {
        int predicted = prediction.classIndex();
        var part = Heatmap.plane(evidence.parts().get(predicted));
        Map<String, Tensor> pictures = new LinkedHashMap<>();
        pictures.put("input", Heatmap.plane(input()));
        pictures.put("where the loss looks", shares(Heatmap.plane(saliency), 1));
        pictures.put("for " + classNames.get(predicted), shares(part, 1));
        pictures.put("against " + classNames.get(predicted), shares(part, -1));
        return pictures;
    }

    /** What has the given sign, as shares of the largest of either sign. */
    private static Tensor shares(Tensor values, int sign) {
        double largest = Heatmap.largest(values);
        var shares = Tensor.zeros(values.shape());
        for (int i = 0; i < shares.size(); i++) {
            shares.values()[i] = (float) Math.max(0, sign * values.values()[i] / largest);
        }
        return shares;
    }
}
