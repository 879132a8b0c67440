package firsthand.classifier;

import firsthand.data.Augmentation;
import firsthand.data.Dataset;
import firsthand.random.RandomStream;
import firsthand.tensor.Tensor;
import firsthand.training.Evaluation;
import firsthand.training.MeanProbabilities;
import firsthand.training.Predictions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;

/**
 * Several classifiers that decide together, by the mean of their probabilities: what one gets wrong the others often get
 * right. (Dietterich, "Ensemble methods in machine learning", 2000.)
 *
 * <pre>{@code
 * var ensemble = Ensemble.of(first, second, third).averagingShifts(1);
 * System.out.println(ensemble.evaluate(mnist.test()).accuracy());
 * }</pre>
 *
 * <p>Each can also look at an image several times: as it is, and moved by some pixels in each of the eight directions,
 * with zeros coming in. The mean is then over all classifiers and all nine views. (Krizhevsky, Sutskever and Hinton,
 * "ImageNet classification with deep convolutional neural networks", 2012, section 4.1, average over crops.)
 *
 * @param classifiers who decides
 * @param shift by how many pixels images are moved; 0 for images as they are alone
 */
public record Ensemble(List<Classifier> classifiers, int shift) {

    /**
     * @throws IllegalArgumentException if there is no classifier, they do not have the same class names and sizes of
     *     input, or the shift is below 0
     */
    public Ensemble {
        classifiers = List.copyOf(classifiers);
        if (classifiers.isEmpty()) {
            throw new IllegalArgumentException("ensemble: expected 1 classifier or more, received none");
        }
        if (shift < 0) {
            throw new IllegalArgumentException(
                    "average over shifts: expected a shift of 0 pixels or more, received " + shift);
        }
        for (var classifier : classifiers) {
            checkAlike(classifiers.getFirst(), classifier);
        }
    }

    private static void checkAlike(Classifier first, Classifier other) {
        if (!other.classNames().equals(first.classNames())) {
            throw new IllegalArgumentException("ensemble: expected classifiers of the same classes, received "
                    + first.classNames() + " and " + other.classNames());
        }
        var shape = first.network().inputShape();
        var otherShape = other.network().inputShape();
        if (otherShape.size() != shape.size()) {
            throw new IllegalArgumentException(
                    "ensemble: expected classifiers of the same input, received " + shape + " and " + otherShape);
        }
    }

    /** These classifiers, on examples as they are. */
    public static Ensemble of(Classifier... classifiers) {
        return new Ensemble(List.of(classifiers), 0);
    }

    /** These classifiers, which also see each image moved by so many pixels in each of the eight directions. */
    public Ensemble averagingShifts(int pixels) {
        return new Ensemble(classifiers, pixels);
    }

    /** What each class is called. */
    public List<String> classNames() {
        return classifiers.getFirst().classNames();
    }

    /**
     * Measures this ensemble on {@code data}, on every processor. The loss of an example is the negative logarithm of
     * the mean probability of its class, whatever the classifiers have learned by.
     *
     * @throws IllegalArgumentException if networks and data do not fit together, or images are to be moved and examples
     *     are none
     */
    public Evaluation evaluate(Dataset data) {
        return evaluate(data, Runtime.getRuntime().availableProcessors());
    }

    /** Like {@link #evaluate(Dataset)}, with so many threads; the result is the same to the bit for any number. */
    public Evaluation evaluate(Dataset data, int threads) {
        return predictAll(data, threads).evaluation();
    }

    /**
     * What all of them together say of every example: the mean of their probabilities.
     *
     * @throws IllegalArgumentException as {@link #evaluate(Dataset)} does
     */
    public Predictions predictAll(Dataset data, int threads) {
        var mean = new MeanProbabilities(data);
        for (var classifier : classifiers) {
            for (var view : views()) {
                mean.add(classifier.network(), classifier.loss(), view, threads);
            }
        }
        return mean.predictions();
    }

    /**
     * What one example is taken for.
     *
     * @param example scaled as the training data was, of the networks' input shape
     * @throws IllegalArgumentException if it is of another size, or is to be moved and no image
     */
    public Prediction predict(Tensor example) {
        var sums = new double[classNames().size()];
        for (var classifier : classifiers) {
            for (var view : views()) {
                var probabilities = classifier.predict(seen(example, view)).probabilities();
                for (int c = 0; c < sums.length; c++) {
                    sums[c] += probabilities.get(c);
                }
            }
        }
        int best = 0;
        for (int c = 1; c < sums.length; c++) {
            best = sums[c] > sums[best] ? c : best;
        }
        int opinions = classifiers.size() * views().size();
        return new Prediction(
                best,
                classNames().get(best),
                DoubleStream.of(sums).map(sum -> sum / opinions).boxed().toList());
    }

    private List<Optional<Augmentation>> views() {
        List<Optional<Augmentation>> views = new ArrayList<>();
        views.add(Optional.empty());
        for (int down = -shift; shift > 0 && down <= shift; down += shift) {
            for (int right = -shift; right <= shift; right += shift) {
                if (down != 0 || right != 0) {
                    views.add(Optional.of(new ShiftedView(down, right)));
                }
            }
        }
        return views;
    }

    private static Tensor seen(Tensor example, Optional<Augmentation> view) {
        if (view.isEmpty()) {
            return example;
        }
        var seen = example.copy();
        var memory = new float[view.get().memoryLength(example.shape())];
        view.get().apply(seen.values(), 0, example.shape(), RandomStream.of(0), memory);
        return seen;
    }
}
