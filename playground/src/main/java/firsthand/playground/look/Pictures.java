package firsthand.playground.look;

import firsthand.network.Network;
import firsthand.network.Workspace;
import firsthand.playground.message.Json;
import firsthand.tensor.Tensor;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** What a layer looks like while it learns: a picture for each of its units. */
public final class Pictures {
    /** What is shown of a layer. */
    public enum Show {
        /** What each unit multiplies its input by, in the shape of that input. */
        WEIGHTS,
        /** dL/dw of the same; of a layer without weights, dL/dy. */
        GRADIENTS,
        /** Of each unit a number for each example of the last batch; of a channel its image for the first of them. */
        ACTIVATIONS;

        /**
         * By its name in small letters.
         *
         * @throws IllegalArgumentException if nothing is called so
         */
        public static Show of(String text) {
            return switch (text) {
                case "weights" -> WEIGHTS;
                case "gradients" -> GRADIENTS;
                case "activations" -> ACTIVATIONS;
                default ->
                    throw new IllegalArgumentException(
                            "show: expected weights, gradients or activations, received " + text);
            };
        }
    }

    private Pictures() {}

    /**
     * {@code {"layer", "show", "units", "scale", "items":[signed picture]}}, an item for each of the first units; the
     * outer scale is the largest of the items'.
     *
     * @param lastBatch what the last step left behind; without it there are no gradients and no activations
     * @param count so many units at most
     * @throws IllegalArgumentException if there is no such layer
     */
    public static Json look(Network network, Optional<Workspace> lastBatch, int layer, Show show, int count) {
        var units = Units.of(network, layer);
        var images = images(network, lastBatch, layer, show)
                .map(image -> IntStream.range(0, Math.clamp(count, 0, units.count()))
                        .mapToObj(image)
                        .map(SignedPicture::of)
                        .toList())
                .orElse(List.of());
        return Json.object()
                .put("layer", layer)
                .put("show", show.name().toLowerCase(Locale.ROOT))
                .put("units", units.count())
                .put(
                        "scale",
                        images.stream().mapToDouble(SignedPicture::scale).max().orElse(0))
                .put("items", images.stream().map(SignedPicture::json));
    }

    private static Optional<IntFunction<Tensor>> images(
            Network network, Optional<Workspace> lastBatch, int layer, Show show) {
        var units = Units.of(network, layer);
        var weights = UnitWeights.of(network, layer);
        return switch (show) {
            case WEIGHTS -> weights.map(own -> own::weights);
            case GRADIENTS ->
                lastBatch.map(batch -> weights.<IntFunction<Tensor>>map(own -> own::gradients)
                        .orElse(unit -> units.image(batch.pass(layer).dy(), batch.examples(), unit)));
            case ACTIVATIONS ->
                lastBatch.map(batch -> unit -> units.image(batch.pass(layer).y(), batch.examples(), unit));
        };
    }
}
