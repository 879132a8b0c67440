package firsthand.playground.server;

/** What the server puts on the network: commands in, snapshots out. One thread at a time calls it. */
interface Engine {
    /** Obeys one command, written as a form, and replies with one JSON object; a mistake in it is {@code {"error":...}}. */
    String handle(String form);

    /** Works for about so long; false if there is nothing to do until the next command. */
    boolean work(long nanoseconds);

    /** The state now, as one line of JSON. */
    String snapshot();

    /** A number that grows whenever {@link #snapshot} would tell something new. */
    long version();
}
