package firsthand.formats.onnx;

import firsthand.classifier.Classifier;
import firsthand.layer.Activation;
import firsthand.layer.Kernel;
import firsthand.loss.BinaryCrossEntropy;
import firsthand.loss.BinaryCrossEntropyWithLogits;
import firsthand.loss.CrossEntropy;
import firsthand.loss.LogLikelihood;
import firsthand.loss.MeanSquaredError;
import firsthand.network.Network;
import firsthand.network.NetworkBuilder;
import firsthand.tensor.Tensor;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.IntStream;

/** Classifiers of every layer there is, and of layers drawn at random, with weights drawn at random. */
final class Stacks {
    private Stacks() {}

    static RandomGenerator random(long seed) {
        return RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    }

    /** Every kind of layer that model files know. */
    static Classifier everyLayer() {
        var network = Network.input(9, 8, 2)
                .conv2d(4, Kernel.size(3, 2).padding(1).stride(2).dilation(1).groups(2))
                .layer(Activation.leakyRelu(0.02))
                .batchNorm()
                .residual(body -> body.conv2d(4, Kernel.size(3).padding(1).groups(2))
                        .layer(Activation.elu(0.7))
                        .dropout(0.1))
                .maxPool2d(2, 1, 1)
                .averagePool2d(3, 1, 1)
                .gelu()
                .silu()
                .softplus()
                .layer(Activation.identity())
                .layerNorm()
                .flatten()
                .batchNorm()
                .layerNorm()
                .dense(6)
                .relu()
                .layerNorm()
                .residual(body -> body.dense(6).sigmoid())
                .batchNorm()
                .dense(4)
                .tanh()
                .logSoftmax()
                .dense(3)
                .softmax()
                .build(1);
        return withRandomState(Classifier.of(network, new LogLikelihood()), random(1));
    }

    /** Images or rows, some layers, and a loss; the same seed draws the same. */
    static Classifier drawn(long seed) {
        var random = random(seed);
        var builder = switch (random.nextInt(4)) {
            case 0 -> image(random, Network.input(size(random), size(random), 1 + random.nextInt(3)));
            case 1 -> image(random, Network.input(size(random), size(random)));
            case 2 -> elementwise(random, Network.input(3, 1 + random.nextInt(4)));
            default -> Network.input(1 + random.nextInt(9));
        };
        for (int i = random.nextInt(4); i > 0; i--) {
            row(random, builder);
        }
        builder.dense(2 + random.nextInt(4));
        return withRandomState(ended(random, builder, seed), random);
    }

    private static int size(RandomGenerator random) {
        return 6 + random.nextInt(5);
    }

    private static NetworkBuilder image(RandomGenerator random, NetworkBuilder builder) {
        if (random.nextBoolean()) {
            elementwise(random, builder);
        }
        int filters = 2 * (1 + random.nextInt(3));
        int padding = random.nextInt(2);
        builder.conv2d(
                filters,
                Kernel.size(2 + random.nextInt(2), 2 + random.nextInt(2))
                        .padding(padding)
                        .stride(1 + random.nextInt(2)));
        for (int i = random.nextInt(3); i > 0; i--) {
            switch (random.nextInt(5)) {
                case 0 -> builder.batchNorm();
                case 1 -> builder.layerNorm();
                case 2 ->
                    builder.residual(body -> elementwise(
                            random,
                            body.conv2d(filters, Kernel.size(3).padding(1).groups(2))));
                case 3 ->
                    builder.conv2d(
                            filters, Kernel.size(3).padding(2).dilation(2).groups(filters));
                default -> elementwise(random, builder);
            }
        }
        switch (random.nextInt(4)) {
            case 0 -> builder.maxPool2d(2, 1 + random.nextInt(2), random.nextInt(2));
            case 1 -> builder.averagePool2d(2, 1 + random.nextInt(2), random.nextInt(2));
            case 2 -> builder.globalAveragePool();
            default -> builder.flatten();
        }
        return builder;
    }

    private static NetworkBuilder row(RandomGenerator random, NetworkBuilder builder) {
        return switch (random.nextInt(6)) {
            case 0 -> builder.flatten().batchNorm();
            case 1 -> builder.layerNorm();
            case 2 -> builder.dense(5).residual(body -> elementwise(random, body.dense(5)));
            case 3 -> builder.softmax();
            case 4 -> builder.dense(3 + random.nextInt(4));
            default -> elementwise(random, builder);
        };
    }

    private static NetworkBuilder elementwise(RandomGenerator random, NetworkBuilder builder) {
        return switch (random.nextInt(10)) {
            case 0 -> builder.relu();
            case 1 -> builder.layer(Activation.leakyRelu(random.nextDouble()));
            case 2 -> builder.layer(Activation.elu(0.5 + random.nextDouble()));
            case 3 -> builder.gelu();
            case 4 -> builder.silu();
            case 5 -> builder.softplus();
            case 6 -> builder.sigmoid();
            case 7 -> builder.tanh();
            case 8 -> builder.dropout(0.3);
            default -> builder.layer(Activation.identity());
        };
    }

    private static Classifier ended(RandomGenerator random, NetworkBuilder builder, long seed) {
        return switch (random.nextInt(6)) {
            case 0 -> Classifier.of(builder.softmax().build(seed), new LogLikelihood());
            case 1 -> Classifier.of(builder.sigmoid().build(seed), new BinaryCrossEntropy());
            case 2 -> Classifier.of(builder.build(seed), new BinaryCrossEntropyWithLogits());
            case 3 -> Classifier.of(builder.logSoftmax().build(seed), CrossEntropy.smoothed(0.1));
            case 4 -> Classifier.of(builder.softmax().build(seed), new MeanSquaredError());
            default -> Classifier.of(builder.build(seed), new CrossEntropy());
        };
    }

    /** Also what would be 0 or 1 before training: biases, scales, running means. */
    private static Classifier withRandomState(Classifier classifier, RandomGenerator random) {
        for (var parameter : classifier.network().state()) {
            float[] values = parameter.value().values();
            boolean positive = parameter.name().contains("variance");
            for (int i = 0; i < values.length; i++) {
                values[i] = positive ? 0.5f + random.nextFloat() : values[i] + 0.3f * (random.nextFloat() - 0.5f);
            }
        }
        var network = classifier.network();
        List<String> names = IntStream.range(0, network.outputShape().size())
                .mapToObj(i -> "class " + i)
                .toList();
        return Classifier.of(network, classifier.loss(), names, 255);
    }

    /** So many examples that fit a network. */
    static Tensor examples(Network network, int count, RandomGenerator random) {
        var examples = Tensor.zeros(network.inputShape().batch(count).extents());
        for (int i = 0; i < examples.values().length; i++) {
            examples.values()[i] = 2 * random.nextFloat() - 1;
        }
        return examples;
    }
}
