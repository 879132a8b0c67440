package firsthand.datasets;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * Fashion-MNIST: 60,000 and 10,000 pictures of clothes, 28x28, in ten classes (Xiao, Rasul and Vollgraf,
 * "Fashion-MNIST: a novel image dataset for benchmarking machine learning algorithms", 2017; MIT licence).
 *
 * <p>Looked for in the cache and fetched from mirrors as {@link Mnist} is, under the folder {@code fashion-mnist}; and,
 * after the cache, looked for where Debian's package dataset-fashion-mnist puts it. Every file is verified by its
 * SHA-256.
 */
public final class FashionMnist {
    /** "T-shirt/top" to "Ankle boot". */
    public static final List<String> CLASS_NAMES = List.of(
            "T-shirt/top", "Trouser", "Pullover", "Dress", "Coat", "Sandal", "Shirt", "Sneaker", "Bag", "Ankle boot");

    static final PublishedSet SET = new PublishedSet(
            "Fashion-MNIST",
            "fashion-mnist",
            CLASS_NAMES,
            List.of(
                    new PublishedFile(
                            "train-images-idx3-ubyte",
                            47_040_016,
                            "c59f468a2f672dc815687fe0f83887768d799fd8a3f3276145d20f83aa44d888"),
                    new PublishedFile(
                            "train-labels-idx1-ubyte",
                            60_008,
                            "bad3541b69d912435c50bb6ba87bec294ff4f6a2e1246121d8633921760443d9"),
                    new PublishedFile(
                            "t10k-images-idx3-ubyte",
                            7_840_016,
                            "5b4141f0afbad91edebe8549f8fcffe087ea10ca49f1dbef5c9a5cd8815ce37b"),
                    new PublishedFile(
                            "t10k-labels-idx1-ubyte",
                            10_008,
                            "0402a96d92fd2663957122ceb108a494c5af83dab82d92729df917d7dec38c34")),
            List.of(
                    "https://storage.googleapis.com/tensorflow/tf-keras-datasets/",
                    "https://raw.githubusercontent.com/zalandoresearch/fashion-mnist/master/data/fashion/",
                    "http://fashion-mnist.s3-website.eu-central-1.amazonaws.com/"),
            Optional.empty(),
            "connect to the network, or on Debian and Ubuntu run apt-get install dataset-fashion-mnist,");

    private FashionMnist() {}

    /** {@link #load(FetchListener)} without a listener. */
    public static LoadedData load() throws IOException {
        return load(FetchListener.SILENT);
    }

    /**
     * The full set.
     *
     * @throws DataUnavailableException if it is neither on this machine nor to be had
     */
    public static LoadedData load(FetchListener listener) throws IOException {
        return load(Environment.ofProcess(), listener);
    }

    static LoadedData load(Environment environment, FetchListener listener) throws IOException {
        return new PublishedSetLoader(SET, environment, listener).load();
    }
}
