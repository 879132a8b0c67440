package firsthand.playground.session;

import firsthand.playground.message.Json;
import firsthand.training.DivergenceException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a loss stopped being a finite number, and what to try.
 *
 * @param layer the first layer whose outputs or weights were not finite; -1 if it was the loss itself
 * @param layerText the same in words: "layer 2 (dense)"
 * @param step the step, 1 for the first
 * @param batch which batch of its epoch that was, 1 for the first
 * @param message all of it in a sentence
 * @param retryRate the learning rate to try instead
 */
record Divergence(int layer, String layerText, long step, long batch, String message, double retryRate) {
    private static final Pattern LAYER = Pattern.compile("layer (\\d+) \\(([^)]+)\\)");

    static Divergence of(DivergenceException divergence, int stepsPerEpoch, double retryRate) {
        String message = String.valueOf(divergence.getMessage());
        Matcher layer = LAYER.matcher(message);
        boolean found = layer.find();
        return new Divergence(
                found ? Integer.parseInt(layer.group(1)) : -1,
                found ? layer.group() : "the loss itself",
                divergence.step(),
                (divergence.step() - 1) % stepsPerEpoch + 1,
                message,
                retryRate);
    }

    Json json() {
        return Json.object()
                .put("layer", layer)
                .put("layerText", layerText)
                .put("step", step)
                .put("batch", batch)
                .put("message", message)
                .put("retryRate", retryRate);
    }
}
