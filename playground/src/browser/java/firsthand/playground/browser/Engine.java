package firsthand.playground.browser;

import firsthand.playground.message.Json;
import firsthand.playground.session.Session;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.teavm.interop.Export;

/**
 * The session inside a page, as its worker sees it: methods of numbers alone, as numbers are all that WebAssembly and
 * JavaScript hand each other without more ado. A text goes over letter by letter, and a file four bytes at a time.
 *
 * <pre>{@code
 * for (const letter of "do=play") engine.letter(letter.charCodeAt(0));
 * engine.handle();
 * let reply = "";
 * for (let i = 0; i < engine.length(); i++) reply += String.fromCharCode(engine.letterAt(i));
 * }</pre>
 *
 * <p>The one instance is what the worker holds on to, as a module's exports are static.
 */
public final class Engine {
    private static final String EDITION = "/firsthand/playground/browser/edition.txt";
    private static final Engine ENGINE = start();
    private static final double NANOSECONDS = 1e6;

    private final FetchedShelf shelf = new FetchedShelf();
    private final Session session = new Session(shelf, "browser", edition(), 1);
    private final StringBuilder received = new StringBuilder();
    private String told = "";
    private byte[] file = {};
    private int filled;

    private Engine() {}

    private static Engine start() {
        System.setProperty("firsthand.kernels", "scalar"); // or it would be said that the others are not there
        return new Engine();
    }

    private static String edition() {
        var text = Objects.requireNonNull(Engine.class.getResourceAsStream(EDITION), EDITION);
        try (var lines = new BufferedReader(new InputStreamReader(text, StandardCharsets.UTF_8))) {
            return lines.readLine();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Nothing is to be done before the worker asks for something. */
    public static void main(String[] arguments) {}

    /** One more letter of the text that the next call is about. */
    @Export(name = "letter")
    public static void letter(int letter) {
        ENGINE.received.append((char) letter);
    }

    /** The length of what the last call had to say. */
    @Export(name = "length")
    public static int length() {
        return ENGINE.told.length();
    }

    /** A letter of what the last call had to say. */
    @Export(name = "letterAt")
    public static int letterAt(int index) {
        return ENGINE.told.charAt(index);
    }

    /** The text is a command as a form; says the reply. */
    @Export(name = "handle")
    public static void handle() {
        ENGINE.told = ENGINE.session.handle(ENGINE.text());
    }

    /** Trains for about so many milliseconds; 0 if there is nothing to do. */
    @Export(name = "work")
    public static int work(double milliseconds) {
        return ENGINE.session.work((long) (milliseconds * NANOSECONDS)) ? 1 : 0;
    }

    /** Grows whenever there is a new snapshot. */
    @Export(name = "version")
    public static double version() {
        return ENGINE.session.version();
    }

    /** Says the snapshot. */
    @Export(name = "snapshot")
    public static void snapshot() {
        ENGINE.told = ENGINE.session.snapshot();
    }

    /** The text is the name of a data set that lies beside the page. */
    @Export(name = "offer")
    public static void offer() {
        ENGINE.shelf.offer(ENGINE.text());
    }

    /** The text is the name of a file, whose bytes come next. */
    @Export(name = "file")
    public static void file(int length) {
        ENGINE.file = ENGINE.shelf.file(ENGINE.text(), length);
        ENGINE.filled = 0;
    }

    /** The next four bytes of the file, the first one lowest; at its end what does not fit is dropped. */
    @Export(name = "bytes")
    public static void bytes(int four) {
        var engine = ENGINE;
        for (int i = 0; i < Integer.BYTES && engine.filled < engine.file.length; i++) {
            engine.file[engine.filled++] = (byte) (four >> 8 * i);
        }
    }

    /** The text is the name of the data set whose files have come; says their SHA-256, or an error. */
    @Export(name = "load")
    public static void load() {
        var engine = ENGINE;
        engine.file = new byte[0];
        try {
            engine.told = engine.shelf.load(engine.text()).toString();
        } catch (IOException | RuntimeException failure) {
            engine.told = Json.object()
                    .put("error", String.valueOf(failure.getMessage()))
                    .toString();
        }
    }

    /** The text is the name of a data set that is not what it should be. */
    @Export(name = "remove")
    public static void remove() {
        ENGINE.shelf.remove(ENGINE.text());
    }

    private String text() {
        String text = received.toString();
        received.setLength(0);
        return text;
    }
}
