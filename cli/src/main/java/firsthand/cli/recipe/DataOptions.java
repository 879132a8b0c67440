package firsthand.cli.recipe;

import firsthand.data.Dataset;
import firsthand.data.Split;
import firsthand.random.RandomStream;
import java.util.Optional;
import picocli.CommandLine.Option;

/** What to train on and what to test on. */
final class DataOptions {
    @Option(
            names = "--data",
            paramLabel = "NAME|PATH",
            description = "mnist, fashion, digits, sample, or a folder or CSV file of your own")
    private String data = "mnist";

    @Option(names = "--limit", paramLabel = "N", description = "use only the first N training examples")
    private int limit = Integer.MAX_VALUE;

    @Option(
            names = "--hold-out",
            paramLabel = "N|FRACTION|last:N",
            description =
                    "test on so many examples drawn from the training set, or on its last N, instead of the test set")
    private String holdOut = "";

    String data() {
        return data;
    }

    /** The most training examples to use. */
    int limit() {
        if (limit < 1) {
            throw new IllegalArgumentException("--limit: expected 1 example or more, received " + limit);
        }
        return limit;
    }

    /** The two parts of {@code pool} that were asked for by {@code --hold-out}; empty if it was not given. */
    Optional<Split> heldOut(Dataset pool, long seed) {
        if (holdOut.isEmpty()) {
            return Optional.empty();
        }
        boolean last = holdOut.startsWith("last:");
        int count = holdOutCount(last ? holdOut.substring("last:".length()) : holdOut, pool.size());
        return Optional.of(
                last
                        ? Split.last(pool, count)
                        : Split.random(pool, count, RandomStream.of(seed).split("hold-out")));
    }

    private int holdOutCount(String text, int examples) {
        double number = Settings.number("--hold-out", text);
        boolean valid = number > 0 && (number < 1 || number == Math.rint(number)) && number < examples;
        if (!valid) {
            throw new IllegalArgumentException("--hold-out: expected a number of examples from 1 to " + (examples - 1)
                    + ", or a fraction below 1, received " + holdOut);
        }
        return (int) Math.max(1, number < 1 ? Math.round(number * examples) : number);
    }
}
