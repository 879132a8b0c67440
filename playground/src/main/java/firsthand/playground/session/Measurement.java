package firsthand.playground.session;

import firsthand.data.Dataset;
import firsthand.loss.Loss;
import firsthand.network.Network;
import firsthand.playground.message.Json;
import firsthand.training.Evaluation;

/**
 * How good a network is.
 *
 * @param loss the mean over the examples
 * @param correct how many examples are predicted right
 * @param examples how many there are
 */
record Measurement(double loss, long correct, int examples) {

    /** Measures a network on all examples of {@code data}. */
    static Measurement of(Network network, Loss loss, Dataset data, int threads) {
        var evaluation = Evaluation.of(network, loss, data, threads);
        return new Measurement(evaluation.loss(), evaluation.correct(), evaluation.examples());
    }

    /** The share that is predicted right, 0 to 1. */
    double accuracy() {
        return correct / (double) examples;
    }

    Json json() {
        return Json.object()
                .put("accuracy", accuracy())
                .put("correct", correct)
                .put("examples", examples)
                .put("loss", loss);
    }
}
