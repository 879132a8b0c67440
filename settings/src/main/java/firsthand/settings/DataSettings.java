package firsthand.settings;

import firsthand.data.Dataset;
import firsthand.data.Split;
import firsthand.random.RandomStream;
import java.util.Optional;

/**
 * What to train on and what to test on.
 *
 * @param data what the data set is called, or where it lies
 * @param limit the most training examples to use
 * @param holdOut what to test on instead of the test set: "1000", "0.1", "last:360"; empty for nothing
 */
record DataSettings(String data, int limit, String holdOut) {

    static DataSettings read(Options options) {
        return new DataSettings(
                options.text("data", "mnist"),
                options.has("limit") ? options.whole("limit", Integer.MAX_VALUE) : Integer.MAX_VALUE,
                options.text("hold-out", ""));
    }

    /** The most training examples to use, if that is any. */
    int checkedLimit() {
        if (limit < 1) {
            throw new IllegalArgumentException("--limit: expected 1 example or more, received " + limit);
        }
        return limit;
    }

    /** The two parts of {@code pool} that were asked for; empty if none were. */
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
        double number = Options.number("--hold-out", text);
        boolean valid = number > 0 && (number < 1 || number == Math.rint(number)) && number < examples;
        if (!valid) {
            throw new IllegalArgumentException("--hold-out: expected a number of examples from 1 to " + (examples - 1)
                    + ", or a fraction below 1, received " + holdOut);
        }
        return (int) Math.max(1, number < 1 ? Math.round(number * examples) : number);
    }
}
