package firsthand.playground.export;

import java.util.Set;

/** Where a Python program has its examples from. */
final class NumpyData {
    /** What can be read without Firsthand. */
    static final Set<String> NAMES = Set.of("mnist", "sample", "fashion", "digits");

    static final String SPLIT = """
            def stratified(labels, share, random):
                \"""The numbers of the examples in two parts, the second with the given share of every class.\"""
                wanted = max(1, math.floor(share * len(labels) + 0.5))
                order = list(range(len(labels)))
                random.shuffle(order)
                shares = wanted * np.bincount(labels, minlength=CLASSES) / len(labels)
                quota = shares.astype(int)
                lost = shares - quota
                for _ in range(wanted - quota.sum()):
                    most = lost.argmax()
                    quota[most] += 1
                    lost[most] = -1
                parts = [], []
                for i in order:
                    parts[int(quota[labels[i]] > 0)].append(i)
                    quota[labels[i]] -= 1
                return sorted(parts[0]), sorted(parts[1])""";

    private static final String DIGITS = """
            def read(file):
                \"""All digits: 64 pixels from 0 to 16 and a label in each line; a fifth of them is to test on.\"""
                table = np.loadtxt(file, delimiter=",", dtype=int)
                x, labels = table[:, :64] / 16, table[:, 64]
                train, test = stratified(labels, 0.2, Random(1))
                return x[train], labels[train], x[test], labels[test]""";

    private static final String IDX = """
            def idx(folder, name):
                \"""An IDX file, plain or gzip: a header that ends with the extents, then bytes.\"""
                file = pathlib.Path(folder) / name
                content = file.read_bytes() if file.exists() else gzip.decompress((file.parent / (name + ".gz")).read_bytes())
                extents = np.frombuffer(content, ">i4", content[3], 4)
                return np.frombuffer(content, np.uint8, offset=4 + 4 * content[3]).reshape(extents[0], -1)


            def read(folder):
                \"""Images as rows of numbers from 0 to 1, and their labels.\"""
                train_x = idx(folder, "train-images-idx3-ubyte")%1$s / np.float32(255)
                train_y = idx(folder, "train-labels-idx1-ubyte")[%2$s, 0]
                test_x = idx(folder, "t10k-images-idx3-ubyte")%3$s / np.float32(255)
                test_y = idx(folder, "t10k-labels-idx1-ubyte")[%4$s, 0]
                return train_x, train_y, test_x, test_y""";

    private NumpyData() {}

    /** What is to be named on the command line. */
    static String argument(String data) {
        return data.equals("digits") ? "digits.csv.gz" : "FOLDER";
    }

    /** What that is. */
    static String explanation(String data) {
        return switch (data) {
            case "digits" -> "digits.csv.gz comes with Firsthand, under datasets/src/main/resources.";
            case "fashion" ->
                "FOLDER holds the four files of Fashion-MNIST, train-images-idx3-ubyte and so on, plain or .gz.";
            default -> "FOLDER holds the four files of MNIST, train-images-idx3-ubyte and so on, plain or .gz.";
        };
    }

    /** What it takes to read that. */
    static String imports(String data) {
        return data.equals("digits")
                ? "import math\nimport sys\n"
                : "import gzip\nimport math\nimport pathlib\nimport sys\n";
    }

    /** The function {@code read}. */
    static String read(String data) {
        return switch (data) {
            case "digits" -> DIGITS;
            case "sample" -> IDX.formatted("[:6000]", ":6000", "[:1000]", ":1000");
            default -> IDX.formatted("", ":", "", ":");
        };
    }
}
