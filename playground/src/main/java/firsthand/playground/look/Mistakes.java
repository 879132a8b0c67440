package firsthand.playground.look;

import firsthand.playground.message.Json;
import firsthand.training.Predictions;
import java.util.Comparator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Examples and what they were taken for. */
public final class Mistakes {
    private static final int MOST = 500;

    private Mistakes() {}

    /**
     * {@code {"examples":[{"index", "label", "predicted", "probability", picture}]}}: the mistakes that the network was
     * surest of first.
     *
     * @param limit so many at most
     */
    public static Json look(Predictions predictions, int limit) {
        return surest(predictions, indices(predictions).filter(i -> !predictions.isRight(i)), limit);
    }

    /**
     * The same for one cell of the confusion matrix; on its diagonal for what was right.
     *
     * @throws IllegalArgumentException if there is no such class
     */
    public static Json look(Predictions predictions, int actual, int predicted, int limit) {
        checkClass("actual", actual, predictions);
        checkClass("predicted", predicted, predictions);
        var evaluation = predictions.evaluation();
        var cell = indices(predictions)
                .filter(i -> evaluation.data().label(i) == actual && evaluation.predicted(i) == predicted);
        return surest(predictions, cell, limit);
    }

    private static void checkClass(String what, int c, Predictions predictions) {
        int classes = predictions.data().classNames().size();
        if (c < 0 || c >= classes) {
            throw new IllegalArgumentException(
                    what + ": expected the number of a class, from 0 to " + (classes - 1) + ", received " + c);
        }
    }

    private static IntStream indices(Predictions predictions) {
        return IntStream.range(0, predictions.evaluation().examples());
    }

    private static Json surest(Predictions predictions, IntStream examples, int limit) {
        Stream<Json> told = examples.boxed()
                .sorted(Comparator.comparingDouble((Integer i) -> -predictions.confidence(i)))
                .limit(Math.clamp(limit, 0, MOST))
                .map(i -> example(predictions, i));
        return Json.object().put("examples", told);
    }

    private static Json example(Predictions predictions, int i) {
        var data = predictions.data();
        return GrayPicture.example(data, i)
                .put("predicted", data.classNames().get(predictions.evaluation().predicted(i)))
                .put("probability", predictions.confidence(i));
    }
}
