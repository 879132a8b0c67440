package firsthand.playground.look;

import firsthand.playground.message.Json;
import firsthand.training.Evaluation;
import java.util.Arrays;

/** Which class was taken for which, how often. */
public final class Confusion {
    private Confusion() {}

    /**
     * {@code {"part", "classes", "matrix":{"rows":[{"counts"}]}, "correct", "examples", "accuracy"}}: a row for each
     * actual class, with a count for each class that it was taken for.
     *
     * @param part what the data is called: {@code validation}, {@code test}
     */
    public static Json look(String part, Evaluation evaluation) {
        var matrix = evaluation.confusion();
        var rows = Arrays.stream(matrix.counts())
                .map(counts -> Json.object()
                        .put(
                                "counts",
                                Arrays.stream(counts).mapToInt(Math::toIntExact).toArray()));
        return Json.object()
                .put("part", part)
                .put("classes", matrix.classNames())
                .put("matrix", Json.object().put("rows", rows))
                .put("correct", evaluation.correct())
                .put("examples", evaluation.examples())
                .put("accuracy", evaluation.accuracy());
    }
}
