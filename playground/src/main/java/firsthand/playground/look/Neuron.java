package firsthand.playground.look;

import firsthand.classifier.Classifier;
import firsthand.data.Dataset;
import firsthand.playground.message.Json;

/** One unit of a layer: what it looks for, and what it finds. */
public final class Neuron {
    private Neuron() {}

    /**
     * {@code {"layer", "unit", "weights", "bias", "strongest":[{"index", "label", "value", picture}], "formula":{"left",
     * "symbols", "numbers", "value", "note"}, "classMeans"}}. A unit is one number of the layer's output; of images, a
     * channel, whose value is its largest and whose mean is over all its pixels. Layers without weights have no
     * {@code weights} and no {@code bias}.
     *
     * @param data whose first examples, 2,000 at most, are shown to it
     * @throws IllegalArgumentException if there is no such layer or unit, or the network does not take such examples
     */
    public static Json look(Classifier classifier, Dataset data, int layer, int unit) {
        throw new UnsupportedOperationException();
    }
}
