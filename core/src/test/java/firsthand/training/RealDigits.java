package firsthand.training;

import firsthand.data.Dataset;
import firsthand.tensor.Shape;
import firsthand.tensor.Tensor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.zip.GZIPInputStream;

/** The first 256 digits of MNIST's training set: their labels, then their pixels, a byte each. */
final class RealDigits {
    private static final int COUNT = 256;
    private static final int PIXELS = 784;
    private static final List<String> NAMES = List.of("0", "1", "2", "3", "4", "5", "6", "7", "8", "9");

    private RealDigits() {}

    static Dataset load() {
        try (var in = new GZIPInputStream(
                Objects.requireNonNull(RealDigits.class.getResourceAsStream("digits.gz"), "digits.gz"))) {
            byte[] bytes = in.readAllBytes();
            var labels = new int[COUNT];
            var x = new float[COUNT * PIXELS];
            for (int i = 0; i < COUNT; i++) {
                labels[i] = bytes[i];
            }
            for (int i = 0; i < x.length; i++) {
                x[i] = (bytes[COUNT + i] & 0xff) / 255f;
            }
            return Dataset.of("digits", Tensor.of(Shape.of(COUNT, 28, 28), x), labels, NAMES, 255);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
