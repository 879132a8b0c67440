package firsthand.cli;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The user's browser, asked by the system's own means; Java's would load half of its user interface for it. */
final class Browser {
    private Browser() {}

    /** Has the browser show a page, or does nothing where there is none. */
    static void open(URI page) {
        var command = command(System.getProperty("os.name", ""), System.getenv(), page);
        if (command.isEmpty()) {
            return;
        }
        try {
            new ProcessBuilder(command.get())
                    .redirectOutput(Redirect.DISCARD)
                    .redirectError(Redirect.DISCARD)
                    .start();
        } catch (IOException none) {
            // The address has been printed, and can be opened by hand.
        }
    }

    /** What opens a page on such a system; nothing where there is no screen, or a text browser might take the terminal. */
    static Optional<List<String>> command(String system, Map<String, String> environment, URI page) {
        String name = system.toLowerCase(Locale.ROOT);
        if (name.startsWith("mac")) {
            return Optional.of(List.of("open", page.toString()));
        }
        if (name.startsWith("windows")) {
            return Optional.of(List.of("rundll32", "url.dll,FileProtocolHandler", page.toString()));
        }
        return environment.containsKey("DISPLAY") || environment.containsKey("WAYLAND_DISPLAY")
                ? Optional.of(List.of("xdg-open", page.toString()))
                : Optional.empty();
    }
}
