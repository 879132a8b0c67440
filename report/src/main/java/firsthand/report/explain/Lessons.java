package firsthand.report.explain;

import firsthand.layer.Activation;
import firsthand.layer.AveragePool2d;
import firsthand.layer.BatchNorm;
import firsthand.layer.Conv2d;
import firsthand.layer.Dense;
import firsthand.layer.Dropout;
import firsthand.layer.Flatten;
import firsthand.layer.GlobalAveragePool;
import firsthand.layer.Layer;
import firsthand.layer.LayerNorm;
import firsthand.layer.LogSoftmax;
import firsthand.layer.MaxPool2d;
import firsthand.layer.Skip;
import firsthand.layer.Softmax;

/** Which lesson goes with which layer: a new layer goes here. */
final class Lessons {
    private Lessons() {}

    /** @throws IllegalArgumentException if nobody has written one */
    static Lesson of(int index, Layer layer, Flow flow) {
        return switch (layer) {
            case Dense dense -> new DenseLesson(dense, flow);
            case Conv2d conv -> new ConvolutionLesson(conv, flow);
            case MaxPool2d pool ->
                new PoolingLesson(PoolingLesson.Kind.MAX, pool.size(), pool.stride(), pool.padding(), flow);
            case AveragePool2d pool ->
                new PoolingLesson(PoolingLesson.Kind.AVERAGE, pool.size(), pool.stride(), pool.padding(), flow);
            case GlobalAveragePool _ -> new GlobalAverageLesson(flow);
            case BatchNorm norm -> new BatchNormLesson(norm, flow);
            case LayerNorm norm -> new LayerNormLesson(norm, flow);
            case Activation activation -> new ActivationLesson(activation, flow);
            case Softmax _ -> new SoftmaxLesson(false, flow);
            case LogSoftmax _ -> new SoftmaxLesson(true, flow);
            case Flatten _ ->
                new CopyLesson("y = x, as one row of numbers", "dx = dy", Flatten.class.getName(), "", flow);
            case Dropout dropout ->
                new CopyLesson(
                        "y = x: everything passes in prediction (in training a share of "
                                + Figures.of(dropout.rate())
                                + " is left out, and the rest divided by what is left)",
                        "dx = dy",
                        Dropout.class.getName(),
                        "",
                        flow);
            case Skip skip -> skip(index, skip, flow);
            default ->
                throw new IllegalArgumentException("explain: layer " + index
                        + ": expected a layer that there is an explanation of, received " + layer.type() + " ("
                        + layer.getClass().getName() + ")");
        };
    }

    private static Lesson skip(int index, Skip skip, Flow flow) {
        int from = index - skip.back();
        return new CopyLesson(
                "y = x + x of layer " + from,
                "dx = dy, and dx of layer " + from + " gets dy as well",
                Skip.class.getName(),
                Integer.toString(from),
                flow);
    }
}
