package firsthand.cli.tune;

import firsthand.training.History;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/**
 * How a trial stood at the end of a rung.
 *
 * @param trial its number
 * @param rung 0 for the first
 * @param steps how many it had made
 * @param validationAccuracy the share of the examples held back that were predicted right, 0 to 1; NaN if it diverged
 * @param validationLoss their mean loss; NaN if it diverged
 * @param divergence what went wrong, or nothing
 * @param curve the history from the first step on
 */
public record Outcome(
        int trial,
        int rung,
        long steps,
        double validationAccuracy,
        double validationLoss,
        String divergence,
        List<History.Entry> curve) {

    /** Best first: those that came furthest, then by validation accuracy, then by validation loss, then by number. */
    public static final Comparator<Outcome> BEST_FIRST = Comparator.comparing(Outcome::diverged)
            .thenComparing(Outcome::rung, Comparator.reverseOrder())
            .thenComparing(Outcome::validationAccuracy, Comparator.reverseOrder())
            .thenComparing(Outcome::validationLoss)
            .thenComparing(Outcome::trial);

    /** An outcome that will not change. */
    public Outcome {
        curve = List.copyOf(curve);
    }

    /** Whether its loss stopped being a number. */
    public boolean diverged() {
        return !divergence.isEmpty();
    }

    /** How long it was trained, in seconds. */
    public double seconds() {
        return curve.isEmpty() ? 0 : curve.getLast().seconds();
    }

    Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("trial", trial);
        json.put("rung", rung);
        json.put("steps", steps);
        json.put("validation_accuracy", text(validationAccuracy));
        json.put("validation_loss", text(validationLoss));
        json.put("divergence", divergence);
        json.put("curve", curve.stream().map(Outcome::json).toList());
        return json;
    }

    /** JSON has no NaN and no infinity. */
    private static Object text(double number) {
        return Double.isFinite(number) ? (Object) number : Double.toString(number);
    }

    private static Map<String, Object> json(History.Entry entry) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("step", entry.step());
        json.put("epoch", entry.epoch());
        json.put("train_loss", text(entry.trainLoss()));
        json.put("train_accuracy", text(entry.trainAccuracy()));
        json.put("validation_loss", text(entry.validationLoss()));
        json.put("validation_accuracy", text(entry.validationAccuracy()));
        json.put("learning_rate", text(entry.learningRate()));
        json.put("seconds", text(entry.seconds()));
        return json;
    }

    static Outcome of(JsonNode json) {
        return new Outcome(
                json.required("trial").intValue(),
                json.required("rung").intValue(),
                json.required("steps").longValue(),
                number(json, "validation_accuracy"),
                number(json, "validation_loss"),
                json.required("divergence").stringValue(),
                StreamSupport.stream(json.required("curve").spliterator(), false)
                        .map(Outcome::entry)
                        .toList());
    }

    private static History.Entry entry(JsonNode json) {
        return new History.Entry(
                json.required("step").longValue(),
                json.required("epoch").intValue(),
                number(json, "train_loss"),
                number(json, "train_accuracy"),
                number(json, "validation_loss"),
                number(json, "validation_accuracy"),
                number(json, "learning_rate"),
                number(json, "seconds"));
    }

    private static double number(JsonNode json, String name) {
        var value = json.required(name);
        return value.isNumber() ? value.doubleValue() : Double.parseDouble(value.stringValue());
    }
}
