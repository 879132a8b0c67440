package firsthand.playground.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The browser that the system has, without a window. Where it has none, tests that want one are skipped, but for those
 * that run where CI=true: there they fail.
 */
public final class Chromium implements AutoCloseable {
    private final Playwright playwright;
    private final Browser browser;
    private final List<String> complaints = new ArrayList<>();

    private Chromium(Path executable) {
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(executable)
                        .setArgs(List.of(
                                "--no-sandbox",
                                "--disable-gpu",
                                "--host-resolver-rules=MAP evil.example 127.0.0.1")));
    }

    /** Starts it; to it, the name {@code evil.example} leads to this machine. */
    public static Chromium start() {
        var found = executable();
        if (found.isEmpty()) {
            assertThat(System.getenv("CI"))
                    .as("CI=true, where the site is opened in chromium, and there is none: apt-get install chromium")
                    .isNotEqualTo("true");
            assumeTrue(false, "there is no chromium on the PATH to open the site in");
        }
        return new Chromium(found.orElseThrow());
    }

    private static Optional<Path> executable() {
        return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                .flatMap(folder -> List.of("chromium", "chromium-browser", "google-chrome").stream()
                        .map(name -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** A window that knows nothing of any other. */
    public BrowserContext window(Browser.NewContextOptions options) {
        return browser.newContext(options);
    }

    /** A page in a window of its own; whatever it has to complain of is written down. */
    public Page open(String address) {
        var page = browser.newContext().newPage();
        page.setDefaultTimeout(120_000);
        page.onConsoleMessage(message -> complaints.add(message.text()));
        page.onPageError(complaints::add);
        page.onRequest(request -> {
            if (!request.url().startsWith("http://127.0.0.1:") && !request.url().startsWith("data:")) {
                complaints.add("asked for " + request.url());
            }
        });
        page.navigate(address);
        return page;
    }

    /** What all pages so far have written to their consoles, or asked for elsewhere. */
    public List<String> complaints() {
        return complaints;
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }
}
