package firsthand.datasets;

import java.nio.file.Path;

/**
 * Makes the sample of MNIST that comes with Firsthand, from the full set, wherever that is found or fetched from.
 *
 * <p>Run {@code main} from an IDE, or let MnistTest, which makes it anew and compares, tell whether it would change
 * anything.
 */
final class MakeMnistSample {
    static final int TRAIN_EXAMPLES = 6_000;
    static final int TEST_EXAMPLES = 1_000;

    private MakeMnistSample() {}

    public static void main(String[] arguments) throws Exception {
        LoadedData mnist = Mnist.load();
        if (mnist.origin().sample()) {
            throw new IllegalStateException(mnist.origin().description());
        }
        write(mnist, Path.of("datasets/src/main/resources/firsthand/datasets/mnist-sample"));
    }

    static void write(LoadedData mnist, Path folder) throws Exception {
        var train = mnist.train().take(TRAIN_EXAMPLES);
        var test = mnist.test().take(TEST_EXAMPLES);
        IdxWriter.writeInputs(train, folder.resolve("train-images-idx3-ubyte.gz"));
        IdxWriter.writeLabels(train, folder.resolve("train-labels-idx1-ubyte.gz"));
        IdxWriter.writeInputs(test, folder.resolve("t10k-images-idx3-ubyte.gz"));
        IdxWriter.writeLabels(test, folder.resolve("t10k-labels-idx1-ubyte.gz"));
    }
}
