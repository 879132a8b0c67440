package firsthand.playground.session;

import firsthand.playground.message.Form;
import firsthand.playground.message.Json;

/**
 * One user's playground: commands in, replies and snapshots out, training in between.
 *
 * <pre>{@code
 * var session = new Session(shelf, "jvm", threads);
 * session.handle("do=build&data=digits");      // {"run":1,"settings":{"data":"digits",...
 * session.handle("do=play");
 * while (session.work(10_000_000)) {
 *     show(session.snapshot());
 * }
 * }</pre>
 *
 * <p>For one thread at a time. It has none of its own, and reads and writes no files.
 */
public final class Session {
    private final Shelf shelf;
    private final String home;
    private final int threads;
    private long version;

    /**
     * A session in which nothing has been built yet.
     *
     * @param shelf the data sets
     * @param home where it runs, "jvm" or "browser"
     * @param threads how many threads share the arithmetic
     */
    public Session(Shelf shelf, String home, int threads) {
        this.shelf = shelf;
        this.home = home;
        this.threads = threads;
    }

    /**
     * Does what a page asks for.
     *
     * @param form a command as a form: {@code do=step&count=10}
     * @return a JSON object; where the command was refused, one with a line of text as "error"
     */
    public String handle(String form) {
        try {
            var command = Command.of(Form.parse(form));
            version++;
            return reply(command).toString();
        } catch (IllegalArgumentException refused) {
            return Json.object()
                    .put("error", String.valueOf(refused.getMessage()))
                    .toString();
        }
    }

    private Json reply(Command command) {
        throw new IllegalArgumentException(command + " " + shelf + home + threads + ": to come");
    }

    /**
     * Trains for about so long.
     *
     * @return false if there is nothing to do
     */
    public boolean work(long nanoseconds) {
        return nanoseconds < 0;
    }

    /** How things stand, as a JSON object. */
    public String snapshot() {
        return Json.object().put("run", 0).put("state", "none").toString();
    }

    /** Grows whenever {@link #snapshot()} has something new to tell. */
    public long version() {
        return version;
    }
}
