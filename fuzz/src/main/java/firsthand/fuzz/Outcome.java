package firsthand.fuzz;

import firsthand.data.InvalidFileException;
import java.util.Arrays;
import java.util.Optional;

/**
 * What came of reading one input.
 *
 * @param thrown what the reader threw; where it was given up, an exception with the place it was at
 * @param stopped whether it was given up because it took too long
 * @param allocated bytes, by all threads
 * @param nanoseconds from beginning to end
 */
record Outcome(Optional<Throwable> thrown, boolean stopped, long allocated, long nanoseconds) {
    /** Whether the reader took the input for a valid file. */
    boolean read() {
        return thrown.isEmpty();
    }

    /** What is wrong with it, if anything: one line. */
    Optional<String> problem(int length, Limits limits) {
        if (stopped || nanoseconds > limits.time().toNanos()) {
            return Optional.of("time: expected at most " + limits.time().toMillis() + " ms, received "
                    + nanoseconds / 1_000_000 + (stopped ? " ms and no end" : " ms"));
        }
        if (thrown.isPresent() && !(thrown.get() instanceof InvalidFileException)) {
            return Optional.of("exception: expected InvalidFileException, received "
                    + thrown.get().getClass().getName());
        }
        if (thrown.isPresent() && !isOneLine(String.valueOf(thrown.get().getMessage()))) {
            return Optional.of("message: expected one line, received control characters");
        }
        if (allocated > limits.memory(length)) {
            return Optional.of("memory: expected at most " + limits.memory(length) + " bytes, received " + allocated);
        }
        return Optional.empty();
    }

    private static boolean isOneLine(String message) {
        return message.chars().noneMatch(character -> Character.isISOControl(character));
    }

    /** Where in Firsthand it happened, so that the same problem is not reported a thousand times. */
    String place() {
        return thrown.stream()
                .flatMap(failure -> Arrays.stream(failure.getStackTrace()))
                .map(StackTraceElement::toString)
                .filter(frame -> frame.contains("firsthand.") && !frame.contains("firsthand.fuzz/"))
                .findFirst()
                .orElse("");
    }
}
