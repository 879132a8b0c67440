package firsthand.playground.look;

import firsthand.classifier.Classifier;
import firsthand.data.Dataset;
import firsthand.datasets.Mnist;
import firsthand.layer.Kernel;
import firsthand.network.Network;
import firsthand.network.Workspace;
import firsthand.playground.message.Json;
import firsthand.tensor.Tensor;
import firsthand.training.Training;
import java.io.IOException;
import java.util.Base64;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A network that has learned a little, and how tests read what is told about it. */
final class Trained {
    private Trained() {}

    static Dataset digits() throws IOException {
        return Mnist.sample().train();
    }

    /** Of layers 0 dense, 1 ReLU, 2 dense. */
    static Classifier dense() throws IOException {
        return on(Network.input(28, 28).dense(16).relu().dense(10).build(3));
    }

    /** Of layers 0 convolution of 5 filters, 1 ReLU, 2 pooling, 3 flatten, 4 dense. */
    static Classifier convolutional() throws IOException {
        return on(Network.input(28, 28, 1)
                .conv2d(5, Kernel.size(3))
                .relu()
                .maxPool2d(2)
                .flatten()
                .dense(10)
                .build(3));
    }

    private static Classifier on(Network network) throws IOException {
        var classifier = Classifier.of(network);
        classifier.fit(digits().take(1000), Training.epochs(1));
        return classifier;
    }

    /** What a batch of the first examples leaves behind on its way there and back. */
    static Workspace batch(Classifier classifier, int examples) throws IOException {
        var network = classifier.network();
        var workspace = network.workspace(examples);
        var x = Tensor.zeros(network.inputShape().batch(examples));
        var targets = Tensor.zeros(network.outputShape().batch(examples));
        for (int i = 0; i < examples; i++) {
            digits().copyExample(i, x.values(), i * x.stride());
            targets.values()[i * targets.stride() + digits().label(i)] = 1;
        }
        classifier.loss().evaluate(network.forward(x, workspace), targets, workspace.outputGradient());
        network.backward(workspace);
        return workspace;
    }

    static JsonNode read(Json json) {
        return new JsonMapper().readTree(json.toString());
    }

    static byte[] bytes(JsonNode node) {
        return Base64.getDecoder().decode(node.asString());
    }
}
