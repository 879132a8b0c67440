package firsthand.playground.session;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** The examples that something is asked about. */
enum Part {
    /** Those that are learned from. */
    TRAIN,
    /** Those held back. */
    VALIDATION,
    /** Those that no choice may depend on. */
    TEST,
    /** Those that the user drew. */
    DRAWINGS;

    /** The part of that name, in lower case. */
    static Part of(String name) {
        return Arrays.stream(values())
                .filter(part -> part.toString().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("part: expected "
                        + Arrays.stream(values()).map(Part::toString).collect(Collectors.joining(", "))
                        + ", received " + name));
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
