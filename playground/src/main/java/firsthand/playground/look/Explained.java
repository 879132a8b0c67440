package firsthand.playground.look;

import firsthand.classifier.Classifier;
import firsthand.playground.message.Json;
import firsthand.report.explain.Equation;
import firsthand.report.explain.Explanation;
import firsthand.report.explain.Half;
import firsthand.report.explain.LayerStep;
import firsthand.report.explain.LossStep;
import firsthand.report.explain.SourceReference;
import firsthand.report.explain.WeightCheck;
import java.util.Optional;
import java.util.stream.Stream;

/** One example walked through a network and back, formula by formula. */
public final class Explained {
    private Explained() {}

    /**
     * An {@link Explanation} field by field; the gradients that the network's parameters hold stay as they are.
     *
     * @param weight which weight to set beside differences of the loss: its layer and its place, {@code 0:52113} or
     *     {@code 0:407,17}
     * @throws IllegalArgumentException if the example does not fit, or there is no such class or weight
     */
    public static Json look(Classifier classifier, Explanation.Subject subject, Optional<String> weight) {
        var network = classifier.network();
        var index = weight.map(text -> WeightPlace.of(network, text));
        var gradients = Gradients.of(network);
        try {
            return json(Explanation.of(classifier, subject, index));
        } finally {
            gradients.restore();
        }
    }

    private static Json json(Explanation explanation) {
        var json = Json.object()
                .put("source", explanation.subject().source())
                .put("label", explanation.prediction().label());
        explanation.subject().actual().ifPresent(actual -> json.put("actual", actual));
        json.put("classes", explanation.classNames())
                .put("target", explanation.classNames().get(explanation.target()))
                .put("probabilities", numbers(explanation.prediction().probabilities().stream()))
                .put("scores", numbers(explanation.evidence().scores().stream()))
                .put("lossName", explanation.loss().name())
                .put("loss", explanation.loss().value())
                .put("input", GrayPicture.of(explanation.input()).json())
                .put("saliency", SignedPicture.of(explanation.saliency()).json())
                .put("layers", explanation.layers().stream().map(Explained::layer))
                .put("lossStep", loss(explanation.loss()))
                .put("evidence", evidence(explanation));
        explanation.weight().ifPresent(check -> json.put("weight", weight(check)));
        return json;
    }

    private static double[] numbers(Stream<Double> numbers) {
        return numbers.mapToDouble(Double::doubleValue).toArray();
    }

    private static Json layer(LayerStep step) {
        return Json.object()
                .put("index", step.index())
                .put("type", step.type())
                .put("input", step.input().extents())
                .put("output", step.output().extents())
                .put("forward", half(step.forward()))
                .put("backward", half(step.backward()));
    }

    private static Json loss(LossStep step) {
        return Json.object()
                .put("name", step.name())
                .put("value", step.value())
                .put("forward", half(step.forward()))
                .put("backward", half(step.backward()));
    }

    private static Json half(Half half) {
        return Json.object()
                .put("formulas", half.formulas())
                .put("equations", half.equations().stream().map(Explained::equation))
                .put("sources", half.sources().stream().map(Explained::source))
                .put("statistics", half.statistics().toString())
                .put("values", SignedPicture.of(half.values()).json());
    }

    private static Json equation(Equation equation) {
        return Json.object()
                .put("left", equation.left())
                .put("symbols", equation.symbols())
                .put("numbers", equation.numbers())
                .put("value", equation.value())
                .put("note", equation.note());
    }

    private static Json source(SourceReference source) {
        return Json.object()
                .put("path", source.path())
                .put("line", source.line())
                .put("method", source.method());
    }

    /** Every class in the same measure, so that they can be set side by side. */
    private static Json evidence(Explanation explanation) {
        float largest = (float) explanation.evidence().largest();
        return Json.object()
                .put(
                        "for",
                        explanation.evidence().parts().stream()
                                .map(part -> SignedPicture.of(part, largest).json()));
    }

    private static Json weight(WeightCheck check) {
        return Json.object()
                .put("layer", check.index().layer())
                .put(
                        "place",
                        check.index().place().stream()
                                .mapToInt(Integer::intValue)
                                .toArray())
                .put("name", check.name())
                .put("value", check.value())
                .put("gradient", check.gradient())
                .put("difference", check.difference().slope())
                .put("relativeError", check.relativeError())
                .put("jumps", check.jumps())
                .put("equation", equation(check.backward()));
    }
}
