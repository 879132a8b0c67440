package firsthand.datasets;

import firsthand.data.Dataset;
import firsthand.data.Split;
import firsthand.random.RandomStream;
import java.io.IOException;
import java.util.List;

/**
 * 1,797 handwritten digits of 8x8 pixels, each a count from 0 to 16, which come with Firsthand (E. Alpaydin and C.
 * Kaynak, "Optical Recognition of Handwritten Digits", UCI Machine Learning Repository, 1998; CC BY 4.0).
 */
public final class Digits {
    /** The share of the examples that {@link #load()} sets aside. */
    public static final double TEST_FRACTION = 0.2;

    /** What {@link #load()} seeds its split with. */
    public static final long SPLIT_SEED = 1;

    private static final String RESOURCE = "digits/digits.csv.gz";

    private Digits() {}

    /** All examples, in the order of the file, for those who make their own split. */
    public static Dataset all() throws IOException {
        return read().data();
    }

    /**
     * The examples in two parts. No split is official; this one is {@link Split#stratified} with {@link #TEST_FRACTION}
     * and {@link #SPLIT_SEED}: 1,438 and 359 examples, the same ones on every machine.
     */
    public static LoadedData load() throws IOException {
        var read = read();
        var split = Split.stratified(read.data(), TEST_FRACTION, RandomStream.of(SPLIT_SEED));
        var origin = new Origin("bundled with Firsthand", false, List.of(read.file()));
        return new LoadedData("digits", split.train(), split.test(), origin);
    }

    private record Read(Dataset data, SourceFile file) {}

    private static Read read() throws IOException {
        try (var content = Content.bundled(RESOURCE)) {
            var data = CsvReader.read("digits", content, Mnist.CLASS_NAMES);
            return new Read(data, new SourceFile("digits.csv.gz", content.sha256()));
        }
    }
}
