package firsthand.formats.onnx;

import firsthand.data.InvalidFileException;
import firsthand.layer.AveragePool2d;
import firsthand.layer.GlobalAveragePool;
import firsthand.layer.Layer;
import firsthand.layer.MaxPool2d;
import java.util.List;

/** MaxPool, AveragePool and GlobalAveragePool as pooling layers. */
final class PoolingNodes {
    private final ForeignChain chain;
    private final Consumers consumers;

    PoolingNodes(ForeignChain chain, Consumers consumers) {
        this.chain = chain;
        this.consumers = consumers;
    }

    void max(OnnxNode node) throws InvalidFileException {
        int size = window(node);
        int stride = WindowAttributes.square(node, "strides", 1);
        int padding = WindowAttributes.padding(node);
        node.require("ceil_mode", 0);
        node.require("storage_order", 0);
        node.require("dilations", List.of(1L, 1L));
        consumers.requireOneOutput(node);
        node.end();
        append(node, new MaxPool2d(chain.shape(), size, stride, padding));
    }

    void average(OnnxNode node) throws InvalidFileException {
        int size = window(node);
        int stride = WindowAttributes.square(node, "strides", 1);
        int padding = WindowAttributes.padding(node);
        node.require("ceil_mode", 0);
        node.require("dilations", List.of(1L, 1L));
        if (node.integer("count_include_pad", 0) != 0 && padding > 0) {
            throw node.invalid("count_include_pad 0", "1");
        }
        node.end();
        append(node, new AveragePool2d(chain.shape(), size, stride, padding));
    }

    void globalAverage(OnnxNode node) throws InvalidFileException {
        node.requireInputs(1, 1);
        var image = chain.takeImage(node);
        node.end();
        chain.append(node, new GlobalAveragePool(), new Layout.Image(1, 1, image.channels()));
    }

    private int window(OnnxNode node) throws InvalidFileException {
        node.requireInputs(1, 1);
        chain.takeImage(node);
        return WindowAttributes.square(node, "kernel_shape", 0);
    }

    private void append(OnnxNode node, Layer layer) throws InvalidFileException {
        chain.append(node, layer, Layout.image(layer.outputShape(chain.shape())));
    }
}
