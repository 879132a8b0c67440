package firsthand.datasets;

import firsthand.data.InvalidFileException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/**
 * Data sets by name or by path: what the command line's {@code --data} takes.
 *
 * <pre>{@code
 * LoadedData fashion = DataCatalog.load("fashion");
 * LoadedData mine = DataCatalog.load("scans/train.csv");
 * }</pre>
 *
 * <p>A path is one of
 * <ul>
 *   <li>a folder with four IDX files named as MNIST's are, {@code train-images-idx3-ubyte} (or
 * {@code train-images.idx3-ubyte}) and so
 *       on, plain or gzip with {@code .gz} after their names;
 *   <li>a folder with {@code train.csv} and perhaps {@code test.csv}, or each with {@code .gz}; a {@code test.csv}
 * without labels, such
 *       as Kaggle's, is passed over;
 *   <li>one CSV file, plain or gzip.
 * </ul>
 * {@link CsvReader} says what a CSV file looks like. Where there is nothing to test on, a part of the examples is set
 * aside by {@link firsthand.data.Split#stratified} with {@link #TEST_FRACTION} and {@link #SPLIT_SEED}. Classes are "0"
 * to "9", unless the folder has a file {@code classes.txt} with a name on each line.
 */
public final class DataCatalog {
    /** The share of the examples that is set aside where there is nothing to test on. */
    public static final double TEST_FRACTION = 0.2;

    /** What that split is seeded with. */
    public static final long SPLIT_SEED = 1;

    private static final List<String> NAMES = List.of("mnist", "fashion", "digits", "sample");
    private static final int LONGEST_CLASS_NAMES = 1 << 16;

    private DataCatalog() {}

    /**
     * The names that {@link #load} knows: mnist, fashion, digits, and sample, which is the start of MNIST and always at
     * hand.
     */
    public static List<String> names() {
        return NAMES;
    }

    /** The folder in which fetched files are kept. */
    public static Path cache() {
        return Environment.ofProcess().cache();
    }

    /** {@link #load(String, FetchListener)} without a listener. */
    public static LoadedData load(String nameOrPath) throws IOException {
        return load(nameOrPath, FetchListener.SILENT);
    }

    /**
     * Loads a data set. A name goes before a file or folder of that name, which {@code ./name} reaches.
     *
     * @throws NoSuchFileException if it is neither a name nor something that exists
     * @throws InvalidFileException if a file is not what it should be
     * @throws DataUnavailableException if it is a name, and the data set is neither on this machine nor to be had
     */
    public static LoadedData load(String nameOrPath, FetchListener listener) throws IOException {
        return load(nameOrPath, Environment.ofProcess(), listener);
    }

    static LoadedData load(String nameOrPath, Environment environment, FetchListener listener) throws IOException {
        return switch (nameOrPath) {
            case "mnist" -> Mnist.load(environment, listener);
            case "fashion" -> FashionMnist.load(environment, listener);
            case "digits" -> Digits.load();
            case "sample" -> Mnist.sample();
            default -> load(path(nameOrPath), listener);
        };
    }

    private static Path path(String nameOrPath) throws NoSuchFileException {
        try {
            Path path = Path.of(nameOrPath);
            if (!nameOrPath.isBlank() && Files.exists(path)) {
                return path;
            }
        } catch (InvalidPathException malformed) {
            // Worded below.
        }
        throw new NoSuchFileException(
                nameOrPath,
                null,
                "no such data set, file or folder; name one of " + String.join(", ", NAMES) + ", or an existing path");
    }

    private static LoadedData load(Path path, FetchListener listener) throws IOException {
        String name = String.valueOf(path.toAbsolutePath().normalize().getFileName());
        if (!Files.isDirectory(path)) {
            if (name.contains("-ubyte")) {
                throw new InvalidFileException(
                        path + ": one IDX file is no data set; name the folder that holds all four");
            }
            return CsvFiles.loadFile(name, path, Mnist.CLASS_NAMES);
        }
        List<String> classNames = classNames(path.resolve("classes.txt"));
        if (IdxFolder.isOne(path)) {
            return IdxFolder.load(name, path, classNames);
        }
        if (CsvFiles.isFolder(path)) {
            return CsvFiles.loadFolder(name, path, classNames, listener);
        }
        throw new InvalidFileException(
                path + ": expected a folder with train-images-idx3-ubyte and its three companions,"
                        + " or with train.csv, received one with neither; name the folder that has the files");
    }

    private static List<String> classNames(Path file) throws IOException {
        if (!Files.exists(file)) {
            return Mnist.CLASS_NAMES;
        }
        try (var content = Content.open(file)) {
            byte[] bytes = content.readNBytes(LONGEST_CLASS_NAMES + 1);
            if (bytes.length > LONGEST_CLASS_NAMES) {
                throw new InvalidFileException(file + ": expected the names of 2 to 256 classes, at most "
                        + LONGEST_CLASS_NAMES + " bytes in all, received more; shorten it");
            }
            List<String> names = new String(bytes, StandardCharsets.UTF_8)
                    .lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty())
                    .toList();
            if (names.size() < 2 || names.size() > 256) {
                throw new InvalidFileException(
                        file + ": expected the names of 2 to 256 classes, one on each line, received " + names.size());
            }
            return names;
        }
    }
}
