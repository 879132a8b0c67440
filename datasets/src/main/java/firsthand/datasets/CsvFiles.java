package firsthand.datasets;

import firsthand.data.Dataset;
import firsthand.data.InvalidFileException;
import firsthand.data.Split;
import firsthand.random.RandomStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The user's own examples as CSV: one file, or a folder with train.csv and perhaps test.csv. */
final class CsvFiles {
    private final List<String> classNames;
    private final List<SourceFile> files = new ArrayList<>();

    private CsvFiles(List<String> classNames) {
        this.classNames = classNames;
    }

    /** Whether a folder holds a train.csv. */
    static boolean isFolder(Path folder) {
        return find(folder, "train.csv").isPresent();
    }

    /** A folder's train.csv and test.csv; without one that has labels, a split of the former. */
    static LoadedData loadFolder(String name, Path folder, List<String> classNames, FetchListener listener)
            throws IOException {
        var csv = new CsvFiles(classNames);
        Path trainFile = find(folder, "train.csv").orElseThrow();
        Dataset train = csv.read(name + " train", trainFile);
        Optional<Path> testFile = find(folder, "test.csv");
        if (testFile.isPresent() && lacksLabels(testFile.get(), train)) {
            listener.note(testFile.get() + " has no labels, so it cannot be tested on; part of "
                    + trainFile.getFileName() + " is set aside instead");
            testFile = Optional.empty();
        }
        if (testFile.isEmpty()) {
            return csv.split(name, trainFile, train);
        }
        Dataset test = csv.read(name + " test", testFile.get());
        if (!test.exampleShape().equals(train.exampleShape())) {
            throw new InvalidFileException(testFile.get() + ": expected examples of shape " + train.exampleShape()
                    + ", as in " + trainFile + ", received " + test.exampleShape());
        }
        return new LoadedData(name, train, test, new Origin(folder.toString(), false, csv.files));
    }

    /** One file, split. */
    static LoadedData loadFile(String name, Path file, List<String> classNames) throws IOException {
        var csv = new CsvFiles(classNames);
        return csv.split(name, file, csv.read(name, file));
    }

    private Dataset read(String name, Path file) throws IOException {
        try (var content = Content.open(file)) {
            var data = CsvReader.read(name, content, classNames);
            files.add(content.asSourceFile());
            return data;
        }
    }

    private LoadedData split(String name, Path file, Dataset data) throws InvalidFileException {
        if (data.size() < 2) {
            throw new InvalidFileException(
                    file + ": expected at least 2 examples, one of them to test on, received " + data.size());
        }
        var split = Split.stratified(data, DataCatalog.TEST_FRACTION, RandomStream.of(DataCatalog.SPLIT_SEED));
        String description =
                file + ", every fifth example set aside for testing, at random in equal shares of the classes";
        return new LoadedData(name, split.train(), split.test(), new Origin(description, false, files));
    }

    /** Whether the first row is one field shorter than the rows of the training examples, as in Kaggle's test.csv. */
    private static boolean lacksLabels(Path file, Dataset train) throws IOException {
        try (var content = Content.open(file)) {
            return CsvReader.firstRowWidth(content) == train.exampleShape().size();
        }
    }

    private static Optional<Path> find(Path folder, String name) {
        return Stream.of(name, name + ".gz")
                .map(folder::resolve)
                .filter(Files::exists)
                .findFirst();
    }
}
