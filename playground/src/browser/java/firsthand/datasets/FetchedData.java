package firsthand.datasets;

import firsthand.data.Split;
import firsthand.random.RandomStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** The data sets of {@link DataCatalog}, from files that a page has fetched: the same examples in the same order. */
public final class FetchedData {
    private FetchedData() {}

    /**
     * The data set of that name.
     *
     * @param files their bytes by their names, not packed: four IDX files, or {@code digits.csv}
     * @throws IOException if there is no such data set, a file is missing, or is not what it should be
     */
    public static LoadedData load(String name, Map<String, byte[]> files) throws IOException {
        return switch (name) {
            case "mnist" -> images("MNIST", Mnist.CLASS_NAMES, false, files);
            case "sample" -> images("MNIST sample", Mnist.CLASS_NAMES, true, files);
            case "fashion" -> images("Fashion-MNIST", FashionMnist.CLASS_NAMES, false, files);
            case "digits" -> digits(files);
            default -> throw new IOException("data: expected mnist, fashion, digits or sample, received " + name);
        };
    }

    private static LoadedData images(String title, List<String> classNames, boolean sample, Map<String, byte[]> files)
            throws IOException {
        return IdxFolder.load(
                title,
                classNames,
                "fetched with the page",
                sample,
                content("train-images-idx3-ubyte", files),
                content("train-labels-idx1-ubyte", files),
                content("t10k-images-idx3-ubyte", files),
                content("t10k-labels-idx1-ubyte", files));
    }

    private static LoadedData digits(Map<String, byte[]> files) throws IOException {
        var content = content("digits.csv", files);
        var all = CsvReader.read("digits", content, Mnist.CLASS_NAMES);
        var split = Split.stratified(all, Digits.TEST_FRACTION, RandomStream.of(Digits.SPLIT_SEED));
        var origin = new Origin("fetched with the page", false, List.of(content.asSourceFile()));
        return new LoadedData("digits", split.train(), split.test(), origin);
    }

    private static Content content(String name, Map<String, byte[]> files) throws IOException {
        byte[] bytes = files.get(name);
        if (bytes == null) {
            throw new IOException("data: expected a file " + name + ", received " + String.join(", ", files.keySet()));
        }
        return Content.of(name, new ByteArrayInputStream(bytes), bytes.length);
    }
}
