package firsthand.playground.look;

import firsthand.network.Network;
import firsthand.network.Workspace;
import firsthand.playground.message.Json;
import java.util.Optional;

/** What a layer looks like while it learns: a picture for each of its units. */
public final class Pictures {
    /** What is shown of a layer. */
    public enum Show {
        WEIGHTS,
        GRADIENTS,
        ACTIVATIONS;
    }

    private Pictures() {}

    /**
     * {@code {"layer", "show", "scale", "items":[signed picture]}}, an item for each of the first units.
     *
     * @param lastBatch what the last step left behind; without it there are no gradients and no activations
     * @param count so many units at most
     * @throws IllegalArgumentException if there is no such layer
     */
    public static Json look(Network network, Optional<Workspace> lastBatch, int layer, Show show, int count) {
        throw new UnsupportedOperationException();
    }
}
