package firsthand.datasets;

import firsthand.data.Dataset;
import firsthand.random.RandomStream;
import firsthand.tensor.Shape;
import firsthand.tensor.Tensor;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import javax.imageio.ImageIO;

/** Files and data made for the tests. */
final class Planted {
    private Planted() {}

    /** An IDX file of unsigned bytes with these dimensions, whatever number of values follows. */
    static byte[] idx(byte[] values, int... dimensions) {
        var bytes = ByteBuffer.allocate(4 + 4 * dimensions.length + values.length);
        bytes.putInt(0x0800 + dimensions.length);
        for (int dimension : dimensions) {
            bytes.putInt(dimension);
        }
        return bytes.put(values).array();
    }

    static byte[] bytes(int count, RandomStream random) {
        var bytes = new byte[count];
        for (int i = 0; i < count; i++) {
            bytes[i] = (byte) random.nextInt(256);
        }
        return bytes;
    }

    static byte[] gzip(byte[] bytes) throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var out = new GZIPOutputStream(packed)) {
            out.write(bytes);
        }
        return packed.toByteArray();
    }

    static byte[] gzip(String text) throws IOException {
        return gzip(text.getBytes(StandardCharsets.UTF_8));
    }

    static String sha256(byte[] bytes) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }

    static Path file(Path folder, String name, byte[] bytes) throws IOException {
        Files.createDirectories(folder);
        return Files.write(folder.resolve(name), bytes);
    }

    static Path file(Path folder, String name, String text) throws IOException {
        return file(folder, name, text.getBytes(StandardCharsets.UTF_8));
    }

    /** Examples of side x side random pixels, and labels 0 to 9 in turn. */
    static Dataset dataset(int examples, int side, int fullScale, RandomStream random) {
        var x = Tensor.zeros(Shape.of(examples, side, side));
        for (int i = 0; i < x.size(); i++) {
            x.values()[i] = random.nextInt(fullScale + 1) / (float) fullScale;
        }
        int[] labels = IntStream.range(0, examples).map(i -> i % 10).toArray();
        return Dataset.of("planted", x, labels, Mnist.CLASS_NAMES, fullScale);
    }

    /** All inputs of a data set, one after the other. */
    static float[] inputs(Dataset data) {
        int width = data.exampleShape().size();
        var inputs = new float[data.size() * width];
        for (int i = 0; i < data.size(); i++) {
            data.copyExample(i, inputs, i * width);
        }
        return inputs;
    }

    /** A picture in shades of gray; values 0 black to 1 white. */
    static Path picture(Path file, Tensor gray, String format) throws IOException {
        int width = gray.shape().extent(1);
        var image = new BufferedImage(width, gray.shape().extent(0), BufferedImage.TYPE_BYTE_GRAY);
        for (int i = 0; i < gray.size(); i++) {
            image.getRaster().setSample(i % width, i / width, 0, Math.round(255 * gray.values()[i]));
        }
        ImageIO.write(image, format, file.toFile());
        return file;
    }

    /** The names of all files below a folder. */
    static java.util.List<String> namesBelow(Path folder) throws IOException {
        try (var paths = Files.walk(folder)) {
            return paths.filter(Files::isRegularFile)
                    .map(path -> path.getFileName().toString())
                    .sorted()
                    .toList();
        }
    }
}
