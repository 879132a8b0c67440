package firsthand.cli;

import firsthand.classifier.Classifier;
import firsthand.data.Dataset;
import firsthand.datasets.DigitImage;
import firsthand.datasets.ImageReader;
import firsthand.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Path;

/** What a user shows to a model: a picture, or an example of the test set. */
final class ModelInput {
    private ModelInput() {}

    /**
     * The digit in a picture, as the model wants it.
     *
     * @param model the file of {@code classifier}
     */
    static Tensor picture(Path image, Path model, Classifier classifier) throws IOException {
        int side = DigitImage.SIDE;
        if (classifier.network().inputShape().size() != side * side) {
            throw new IllegalArgumentException(model + ": expected a model of input shape " + side + "x" + side
                    + " for pictures, received " + classifier.network().inputShape()
                    + "; use --index or a model trained on MNIST");
        }
        return ImageReader.readDigit(image).centred();
    }

    /** Refuses what --index cannot be. */
    static void checkIndex(int index, Dataset test) {
        if (index < 0 || index >= test.size()) {
            throw new IllegalArgumentException("--index: expected a number from 0 to " + (test.size() - 1)
                    + ", the examples of the test set, received " + index);
        }
    }
}
