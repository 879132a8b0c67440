package firsthand.data;

import java.io.IOException;

/**
 * A file that is not what it should be: the one exception that every reader of Firsthand throws for bad input.
 *
 * <p>The message is one line: which file and where in it, what was expected, what was received, and what to do.
 */
public final class InvalidFileException extends IOException {
    private static final long serialVersionUID = 1;

    /** An exception with a message of the form that the class describes. */
    public InvalidFileException(String message) {
        super(message);
    }

    /** An exception that another one led to. */
    public InvalidFileException(String message, Throwable cause) {
        super(message, cause);
    }
}
