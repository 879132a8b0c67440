package firsthand.network;

import firsthand.layer.BatchwiseLayer;
import firsthand.layer.Layer;
import firsthand.layer.Skip;
import java.util.List;
import java.util.stream.IntStream;

/** Where a network's layers make examples wait for each other, and where its paths join on the way back. */
final class Stages {
    private final int[] firsts;
    private final int layers;
    private final List<BatchwiseLayer> barriers;
    private final List<int[]> joins;

    Stages(List<Layer> layers) {
        this.layers = layers.size();
        firsts = IntStream.concat(
                        IntStream.of(0),
                        IntStream.range(0, layers.size()).filter(i -> layers.get(i) instanceof BatchwiseLayer))
                .toArray();
        barriers = layers.stream()
                .filter(BatchwiseLayer.class::isInstance)
                .map(BatchwiseLayer.class::cast)
                .toList();
        joins = IntStream.range(0, layers.size())
                .mapToObj(i -> IntStream.range(0, layers.size())
                        .filter(s -> layers.get(s) instanceof Skip skip && s - skip.back() == i)
                        .toArray())
                .toList();
    }

    int count() {
        return firsts.length;
    }

    /** The first layer of a stage: but for stage 0, one that makes all examples wait before it. */
    int first(int stage) {
        return firsts[stage];
    }

    /** The layer after the last of a stage. */
    int end(int stage) {
        return stage + 1 < firsts.length ? firsts[stage + 1] : layers;
    }

    /** The layer that all examples wait for after a stage. */
    BatchwiseLayer barrier(int stage) {
        return barriers.get(stage);
    }

    /** The layers that add the input of layer {@code i}, and so a gradient to it. */
    int[] joins(int i) {
        return joins.get(i);
    }
}
