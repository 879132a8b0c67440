package firsthand.cli.explain;

import firsthand.classifier.Classifier;
import firsthand.classifier.Prediction;
import firsthand.tensor.Tensor;
import java.util.List;
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
        var x = Tensor.of(
                classifier.network().inputShape().batch(1), subject.input.values().clone());
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

    /** The class other than the predicted one that is most likely: the actual one, where the prediction is wrong. */
    public int rival() {
        if (target != prediction.classIndex() || classNames.size() == 1) {
            return target;
        }
        int rival = -1;
        for (int c = 0; c < classNames.size(); c++) {
            boolean better = rival < 0
                    || prediction.probabilities().get(c)
                            > prediction.probabilities().get(rival);
            rival = c != prediction.classIndex() && better ? c : rival;
        }
        return rival;
    }
}
