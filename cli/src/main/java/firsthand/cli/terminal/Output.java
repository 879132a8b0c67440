package firsthand.cli.terminal;

import java.io.Console;
import java.io.PrintStream;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/**
 * Where a command's words go: text for people, and, where it was asked for, one JSON object for programs. With JSON,
 * standard output carries nothing else, and the text goes to standard error.
 */
public final class Output {
    private final PrintStream text;
    private final PrintStream result;
    private final boolean json;
    private final boolean terminal;

    private Output(PrintStream text, PrintStream result, boolean json, boolean terminal) {
        this.text = text;
        this.result = result;
        this.json = json;
        this.terminal = terminal;
    }

    /** The output of this process. */
    public static Output ofProcess(boolean json) {
        Console console = System.console();
        boolean terminal = console != null && console.isTerminal() && !json;
        return new Output(json ? System.err : System.out, System.out, json, terminal);
    }

    /** An output of one's own, without a terminal. */
    public static Output to(PrintStream text, PrintStream result, boolean json) {
        return new Output(text, result, json, false);
    }

    /** Writes one line, or several, for people. */
    public void print(String format, Object... values) {
        text.println(String.format(Locale.ROOT, format, values));
    }

    /** A loss in a few characters, however large it has grown. */
    public static String number(double loss) {
        return String.format(Locale.ROOT, loss < 1e4 ? "%.4f" : "%.2e", loss);
    }

    /** A time in the unit that suits it. */
    public static String duration(double seconds) {
        if (seconds < 1e-3) {
            return String.format(Locale.ROOT, "%.2f us", seconds * 1e6);
        }
        return seconds < 1
                ? String.format(Locale.ROOT, "%.2f ms", seconds * 1e3)
                : String.format(Locale.ROOT, "%.2f s", seconds);
    }

    /** Writes the result for programs, if one was asked for. */
    public void result(Map<String, ?> object) {
        if (json) {
            result.println(JsonMapper.shared().writeValueAsString(object));
        }
    }

    /** Whether a person watches, on a terminal that can draw over what it has drawn. */
    public boolean isTerminal() {
        return terminal;
    }

    /** Whether colours are wanted: on a terminal, unless NO_COLOR is set. */
    public boolean hasColor() {
        return terminal && System.getenv("NO_COLOR") == null;
    }

    /** Whether a result for programs was asked for. */
    public boolean isJson() {
        return json;
    }

    /** Where the text goes. */
    public PrintStream stream() {
        return text;
    }
}
