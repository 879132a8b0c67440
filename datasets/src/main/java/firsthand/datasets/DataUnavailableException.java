package firsthand.datasets;

import java.io.IOException;

/**
 * A data set that is neither on this machine nor to be had from any of its sources; the message lists the cures in one
 * line.
 */
public final class DataUnavailableException extends IOException {
    private static final long serialVersionUID = 1;

    DataUnavailableException(String message) {
        super(message);
    }
}
