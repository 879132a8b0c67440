package firsthand.fuzz;

import firsthand.classifier.Classifier;
import firsthand.data.Dataset;
import firsthand.datasets.CsvWriter;
import firsthand.datasets.IdxWriter;
import firsthand.formats.CheckpointFolder;
import firsthand.formats.ModelFormat;
import firsthand.formats.Models;
import firsthand.formats.Numpy;
import firsthand.layer.Kernel;
import firsthand.loss.LogLikelihood;
import firsthand.network.Network;
import firsthand.random.RandomStream;
import firsthand.tensor.Tensor;
import firsthand.training.Checkpoint;
import firsthand.training.Training;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;

/** Valid files, small ones: the smaller a file, the likelier is damage where it matters. */
final class Seeds {
    /** The names of ten classes. */
    static final List<String> CLASSES = List.of("0", "1", "2", "3", "4", "5", "6", "7", "8", "9");

    private Seeds() {}

    private interface Writer {
        void write(Path file) throws IOException;
    }

    /** Images as IDX, plain and gzip. */
    static List<byte[]> idxInputs() throws IOException {
        return List.of(
                written("images", file -> IdxWriter.writeInputs(examples(5, 4, 255), file)),
                written("images.gz", file -> IdxWriter.writeInputs(examples(5, 4, 255), file)));
    }

    /** Labels as IDX, plain and gzip. */
    static List<byte[]> idxLabels() throws IOException {
        return List.of(
                written("labels", file -> IdxWriter.writeLabels(examples(20, 2, 255), file)),
                written("labels.gz", file -> IdxWriter.writeLabels(examples(20, 2, 255), file)));
    }

    /** Images as CSV, with and without the names of the columns, plain, quoted and gzip. */
    static List<byte[]> csv() throws IOException {
        return List.of(
                written("named.csv", file -> CsvWriter.write(examples(4, 3, 255), file)),
                written("digits.csv.gz", file -> CsvWriter.write(examples(3, 8, 16), file)),
                "3,0,0,7,255\n1,0,1,2,3\r\n\"9\", 4,\"5\",6,7\n".getBytes(StandardCharsets.UTF_8),
                "\ufeffp1,p2,label,p3,p4\n1,2,0,3,4\n5,6,1,7,8\n".getBytes(StandardCharsets.UTF_8));
    }

    /** PNG, JPEG and BMP in gray and colours, deep and shallow, packed and not. */
    static List<byte[]> images() throws IOException {
        List<byte[]> images = new ArrayList<>();
        int[] types = {
            BufferedImage.TYPE_BYTE_GRAY,
            BufferedImage.TYPE_USHORT_GRAY,
            BufferedImage.TYPE_BYTE_BINARY,
            BufferedImage.TYPE_BYTE_INDEXED,
            BufferedImage.TYPE_INT_RGB,
            BufferedImage.TYPE_INT_ARGB
        };
        for (int type : types) {
            images.add(picture("png", "", type));
        }
        images.add(picture("png", "progressive", BufferedImage.TYPE_BYTE_GRAY));
        images.add(picture("jpeg", "", BufferedImage.TYPE_BYTE_GRAY));
        images.add(picture("jpeg", "", BufferedImage.TYPE_INT_RGB));
        images.add(picture("jpeg", "progressive", BufferedImage.TYPE_INT_RGB));
        images.add(picture("bmp", "", BufferedImage.TYPE_INT_RGB));
        images.add(picture("bmp", "", BufferedImage.TYPE_BYTE_BINARY));
        images.add(picture("bmp", "BI_RLE8", BufferedImage.TYPE_BYTE_GRAY));
        return images;
    }

    /** Arrays of NumPy's. */
    static List<byte[]> npy() throws IOException {
        return List.of(
                written("row.npy", file -> Numpy.save(tensor(7), file)),
                written("matrix.npy", file -> Numpy.save(tensor(3, 4), file)));
    }

    /** Archives of such arrays. */
    static List<byte[]> npz() throws IOException {
        return List.of(
                written("one.npz", file -> Numpy.saveAll(Map.of("x", tensor(2, 3)), file)),
                written("two.npz", file -> Numpy.saveAll(Map.of("W1", tensor(2, 3), "b1", tensor(1, 3)), file)));
    }

    private static Tensor tensor(int... extents) {
        var tensor = Tensor.zeros(extents);
        for (int i = 0; i < tensor.size(); i++) {
            tensor.values()[i] = i * 0.5f;
        }
        return tensor;
    }

    /** Models, of a few layers and of many kinds. */
    static List<byte[]> models(ModelFormat format) throws IOException {
        var small = Network.input(2, 2).dense(2).relu().dense(2).build(1);
        var convolutional = Network.input(6, 6)
                .conv2d(2, Kernel.size(3, 2).padding(1).stride(2))
                .batchNorm()
                .residual(body -> body.conv2d(2, Kernel.size(3).padding(1).groups(2))
                        .elu()
                        .dropout(0.1))
                .maxPool2d(2, 1, 1)
                .averagePool2d(2)
                .flatten()
                .dense(2)
                .layerNorm()
                .tanh()
                .dense(2)
                .softmax()
                .build(1);
        var classifier = Classifier.of(small, Classifier.of(small).loss(), List.of("no", "yes"), 255);
        var other = Classifier.of(convolutional, new LogLikelihood());
        List<byte[]> models = new ArrayList<>();
        models.add(written("small" + format.ending(), file -> Models.write(classifier, Map.of("seed", "1"), file)));
        models.add(written("convolutional" + format.ending(), file -> Models.write(other, Map.of(), file)));
        if (format == ModelFormat.JSON) {
            models.add(("{\"hidden_layer\": {\"weights\": [[1, 2], [-3e-1, 4]], \"biases\": [[0], [0.5]]},"
                            + " \"output_layer\": {\"weights\": [[1, 2], [3, 4]], \"biases\": [[0], [1]]}}")
                    .getBytes(StandardCharsets.UTF_8));
        }
        return models;
    }

    /** Checkpoints of a training. */
    static List<byte[]> checkpoints() throws IOException {
        List<byte[]> files = new ArrayList<>();
        var network = Network.input(3, 3).dense(2).batchNorm().relu().dense(10).build(1);
        var training = Training.epochs(2)
                .batchSize(4)
                .threads(1)
                .averaging(0.9)
                .validation(0.25)
                .earlyStopping(5)
                .checkpointEvery(3, checkpoint -> files.add(written(checkpoint)));
        Classifier.of(network).fit(examples(16, 3, 255), training);
        return files;
    }

    private static byte[] written(Checkpoint checkpoint) throws IOException {
        Path folder = Files.createTempDirectory("firsthand-fuzz");
        try {
            new CheckpointFolder(folder).save(checkpoint, Map.of("recipe", "small"));
            try (var files = Files.list(folder)) {
                Path file = files.findFirst().orElseThrow();
                byte[] bytes = Files.readAllBytes(file);
                Files.delete(file);
                return bytes;
            }
        } finally {
            Files.delete(folder);
        }
    }

    private static byte[] written(String name, Writer writer) throws IOException {
        Path folder = Files.createTempDirectory("firsthand-fuzz");
        Path file = folder.resolve(name);
        try {
            writer.write(file);
            return Files.readAllBytes(file);
        } finally {
            Files.deleteIfExists(file);
            Files.delete(folder);
        }
    }

    private static Dataset examples(int count, int side, int fullScale) {
        var random = RandomStream.of(1);
        var x = Tensor.zeros(count, side, side);
        for (int i = 0; i < x.size(); i++) {
            x.values()[i] = random.nextInt(fullScale + 1) / (float) fullScale;
        }
        return Dataset.of("seed", x, IntStream.range(0, count).map(i -> i % 10).toArray(), CLASSES, fullScale);
    }

    /** A picture in shades of gray. */
    static byte[] picture(String format) throws IOException {
        return picture(format, "", BufferedImage.TYPE_BYTE_GRAY);
    }

    /** A stroke on white. */
    private static byte[] picture(String format, String packing, int type) throws IOException {
        var image = new BufferedImage(12, 10, type);
        var brush = image.createGraphics();
        brush.setColor(Color.WHITE);
        brush.fillRect(0, 0, 12, 10);
        brush.setColor(Color.BLACK);
        brush.fillRect(4, 2, 2, 6);
        brush.dispose();
        var writer = ImageIO.getImageWritersByFormatName(format).next();
        var bytes = new ByteArrayOutputStream();
        try (var out = ImageIO.createImageOutputStream(bytes)) {
            var parameters = writer.getDefaultWriteParam();
            if (packing.equals("progressive")) {
                parameters.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
            } else if (!packing.isEmpty()) {
                parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
                parameters.setCompressionType(packing);
            }
            writer.setOutput(out);
            writer.write(null, new IIOImage(image, null, null), parameters);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }
}
