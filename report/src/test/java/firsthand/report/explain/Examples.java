package firsthand.report.explain;

import firsthand.classifier.Classifier;
import firsthand.layer.Activation;
import firsthand.layer.Kernel;
import firsthand.layer.Parameter;
import firsthand.loss.LogLikelihood;
import firsthand.network.Network;
import firsthand.random.RandomStream;
import firsthand.tensor.Shape;
import firsthand.tensor.Tensor;
import java.util.List;
import java.util.Optional;

/** Networks of every kind, and something to show them. */
final class Examples {
    private Examples() {}

    /** Of flat inputs and of images, with every layer there is in one or the other. */
    static List<Network> networks() {
        return List.of(
                dense(),
                convolution(),
                Network.input(5).dense(6).sigmoid().dense(4).tanh().dense(3).build(1),
                Network.input(5)
                        .dense(6)
                        .layer(Activation.leakyRelu(0.02))
                        .dense(6)
                        .layer(Activation.elu(0.7))
                        .dense(6)
                        .gelu()
                        .dense(6)
                        .silu()
                        .dense(6)
                        .softplus()
                        .layer(Activation.identity())
                        .dense(3)
                        .build(2),
                Network.input(6)
                        .layerNorm()
                        .dense(5)
                        .batchNorm()
                        .residual(body -> body.dense(5).relu().dropout(0.5))
                        .dense(3)
                        .logSoftmax()
                        .build(3),
                Network.input(6, 5)
                        .conv2d(4, Kernel.size(3, 2).padding(1).stride(2).groups(1))
                        .batchNorm()
                        .residual(
                                body -> body.conv2d(4, Kernel.size(3).padding(1).groups(2))
                                        .relu())
                        .maxPool2d(2, 1, 1)
                        .averagePool2d(2, 1, 0)
                        .globalAveragePool()
                        .dense(3)
                        .build(4),
                Network.input(7, 7, 2)
                        .conv2d(3, Kernel.size(2).dilation(2))
                        .relu()
                        .averagePool2d(3, 2, 1)
                        .flatten()
                        .dense(3)
                        .build(5),
                Network.input(5).dense(4).softmax().dense(3).softmax().build(6));
    }

    static Network dense() {
        return Network.input(8, 8).dense(12).relu().dropout(0.3).dense(10).build(1);
    }

    static Network convolution() {
        return Network.input(8, 8)
                .conv2d(3, Kernel.size(3).padding(1))
                .relu()
                .maxPool2d(2)
                .dense(10)
                .build(1);
    }

    /** With every parameter and buffer something other than 0 and 1. */
    static Network filled(Network network) {
        var random = RandomStream.of(7);
        for (Parameter parameter : network.state()) {
            for (int i = 0; i < parameter.value().size(); i++) {
                float value = 0.5f * (float) random.nextGaussian();
                parameter.value().values()[i] = parameter.name().contains("variance") ? 0.5f + value * value : value;
            }
        }
        return network;
    }

    /** A network whose loss goes with it. */
    static Classifier classifier(Network network) {
        return network.layers().getLast().type().equals("softmax")
                ? Classifier.of(network, new LogLikelihood())
                : Classifier.of(network);
    }

    /** Numbers of either sign, a third of them 0. */
    static Tensor input(Shape shape) {
        var random = RandomStream.of(9);
        var input = Tensor.zeros(shape);
        for (int i = 0; i < input.size(); i++) {
            input.values()[i] = random.nextInt(3) == 0 ? 0 : (float) random.nextGaussian();
        }
        return input;
    }

    static Explanation explanation(Classifier classifier, Optional<WeightIndex> weight) {
        var subject =
                new Explanation.Subject("example", input(classifier.network().inputShape()), Optional.of("2"));
        return Explanation.of(classifier, subject, weight);
    }

    static Explanation explanation(Network network) {
        return explanation(classifier(network), Optional.empty());
    }
}
