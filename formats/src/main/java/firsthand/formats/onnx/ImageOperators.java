package firsthand.formats.onnx;

import firsthand.layer.AveragePool2d;
import firsthand.layer.Conv2d;
import firsthand.layer.MaxPool2d;
import java.util.List;
import onnx.Onnx.AttributeProto;

/** Convolution and pooling as operators of ONNX, over images with their channels first. */
final class ImageOperators {
    private ImageOperators() {}

    static GraphValue convolution(Place at, Conv2d layer) {
        var kernel = layer.kernel();
        int channels = layer.weight().value().shape().extent(2);
        String weight = at.tensor(
                "weight",
                List.of(layer.out(), channels, kernel.height(), kernel.width()),
                AxisOrder.filters(kernel.height(), kernel.width(), channels, layer.out()));
        String bias = at.vector("bias", layer.out());
        at.requireImage();
        return at.node(
                "Conv",
                List.of(at.input().name(), weight, bias),
                Layout.image(at.outputShape()),
                Attributes.integers("dilations", kernel.dilation(), kernel.dilation()),
                Attributes.integer("group", kernel.groups()),
                Attributes.integers("kernel_shape", kernel.height(), kernel.width()),
                pads(kernel.padding()),
                Attributes.integers("strides", kernel.stride(), kernel.stride()));
    }

    static GraphValue max(Place at, MaxPool2d pool) {
        return at.image("MaxPool", window(pool.size(), pool.stride(), pool.padding()));
    }

    static GraphValue average(Place at, AveragePool2d pool) {
        return at.image("AveragePool", window(pool.size(), pool.stride(), pool.padding()));
    }

    static GraphValue globalAverage(Place at) {
        at.requireImage();
        String mean = at.name() + ".mean";
        at.graph().node("GlobalAveragePool", mean, List.of(at.input().name()));
        return at.node("Flatten", List.of(mean), Layout.plain(at.outputShape()), Attributes.integer("axis", 1));
    }

    private static AttributeProto[] window(int size, int stride, int padding) {
        return new AttributeProto[] {
            Attributes.integers("kernel_shape", size, size),
            pads(padding),
            Attributes.integers("strides", stride, stride)
        };
    }

    private static AttributeProto pads(int padding) {
        return Attributes.integers("pads", padding, padding, padding, padding);
    }
}
