package firsthand.fuzz;

import java.time.Duration;

/**
 * What a reader may take for one input: {@code bytes + bytesPerByte · length} of memory, and {@code time}.
 *
 * <p>Memory is what all threads allocate while the input is read, which is an upper bound of what is held at once.
 *
 * @param bytes for the shortest input, 1 or more
 * @param bytesPerByte for each byte of the input, 0 or more
 * @param time for any input
 */
record Limits(long bytes, long bytesPerByte, Duration time) {
    /** 64 MB and 16 times the input, and 5 seconds. */
    static final Limits USUAL = new Limits(64 << 20, 16, Duration.ofSeconds(5));

    /**
     * 256 MB for any picture: at 8256 pixels a byte a short file may hold millions, of which four million are kept: as they
     * come, as shades of gray, as ink and as crop.
     */
    static final Limits PICTURE = new Limits(256 << 20, 16, Duration.ofSeconds(5));

    Limits {
        if (bytes < 1 || bytesPerByte < 0 || !time.isPositive()) {
            throw new IllegalArgumentException(
                    "limits: expected 1 byte or more, 0 bytes a byte or more and a positive time, received " + bytes
                            + ", " + bytesPerByte + " and " + time);
        }
    }

    /** The most memory that reading {@code length} bytes may take. */
    long memory(int length) {
        return bytes + bytesPerByte * length;
    }
}
