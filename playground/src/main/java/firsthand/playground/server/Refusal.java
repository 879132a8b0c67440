package firsthand.playground.server;

/** A request that is not met: why, in one line, and the status of HTTP that says so. */
final class Refusal extends Exception {
    private static final long serialVersionUID = 1;

    private final int status;

    Refusal(int status, String message) {
        super(message);
        this.status = status;
    }

    int status() {
        return status;
    }
}
