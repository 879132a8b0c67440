package firsthand.playground.look;

import firsthand.classifier.Classifier;
import firsthand.data.Dataset;
import firsthand.network.Network;
import firsthand.playground.message.Json;
import firsthand.report.explain.Explanation;
import firsthand.tensor.Tensor;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** One unit of a layer: what it looks for, and what it finds. */
public final class Neuron {
    private static final int MOST_SHOWN = 2_000;
    private static final int TOLD = 10;
    private static final int BATCH = 100;

    /**
     * How strongly a unit answers an example.
     *
     * @param value its largest output
     * @param pixel where that is
     * @param mean over all its pixels
     */
    private record Answer(int index, float value, int pixel, double mean) {}

    private Neuron() {}

    /**
     * {@code {"layer", "unit", "type", "units", "weights", "shape", "bias", "strongest":[{"index", "label", "value",
     * picture}], "formula":{"left", "symbols", "numbers", "value", "note"}, "classMeans"}}; the shape is that of the
     * weights, and the formula that of the strongest example.
     *
     * <p>A unit is one number of the layer's output; of images, a channel, whose value is its largest and whose mean is
     * over all its pixels. Layers without weights have no {@code weights}, {@code shape} and {@code bias}; the mean of
     * a class of which there is no example is null.
     *
     * @param data whose first examples, 2,000 at most, are shown to it
     * @throws IllegalArgumentException if there is no such layer or unit, or the network does not take such examples
     */
    public static Json look(Classifier classifier, Dataset data, int layer, int unit) {
        var network = classifier.network();
        var units = Units.of(network, layer);
        if (unit < 0 || unit >= units.count()) {
            throw new IllegalArgumentException("unit: expected the number of a unit of layer " + layer + ", from 0 to "
                    + (units.count() - 1) + ", received " + unit);
        }
        var answers = answers(network, data.take(MOST_SHOWN), layer, unit);
        var strongest = answers.stream()
                .sorted(Comparator.comparingDouble(answer -> -answer.value))
                .limit(TOLD)
                .toList();
        var json = Json.object()
                .put("layer", layer)
                .put("unit", unit)
                .put("type", network.layers().get(layer).type())
                .put("units", units.count());
        UnitWeights.of(network, layer)
                .ifPresent(weights -> json.put(
                                "weights",
                                SignedPicture.of(weights.weights(unit)).json())
                        .put("shape", weights.shape().extents())
                        .put("bias", weights.bias().value().values()[unit]));
        return json.put("strongest", strongest.stream().map(answer -> example(data, answer)))
                .put("formula", formula(classifier, data, layer, unit, strongest.getFirst()))
                .put("classMeans", classMeans(data, answers));
    }

    private static List<Answer> answers(Network network, Dataset data, int layer, int unit) {
        var units = Units.of(network, layer);
        List<Answer> answers = new ArrayList<>();
        for (int from = 0; from < data.size(); from += BATCH) {
            int count = Math.min(BATCH, data.size() - from);
            var examples = Tensor.zeros(data.exampleShape().batch(count));
            for (int i = 0; i < count; i++) {
                data.copyExample(from + i, examples.values(), i * examples.stride());
            }
            var workspace = network.workspace(count, false, false);
            network.forward(examples, workspace);
            var y = workspace.pass(layer).y();
            for (int i = 0; i < count; i++) {
                int pixel = units.strongest(y, i, unit);
                float value = y.values()[units.place(i, pixel, unit)];
                answers.add(new Answer(from + i, value, pixel, units.mean(y, i, unit)));
            }
        }
        return answers;
    }

    private static Json example(Dataset data, Answer answer) {
        return GrayPicture.example(data, answer.index).put("value", answer.value);
    }

    private static Json formula(Classifier classifier, Dataset data, int layer, int unit, Answer answer) {
        int output = Units.of(classifier.network(), layer).place(0, answer.pixel, unit);
        var gradients = Gradients.of(classifier.network());
        try {
            var equation = Explanation.equation(classifier, data.example(answer.index), layer, output);
            return Json.object()
                    .put("left", equation.left())
                    .put("symbols", equation.symbols())
                    .put("numbers", equation.numbers())
                    .put("value", answer.value)
                    .put("note", equation.note());
        } finally {
            gradients.restore();
        }
    }

    private static double[] classMeans(Dataset data, List<Answer> answers) {
        var sums = new double[data.classNames().size()];
        var counts = new int[sums.length];
        for (var answer : answers) {
            sums[data.label(answer.index)] += answer.mean;
            counts[data.label(answer.index)]++;
        }
        for (int c = 0; c < sums.length; c++) {
            sums[c] = counts[c] == 0 ? Double.NaN : sums[c] / counts[c];
        }
        return sums;
    }
}
