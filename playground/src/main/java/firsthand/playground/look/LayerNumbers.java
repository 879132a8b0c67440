package firsthand.playground.look;

import firsthand.network.Network;
import firsthand.network.Workspace;
import firsthand.playground.message.Json;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A few numbers of every layer, by which one sees whether it learns.
 *
 * <pre>{@code
 * numbers.beforeStep(network);    // only before a step after which one will look
 * loop.step();
 * json.put("layers", numbers.look(network, Optional.of(loop.lastBatch())));
 * }</pre>
 */
public final class LayerNumbers {

    /** Remembers the weights, so that it can be told how far the next step moves them. */
    public void beforeStep(Network network) {
        throw new UnsupportedOperationException();
    }

    /**
     * {@code {"index", "weightNorm", "gradientNorm", "updateRatio", "dead"}} of each layer, first to last. Norms are
     * sqrt(sum of squares) over all its parameters; the update ratio is the norm of what the last step added to them
     * by that of what they are; dead are units that gave 0 for the whole batch. What is not known is left out.
     *
     * @param lastBatch what the last step left behind
     */
    public Stream<Json> look(Network network, Optional<Workspace> lastBatch) {
        throw new UnsupportedOperationException();
    }
}
