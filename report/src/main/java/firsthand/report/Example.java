package firsthand.report;

import firsthand.report.image.ExampleImage;
import firsthand.report.image.Raster;
import firsthand.training.Predictions;
import java.util.List;
import java.util.Optional;

/**
 * One example and what it was taken for.
 *
 * @param index which one of the data it is
 * @param actual its class
 * @param predicted the class it was taken for
 * @param loss its loss
 * @param probabilities of every class
 * @param image what it looks like, if it is an image
 */
public record Example(
        int index, int actual, int predicted, double loss, List<Double> probabilities, Optional<Raster> image) {

    /** Probabilities that will not change. */
    public Example {
        probabilities = List.copyOf(probabilities);
    }

    static Example of(Predictions predictions, int i) {
        var evaluation = predictions.evaluation();
        return new Example(
                i,
                evaluation.data().label(i),
                evaluation.predicted(i),
                evaluation.loss(i),
                predictions.probabilities(i),
                ExampleImage.of(evaluation.data().example(i)));
    }

    /** How sure the model was of its prediction. */
    public double confidence() {
        return probabilities.get(predicted);
    }
}
