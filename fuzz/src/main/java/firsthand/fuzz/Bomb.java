package firsthand.fuzz;

import firsthand.data.InvalidFileException;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/**
 * A small file that claims to be, or unpacks to, a very large one: to be refused before memory is taken for the claim.
 *
 * @param name what it claims
 * @param bytes of the file
 * @param reader what is to refuse it
 */
record Bomb(String name, byte[] bytes, Target.Reader reader) {
    /** Buffers of streams and decoders, and the names of as many columns as a CSV file may have. */
    static final long MOST_BYTES = 6 << 20;

    /** At once, that is. */
    static final Duration MOST_TIME = Duration.ofMillis(100);

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** The outcome of the second reading: the first one loads classes. */
    Outcome defuse(Meter meter) throws IOException {
        meter.read(reader, bytes, PATIENCE);
        return meter.read(reader, bytes, PATIENCE);
    }

    /** What is wrong with an outcome but for its time, which depends on what else the machine does: one line. */
    static Optional<String> problem(Outcome outcome) {
        if (outcome.stopped() || !(outcome.thrown().orElse(null) instanceof InvalidFileException)) {
            return Optional.of("expected to be refused, "
                    + outcome.thrown().map(thrown -> "received " + thrown).orElse("was read"));
        }
        return outcome.allocated() > MOST_BYTES
                ? Optional.of("expected at most " + MOST_BYTES + " bytes of memory, received " + outcome.allocated())
                : Optional.empty();
    }
}
