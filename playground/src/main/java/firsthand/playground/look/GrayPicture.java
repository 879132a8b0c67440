package firsthand.playground.look;

import firsthand.data.Dataset;
import firsthand.playground.message.Json;
import firsthand.tensor.Tensor;

/**
 * An image as the page draws it, {@code {"width", "height", "pixels"}}: a byte a pixel, row by row.
 *
 * @param pixels 0 where the number is 0, 255 where it is 1
 */
public record GrayPicture(int width, int height, byte[] pixels) {

    /**
     * A tensor as an image: of height x width as it is, channels side by side, a row of numbers as a square where it
     * fills one. Numbers below 0 are 0; if one is above 1, all are shares of the largest.
     */
    public static GrayPicture of(Tensor image) {
        float largest = 1;
        for (float value : image.values()) {
            largest = Math.max(largest, value);
        }
        var arrangement = Arrangement.of(image.shape());
        var pixels = new byte[arrangement.width() * arrangement.height()];
        for (int i = 0; i < image.size(); i++) {
            pixels[arrangement.place(i)] = (byte) Math.round(255 * Math.max(0, image.values()[i]) / largest);
        }
        return new GrayPicture(arrangement.width(), arrangement.height(), pixels);
    }

    /** An example of a data set, {@code {"index", "label"}} and its picture. */
    public static Json example(Dataset data, int index) {
        return of(data.example(index))
                .in(Json.object()
                        .put("index", index)
                        .put("label", data.classNames().get(data.label(index))));
    }

    /** The picture as an object of its own. */
    public Json json() {
        return in(Json.object());
    }

    /** The picture's three fields among others. */
    public Json in(Json json) {
        return json.put("width", width).put("height", height).put("pixels", pixels);
    }
}
