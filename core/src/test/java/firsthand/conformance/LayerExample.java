package firsthand.conformance;

import firsthand.initializer.Initializer;
import firsthand.layer.Activation;
import firsthand.layer.AveragePool2d;
import firsthand.layer.BatchNorm;
import firsthand.layer.Conv2d;
import firsthand.layer.Dense;
import firsthand.layer.Dropout;
import firsthand.layer.Flatten;
import firsthand.layer.GlobalAveragePool;
import firsthand.layer.Kernel;
import firsthand.layer.Layer;
import firsthand.layer.LayerNorm;
import firsthand.layer.LogSoftmax;
import firsthand.layer.MaxPool2d;
import firsthand.layer.Skip;
import firsthand.layer.Softmax;
import firsthand.random.RandomStream;
import firsthand.reference.DoubleLayer;
import firsthand.tensor.Shape;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Function;
import java.util.function.LongFunction;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * A layer for every check that layers pass.
 *
 * @param kind the name that {@link Discovered#layers()} knows it by
 * @param variant which of several of that kind
 * @param input the shape of one example
 * @param make such a layer, its weights drawn by a seed
 * @param training its formula in training, given the output, which tells what chance has done
 * @param prediction its formula in prediction
 */
record LayerExample(
        String kind,
        String variant,
        Shape input,
        LongFunction<Layer> make,
        Function<Run.Result, DoubleLayer> training,
        DoubleLayer prediction) {

    /** Every layer at least once: a new one goes here. */
    static List<LayerExample> all() {
        return Stream.of(others(), normalizations(), images(), activations())
                .flatMap(examples -> examples)
                .toList();
    }

    private static Stream<LayerExample> others() {
        return Stream.of(
                of("Dense", "", Shape.of(7), seed -> dense(7, 5, seed), DoubleLayer.dense()),
                of("Dense", "wide", Shape.of(3, 11), seed -> dense(33, 37, seed), DoubleLayer.dense()),
                of("Flatten", "", Shape.of(3, 2, 2), seed -> new Flatten(), DoubleLayer.byNumber(x -> x)),
                new LayerExample(
                        "Dropout",
                        "",
                        Shape.of(23),
                        seed -> new Dropout(0.25),
                        result -> DoubleLayer.dropout(0.25, result.y()),
                        DoubleLayer.byNumber(x -> x)),
                new LayerExample(
                        "Skip",
                        "",
                        Shape.of(6),
                        seed -> new Skip(1),
                        result -> DoubleLayer.skip(result.skipped()),
                        DoubleLayer.byNumber(x -> 2 * x)),
                of("Softmax", "", Shape.of(5), seed -> new Softmax(), DoubleLayer.softmax()),
                of("LogSoftmax", "", Shape.of(5), seed -> new LogSoftmax(), DoubleLayer.logSoftmax()));
    }

    private static Stream<LayerExample> normalizations() {
        return Stream.of(
                batchNorm("of rows", Shape.of(6), 6),
                batchNorm("of images", Shape.of(3, 2, 9), 9),
                of(
                        "LayerNorm",
                        "",
                        Shape.of(2, 5),
                        seed -> new LayerNorm(10),
                        DoubleLayer.layerNorm(LayerNorm.EPSILON)));
    }

    private static LayerExample batchNorm(String variant, Shape input, int channels) {
        return new LayerExample(
                "BatchNorm",
                variant,
                input,
                seed -> new BatchNorm(channels),
                result -> DoubleLayer.batchNorm(channels, BatchNorm.EPSILON),
                DoubleLayer.batchNormInPrediction(BatchNorm.EPSILON));
    }

    private static Stream<LayerExample> images() {
        var image = Shape.of(6, 5, 3);
        return Stream.of(
                conv2d("", image, 4, Kernel.size(3).padding(1)),
                conv2d(
                        "stride and dilation",
                        Shape.of(7, 6, 2),
                        5,
                        Kernel.size(3, 2).stride(2).padding(2).dilation(2)),
                conv2d("groups", Shape.of(5, 4, 4), 6, Kernel.size(2).padding(1).groups(2)),
                conv2d("many filters", Shape.of(4, 4, 2), 34, Kernel.size(3)),
                of(
                        "MaxPool2d",
                        "side by side",
                        image,
                        seed -> new MaxPool2d(image, 2, 2, 0),
                        DoubleLayer.maxPool(image, 2, 2, 0)),
                of(
                        "MaxPool2d",
                        "overlapping",
                        image,
                        seed -> new MaxPool2d(image, 3, 2, 1),
                        DoubleLayer.maxPool(image, 3, 2, 1)),
                of(
                        "AveragePool2d",
                        "side by side",
                        image,
                        seed -> new AveragePool2d(image, 2, 2, 0),
                        DoubleLayer.averagePool(image, 2, 2, 0)),
                of(
                        "AveragePool2d",
                        "overlapping",
                        image,
                        seed -> new AveragePool2d(image, 3, 2, 1),
                        DoubleLayer.averagePool(image, 3, 2, 1)),
                of("GlobalAveragePool", "", image, seed -> new GlobalAveragePool(), DoubleLayer.globalAverage(3)));
    }

    private static Stream<LayerExample> activations() {
        return Stream.of(
                activation("relu", Activation::relu, x -> Math.max(x, 0)),
                activation("leakyRelu", () -> Activation.leakyRelu(0.25), x -> x > 0 ? x : 0.25 * x),
                activation("elu", () -> Activation.elu(0.75), x -> x > 0 ? x : 0.75 * Math.expm1(x)),
                activation("gelu", Activation::gelu, LayerExample::gelu),
                activation("silu", Activation::silu, x -> x * logistic(x)),
                activation("softplus", Activation::softplus, x -> Math.log1p(Math.exp(x))),
                activation("identity", Activation::identity, x -> x),
                activation("sigmoid", Activation::sigmoid, LayerExample::logistic),
                activation("tanh", Activation::tanh, Math::tanh));
    }

    private static double logistic(double x) {
        return 1 / (1 + Math.exp(-x));
    }

    private static double gelu(double x) {
        return 0.5 * x * (1 + Math.tanh(Math.sqrt(2 / Math.PI) * (x + 0.044715 * x * x * x)));
    }

    private static LayerExample of(
            String kind, String variant, Shape input, LongFunction<Layer> make, DoubleLayer formula) {
        return new LayerExample(kind, variant, input, make, result -> formula, formula);
    }

    private static LayerExample activation(String name, Supplier<Layer> make, DoubleUnaryOperator function) {
        return of("Activation." + name, "", Shape.of(19), seed -> make.get(), DoubleLayer.byNumber(function));
    }

    private static Layer dense(int in, int out, long seed) {
        var normal = Initializer.normal(0, 0.7);
        return new Dense(in, out, normal, normal, RandomStream.of(seed));
    }

    private static LayerExample conv2d(String variant, Shape image, int out, Kernel kernel) {
        var normal = Initializer.normal(0, 0.7);
        return of(
                "Conv2d",
                variant,
                image,
                seed -> new Conv2d(image, out, kernel, normal, normal, RandomStream.of(seed)),
                DoubleLayer.conv2d(image, out, kernel));
    }

    /** What each kind that takes arguments, or not every input, refuses: a new one goes here. */
    static List<Refusal> refusals() {
        var image = Shape.of(4, 4, 2);
        var zeros = Initializer.zeros();
        var random = RandomStream.of(1);
        return List.of(
                new Refusal("Dense", "no unit", () -> new Dense(3, 0, zeros, zeros, random)),
                new Refusal("Dense", "another input", () -> dense(3, 2, 1).outputShape(Shape.of(4))),
                new Refusal("Conv2d", "no filter", () -> conv2d(image, 0, Kernel.size(3))),
                new Refusal("Conv2d", "a kernel beyond the image", () -> conv2d(image, 1, Kernel.size(5))),
                new Refusal(
                        "Conv2d",
                        "groups of unequal size",
                        () -> conv2d(image, 3, Kernel.size(1).groups(2))),
                new Refusal("Conv2d", "no stride", () -> Kernel.size(1).stride(0)),
                new Refusal("Conv2d", "padding below 0", () -> Kernel.size(1).padding(-1)),
                new Refusal("Conv2d", "a row", () -> conv2d(Shape.of(9), 1, Kernel.size(1))),
                new Refusal(
                        "Conv2d",
                        "another input",
                        () -> conv2d(image, 1, Kernel.size(1)).outputShape(Shape.of(4, 5, 2))),
                new Refusal("MaxPool2d", "no window", () -> new MaxPool2d(image, 0, 1, 0)),
                new Refusal("MaxPool2d", "no stride", () -> new MaxPool2d(image, 2, 0, 0)),
                new Refusal("MaxPool2d", "padding beyond half a window", () -> new MaxPool2d(image, 2, 1, 2)),
                new Refusal("MaxPool2d", "a window beyond the image", () -> new MaxPool2d(image, 5, 1, 0)),
                new Refusal(
                        "MaxPool2d",
                        "another input",
                        () -> new MaxPool2d(image, 2, 2, 0).outputShape(Shape.of(4, 4, 3))),
                new Refusal("AveragePool2d", "no window", () -> new AveragePool2d(image, 0, 1, 0)),
                new Refusal("AveragePool2d", "padding beyond half a window", () -> new AveragePool2d(image, 2, 1, 2)),
                new Refusal("AveragePool2d", "a row", () -> new AveragePool2d(Shape.of(9), 2, 1, 0)),
                new Refusal(
                        "AveragePool2d",
                        "another input",
                        () -> new AveragePool2d(image, 2, 2, 0).outputShape(Shape.of(4, 4, 3))),
                new Refusal("GlobalAveragePool", "a row", () -> new GlobalAveragePool().outputShape(Shape.of(9))),
                new Refusal("Dropout", "rate 1", () -> new Dropout(1)),
                new Refusal("Dropout", "a rate below 0", () -> new Dropout(-0.1)),
                new Refusal("Dropout", "no number", () -> new Dropout(Double.NaN)),
                new Refusal("BatchNorm", "no channel", () -> new BatchNorm(0)),
                new Refusal("BatchNorm", "momentum 0", () -> new BatchNorm(1, 0, 1e-5)),
                new Refusal("BatchNorm", "epsilon 0", () -> new BatchNorm(1, 0.1, 0)),
                new Refusal("BatchNorm", "an infinite epsilon", () -> new BatchNorm(1, 0.1, 1 / 0.0)),
                new Refusal("BatchNorm", "other channels", () -> new BatchNorm(3).outputShape(Shape.of(4))),
                new Refusal("LayerNorm", "no value", () -> new LayerNorm(0)),
                new Refusal("LayerNorm", "epsilon 0", () -> new LayerNorm(3, 0)),
                new Refusal("LayerNorm", "an infinite epsilon", () -> new LayerNorm(3, 1 / 0.0)),
                new Refusal("LayerNorm", "another input", () -> new LayerNorm(3).outputShape(Shape.of(4))),
                new Refusal("Skip", "nothing to skip", () -> new Skip(0)),
                new Refusal("Activation.leakyRelu", "a slope above 1", () -> Activation.leakyRelu(1.1)),
                new Refusal("Activation.leakyRelu", "no number", () -> Activation.leakyRelu(Double.NaN)),
                new Refusal("Activation.elu", "alpha 0", () -> Activation.elu(0)),
                new Refusal("Activation.elu", "an alpha that is 0 as a float", () -> Activation.elu(1e-60)));
    }

    private static Layer conv2d(Shape image, int out, Kernel kernel) {
        return new Conv2d(image, out, kernel, Initializer.zeros(), Initializer.zeros(), RandomStream.of(1));
    }

    @Override
    public String toString() {
        return variant.isEmpty() ? kind : kind + ", " + variant;
    }
}
