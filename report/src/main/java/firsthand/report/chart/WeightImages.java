package firsthand.report.chart;

import firsthand.layer.Conv2d;
import firsthand.layer.Dense;
import firsthand.network.Network;
import firsthand.report.image.ExampleImage;
import firsthand.report.image.Raster;
import firsthand.tensor.Shape;
import firsthand.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the units of a network's first layer look for: the weights of each as a picture, blue above 0, vermillion below,
 * white at 0, and of full colour where the unit's weight is largest.
 *
 * @param layer which layer it is, 0 for the first
 * @param type its {@link firsthand.layer.Layer#type()}
 * @param units how many units, or filters, the layer has
 * @param images one for each of the first units; the channels of a filter side by side
 */
public record WeightImages(int layer, String type, int units, List<Raster> images) {
    /** Pictures that will not change. */
    public WeightImages {
        images = List.copyOf(images);
    }

    /**
     * The weights of the first layer that has any.
     *
     * @param most so many units at most
     * @return empty if it is neither dense nor convolutional, or, if dense, its inputs are no image
     */
    public static Optional<WeightImages> of(Network network, int most) {
        for (int i = 0; i < network.layers().size(); i++) {
            var layer = network.layers().get(i);
            if (layer instanceof Dense dense) {
                return ofDense(i, dense, network.inputShape(), most);
            }
            if (layer instanceof Conv2d conv2d) {
                return Optional.of(ofConv2d(i, conv2d, most));
            }
            if (!layer.parameters().isEmpty()) {
                return Optional.empty();
            }
        }
        return Optional.empty();
    }

    private static Optional<WeightImages> ofDense(int layer, Dense dense, Shape input, int most) {
        Tensor w = dense.weight().value();
        if (!ExampleImage.isImage(input) || input.size() != w.shape().extent(0)) {
            return Optional.empty();
        }
        int channels = input.rank() == 3 ? input.extent(2) : 1;
        return Optional.of(of(layer, dense.type(), w, input.extent(0), input.extent(1), channels, most));
    }

    private static WeightImages ofConv2d(int layer, Conv2d conv2d, int most) {
        Tensor w = conv2d.weight().value();
        return of(
                layer,
                conv2d.type(),
                w,
                w.shape().extent(0),
                w.shape().extent(1),
                w.shape().extent(2),
                most);
    }

    /** Both kinds of weights lie as height x width x channels x units. */
    private static WeightImages of(int layer, String type, Tensor w, int height, int width, int channels, int most) {
        int units = w.size() / (height * width * channels);
        List<Raster> images = new ArrayList<>();
        for (int unit = 0; unit < Math.min(units, most); unit++) {
            var own = new float[height * width * channels];
            for (int at = 0; at < own.length; at++) {
                own[at] = w.values()[at * units + unit];
            }
            images.add(SignedImage.of(own, height, width, channels));
        }
        return new WeightImages(layer, type, units, images);
    }
}
