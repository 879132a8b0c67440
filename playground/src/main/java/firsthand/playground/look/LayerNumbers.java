package firsthand.playground.look;

import firsthand.layer.Parameter;
import firsthand.network.Network;
import firsthand.network.Workspace;
import firsthand.playground.message.Json;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A few numbers of every layer, by which one sees whether it learns.
 *
 * <pre>{@code
 * var before = LayerNumbers.before(network);    // only before a step after which one will look
 * loop.step();
 * json.put("layers", before.look(Optional.of(loop.lastBatch())));
 * }</pre>
 *
 * @param network whose layers they are
 * @param before what each of its parameters was before the last step, in order; empty where that is not known
 */
public record LayerNumbers(Network network, List<float[]> before) {

    /** Remembers the parameters as they are, so that it can be told how far the next step moves them. */
    public static LayerNumbers before(Network network) {
        return new LayerNumbers(
                network,
                network.parameters().stream()
                        .map(parameter -> parameter.value().values().clone())
                        .toList());
    }

    /** Without a step to tell about. */
    public static LayerNumbers of(Network network) {
        return new LayerNumbers(network, List.of());
    }

    /**
     * {@code {"index", "weightNorm", "gradientNorm", "updateRatio", "dead"}} of each layer, first to last.
     *
     * <p>Norms are sqrt(sum of squares) over all its parameters; the update ratio is the norm of what the last step
     * added to them, divided by the norm of what they are; dead are units that gave 0 for the whole batch. What is not
     * known, or does not exist in a layer without parameters, is left out.
     *
     * @param lastBatch what the last step left behind
     */
    public Stream<Json> look(Optional<Workspace> lastBatch) {
        return IntStream.range(0, network.layers().size()).mapToObj(i -> layer(i, lastBatch));
    }

    private Json layer(int i, Optional<Workspace> lastBatch) {
        var parameters = network.layers().get(i).parameters();
        var json = Json.object().put("index", i);
        if (!parameters.isEmpty()) {
            double norm =
                    norm(parameters.stream().map(parameter -> parameter.value().values()));
            json.put("weightNorm", norm);
            if (lastBatch.isPresent()) {
                json.put(
                        "gradientNorm",
                        norm(parameters.stream()
                                .map(parameter -> parameter.gradient().values())));
            }
            if (!before.isEmpty()) {
                json.put("updateRatio", norm(steps(i, parameters)) / norm);
            }
        }
        lastBatch.ifPresent(batch ->
                json.put("dead", Units.of(network, i).dead(batch.pass(i).y(), batch.examples())));
        return json;
    }

    /** What the last step added to each of a layer's parameters. */
    private Stream<float[]> steps(int layer, List<Parameter> parameters) {
        int first = network.layers().subList(0, layer).stream()
                .mapToInt(each -> each.parameters().size())
                .sum();
        return IntStream.range(0, parameters.size())
                .mapToObj(p -> difference(parameters.get(p).value().values(), before.get(first + p)));
    }

    private static float[] difference(float[] after, float[] before) {
        var difference = new float[after.length];
        for (int i = 0; i < after.length; i++) {
            difference[i] = after[i] - before[i];
        }
        return difference;
    }

    private static double norm(Stream<float[]> parameters) {
        return Math.sqrt(parameters.mapToDouble(LayerNumbers::squares).sum());
    }

    private static double squares(float[] values) {
        double sum = 0;
        for (float value : values) {
            sum += (double) value * value;
        }
        return sum;
    }
}
