package firsthand.datasets;

import firsthand.data.Dataset;

/** The whole numbers, 0 to full scale, that the inputs of a data set were in their file. */
final class Pixels {
    private final Dataset data;
    private final float[] example;
    private final int[] pixels;

    Pixels(Dataset data) {
        this.data = data;
        this.example = new float[data.exampleShape().size()];
        this.pixels = new int[example.length];
    }

    /** The pixels of example {@code i}, in an array that the next call reuses. */
    int[] of(int i) {
        data.copyExample(i, example, 0);
        for (int column = 0; column < example.length; column++) {
            int pixel = Math.round(example[column] * data.fullScale());
            if (pixel < 0 || pixel > data.fullScale() || pixel > 255) {
                throw new IllegalArgumentException("Dataset " + data.name() + ", example " + i + ", input " + column
                        + ": expected a value from 0 to 1 to write as a pixel, received " + example[column]
                        + "; export the data before it is standardised");
            }
            pixels[column] = pixel;
        }
        return pixels;
    }
}
