package firsthand.formats.onnx;

import firsthand.data.InvalidFileException;
import firsthand.initializer.Initializer;
import firsthand.layer.Conv2d;
import firsthand.layer.Kernel;
import firsthand.random.RandomStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Conv, with a bias that is added afterwards, as a convolution layer. */
final class ConvolutionNodes {
    private final ForeignChain chain;
    private final ForeignTensors tensors;
    private final Consumers consumers;

    ConvolutionNodes(ForeignChain chain, ForeignTensors tensors, Consumers consumers) {
        this.chain = chain;
        this.tensors = tensors;
        this.consumers = consumers;
    }

    void convolution(OnnxNode node) throws InvalidFileException {
        node.requireInputs(2, 3);
        var image = chain.takeImage(node);
        var weight = tensors.weight(node, 1);
        ForeignTensors.requireRank(node, weight, 4);
        int out = weight.extents().get(0);
        int channels = weight.extents().get(1);
        var kernel = kernel(node, image, weight);
        @Nullable OnnxTensor ownBias = node.hasInput(2) ? tensors.weight(node, 2) : null;
        var bias = Bias.of(node, ownBias, List.of(out, 1, 1), consumers, tensors);
        tensors.reserve((long) weight.size() + out);
        // Zeros draw nothing from the stream.
        var layer =
                new Conv2d(chain.shape(), out, kernel, Initializer.zeros(), Initializer.zeros(), RandomStream.of(0));
        var order = AxisOrder.filters(kernel.height(), kernel.width(), channels, out);
        ForeignTensors.fill(node, weight, order, layer.weight());
        bias.fill(node, layer.bias());
        chain.append(node, layer, Layout.image(layer.outputShape(chain.shape())), bias.output());
    }

    private static Kernel kernel(OnnxNode node, Layout.Image image, OnnxTensor weight) throws InvalidFileException {
        int height = weight.extents().get(2);
        int width = weight.extents().get(3);
        node.require("kernel_shape", List.of((long) height, (long) width));
        int padding = WindowAttributes.padding(node);
        int stride = WindowAttributes.square(node, "strides", 1);
        int dilation = WindowAttributes.square(node, "dilations", 1);
        int groups = WindowAttributes.groups(node);
        node.end();
        long channels = (long) weight.extents().get(1) * groups;
        if (channels != image.channels() || Math.max(height, width) > WindowAttributes.LARGEST) {
            throw node.invalid(
                    "filters for " + image.channels() + " channels", "shape " + weight.extents() + ", group " + groups);
        }
        return new Kernel(height, width, stride, padding, dilation, groups);
    }
}
