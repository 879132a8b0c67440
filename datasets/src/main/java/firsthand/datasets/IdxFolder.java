package firsthand.datasets;

import firsthand.data.Dataset;
import firsthand.data.InvalidFileException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The user's own four IDX files, under the names of MNIST's, in a folder. */
final class IdxFolder {
    private static final String TRAIN = "train";
    private static final String TEST = "t10k";

    private IdxFolder() {}

    /** Whether a folder holds at least one of the four. */
    static boolean isOne(Path folder) {
        return Stream.of(TRAIN, TEST)
                .anyMatch(part ->
                        images(folder, part).isPresent() || labels(folder, part).isPresent());
    }

    static LoadedData load(String name, Path folder, List<String> classNames) throws IOException {
        try (var trainImages = open(folder, images(folder, TRAIN), "train-images-idx3-ubyte");
                var trainLabels = open(folder, labels(folder, TRAIN), "train-labels-idx1-ubyte");
                var testImages = open(folder, images(folder, TEST), "t10k-images-idx3-ubyte");
                var testLabels = open(folder, labels(folder, TEST), "t10k-labels-idx1-ubyte")) {
            return load(name, classNames, folder.toString(), false, trainImages, trainLabels, testImages, testLabels);
        }
    }

    static LoadedData load(
            String name,
            List<String> classNames,
            String description,
            boolean sample,
            Content trainImages,
            Content trainLabels,
            Content testImages,
            Content testLabels)
            throws IOException {
        Dataset train = dataset(name + " train", trainImages, trainLabels, classNames);
        Dataset test = dataset(name + " test", testImages, testLabels, classNames);
        if (!train.exampleShape().equals(test.exampleShape())) {
            throw new InvalidFileException(testImages.name() + ": expected examples of shape " + train.exampleShape()
                    + ", as in " + trainImages.name() + ", received " + test.exampleShape());
        }
        var files = Stream.of(trainImages, trainLabels, testImages, testLabels)
                .map(Content::asSourceFile)
                .toList();
        return new LoadedData(name, train, test, new Origin(description, sample, files));
    }

    private static Dataset dataset(String name, Content images, Content labels, List<String> classNames)
            throws IOException {
        return IdxReader.dataset(
                name,
                IdxReader.readInputs(images),
                IdxReader.readLabels(labels, classNames.size()),
                images.name(),
                labels.name(),
                classNames);
    }

    private static Content open(Path folder, Optional<Path> file, String usualName) throws IOException {
        if (file.isEmpty()) {
            throw new NoSuchFileException(
                    folder.resolve(usualName).toString(), null, "no such file, nor with .gz after its name; add it");
        }
        return Content.open(file.get());
    }

    private static Optional<Path> images(Path folder, String part) {
        return find(folder, part + "-images", "idx3-ubyte");
    }

    private static Optional<Path> labels(Path folder, String part) {
        return find(folder, part + "-labels", "idx1-ubyte");
    }

    private static Optional<Path> find(Path folder, String start, String end) {
        return Stream.of("-", ".")
                .flatMap(between -> Stream.of("", ".gz").map(packed -> folder.resolve(start + between + end + packed)))
                .filter(Files::exists)
                .findFirst();
    }
}
