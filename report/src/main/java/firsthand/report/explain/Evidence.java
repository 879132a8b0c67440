package firsthand.report.explain;

import firsthand.layer.Activation;
import firsthand.layer.Layer;
import firsthand.network.Network;
import firsthand.network.Workspace;
import firsthand.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * What each number of the input does for each class: gradient times input, x[k] dz[c]/dx[k], with z[c] the score of class
 * c, before softmax or sigmoid (Shrikumar, Greenside, Shcherbina and Kundaje, "Not just a black box: learning important
 * features through propagating activation differences", 2016, section 2).
 *
 * <p>For a network of linear layers and ReLUs without biases they add up to the score. For any other they tell how the
 * score begins to change when the input fades, no more.
 *
 * @param scores z[c] of each class
 * @param parts for each class a tensor of the input's shape, x dz[c]/dx
 */
public record Evidence(List<Double> scores, List<Tensor> parts) {
    private static final Set<String> AFTER_THE_SCORES = Set.of("softmax", "log-softmax", "sigmoid");

    /** Keeps copies of the lists. */
    public Evidence {
        scores = List.copyOf(scores);
        parts = List.copyOf(parts);
    }

    /** Goes back once for each class; the gradients that parameters hold then mean nothing. */
    static Evidence of(List<Layer> layers, Tensor x) {
        boolean ends =
                layers.size() > 1 && AFTER_THE_SCORES.contains(layers.getLast().type());
        var network = withInputGradient(ends ? layers.subList(0, layers.size() - 1) : layers, x);
        var workspace = network.workspace(1);
        float[] scores = network.forward(x, workspace).values().clone();
        List<Double> all = new ArrayList<>();
        List<Tensor> parts = new ArrayList<>();
        for (int c = 0; c < scores.length; c++) {
            all.add((double) scores[c]);
            parts.add(part(network, workspace, x, c));
        }
        return new Evidence(all, parts);
    }

    private static Tensor part(Network network, Workspace workspace, Tensor x, int c) {
        Arrays.fill(workspace.outputGradient().values(), 0);
        workspace.outputGradient().values()[c] = 1;
        network.backward(workspace);
        float[] gradient = workspace.pass(1).dx().values();
        var part = Tensor.zeros(network.inputShape());
        for (int k = 0; k < part.size(); k++) {
            part.values()[k] = x.values()[k] * gradient[k];
        }
        return part;
    }

    /** The sum over the input of what speaks for and against class {@code c}. */
    public double sum(int c) {
        double sum = 0;
        for (float value : parts.get(c).values()) {
            sum += value;
        }
        return sum;
    }

    /** The largest share of any number of the input for any class, without its sign. */
    public double largest() {
        return parts.stream().mapToDouble(Heatmap::largest).max().orElse(1);
    }

    /** These layers after one that changes nothing, since a first layer computes no gradient of its input. */
    static Network withInputGradient(List<Layer> layers, Tensor x) {
        var builder = Network.input(x.shape().example().extents()).layer(Activation.identity());
        layers.forEach(builder::layer);
        return builder.build(0);
    }
}
