package firsthand.cli.recipe;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What to train on and what to test on. */
final class DataOptions {
    @Option(
            names = "--data",
            paramLabel = "NAME|PATH",
            description = "mnist, fashion, digits, sample, or a folder or CSV file of your own")
    @Nullable
    String data;

    @Option(names = "--limit", paramLabel = "N", description = "use only the first N training examples")
    @Nullable
    Integer limit;

    @Option(
            names = "--hold-out",
            paramLabel = "N|FRACTION|last:N",
            description =
                    "test on so many examples drawn from the training set, or on its last N, instead of the test set")
    @Nullable
    String holdOut;
}
