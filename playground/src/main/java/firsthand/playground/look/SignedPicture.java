package firsthand.playground.look;

import firsthand.playground.message.Json;
import firsthand.tensor.Tensor;

/**
 * Numbers of either sign as the page draws them, {@code {"width", "height", "scale", "values"}}: a signed byte each,
 * round(127 number / scale), row by row.
 *
 * @param scale the largest number, without its sign
 */
public record SignedPicture(int width, int height, float scale, byte[] values) {
    private static final int FULL = 127;

    /**
     * A tensor as an image: of height x width as it is, channels side by side, a row of numbers as a square where it
     * fills one. What is not finite is 0.
     */
    public static SignedPicture of(Tensor numbers) {
        return of(numbers, largest(numbers));
    }

    /** The same with a scale that several pictures share. */
    static SignedPicture of(Tensor numbers, float scale) {
        var arrangement = Arrangement.of(numbers.shape());
        var values = new byte[arrangement.width() * arrangement.height()];
        for (int i = 0; i < numbers.size(); i++) {
            float value = numbers.values()[i];
            values[arrangement.place(i)] =
                    scale > 0 && Float.isFinite(value) ? (byte) Math.round(FULL * (value / scale)) : 0;
        }
        return new SignedPicture(arrangement.width(), arrangement.height(), scale, values);
    }

    /** The largest finite number, without its sign. */
    static float largest(Tensor numbers) {
        float largest = 0;
        for (float value : numbers.values()) {
            largest = Float.isFinite(value) ? Math.max(largest, Math.abs(value)) : largest;
        }
        return largest;
    }

    /** The picture as an object. */
    public Json json() {
        return Json.object()
                .put("width", width)
                .put("height", height)
                .put("scale", scale)
                .put("values", values);
    }
}
