package firsthand.cli;

import firsthand.report.explain.Explanation;
import firsthand.report.explain.Half;
import firsthand.report.explain.LayerStep;
import firsthand.report.explain.SourceReference;
import firsthand.report.explain.Statistics;
import firsthand.report.explain.WeightCheck;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An explanation for programs. */
final class ExplanationJson {
    private ExplanationJson() {}

    static Map<String, Object> of(Explanation explanation) {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("source", explanation.subject().source());
        result.put("label", explanation.prediction().label());
        explanation.subject().actual().ifPresent(actual -> result.put("actual", actual));
        result.put("probabilities", explanation.prediction().probabilities());
        result.put("scores", explanation.evidence().scores());
        result.put("loss_name", explanation.loss().name());
        result.put("loss", explanation.loss().value());
        result.put(
                "layers",
                explanation.layers().stream().map(ExplanationJson::layer).toList());
        explanation.weight().ifPresent(weight -> result.put("weight", weight(weight)));
        return result;
    }

    private static Map<String, Object> layer(LayerStep step) {
        Map<String, Object> layer = new LinkedHashMap<>();
        layer.put("index", step.index());
        layer.put("type", step.type());
        layer.put("formula", step.forward().formulas().getFirst());
        layer.put("input_shape", step.input().extents());
        layer.put("output_shape", step.output().extents());
        layer.put("source", step.forward().sources().getFirst().toString());
        layer.put("lines", lines(step.forward()));
        layer.put("output", statistics(step.forward().statistics()));
        layer.put("gradient_formulas", step.backward().formulas());
        layer.put(
                "gradient_sources",
                step.backward().sources().stream()
                        .map(SourceReference::toString)
                        .toList());
        layer.put("gradient_lines", lines(step.backward()));
        layer.put("input_gradient", statistics(step.backward().statistics()));
        return layer;
    }

    private static List<String> lines(Half half) {
        return half.equations().stream()
                .map(equation -> equation.left() + " = " + equation.symbols() + " = " + equation.numbers() + " = "
                        + equation.value())
                .toList();
    }

    private static Map<String, Object> statistics(Statistics statistics) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("count", statistics.count());
        fields.put("min", statistics.min());
        fields.put("max", statistics.max());
        fields.put("mean", statistics.mean());
        fields.put("zeros", statistics.zeros());
        return fields;
    }

    private static Map<String, Object> weight(WeightCheck check) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("layer", check.index().layer());
        fields.put("index", check.index().place());
        fields.put("value", check.value());
        fields.put("gradient", check.gradient());
        fields.put("central_difference", check.difference().slope());
        fields.put("relative_error", check.relativeError());
        return fields;
    }
}
