package firsthand.playground.session;

import firsthand.network.Network;
import firsthand.playground.message.Json;
import firsthand.training.DivergenceException;

/**
 * Where a loss stopped being a finite number, and what to try.
 *
 * @param layer the first layer whose outputs or weights were not finite; -1 if it was the loss itself
 * @param layerText the same in words: "dense 10"
 * @param step the step, 1 for the first
 * @param batch which batch of its epoch that was, 1 for the first
 * @param message what happened, in a sentence
 * @param retryRate the learning rate to try instead
 */
record Divergence(int layer, String layerText, long step, long batch, String message, double retryRate) {
    static Divergence of(DivergenceException divergence, Network network, int stepsPerEpoch, double retryRate) {
        int layer = divergence.layer().orElse(-1);
        return new Divergence(
                layer,
                layer < 0 ? "the loss itself" : LayerText.of(network.layers().get(layer)),
                divergence.step(),
                (divergence.step() - 1) % stepsPerEpoch + 1,
                String.valueOf(divergence.getMessage()),
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
