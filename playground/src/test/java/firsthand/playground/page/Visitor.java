package firsthand.playground.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Mouse;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;

/**
 * Somebody in front of the page: does what a hand does, and waits for what an eye sees. Whatever the page complains of
 * meanwhile, or asks for elsewhere, is written down.
 */
final class Visitor implements AutoCloseable {
    private static final double PATIENCE_MILLIS = 30_000;
    private static final double TRAINING_MILLIS = 180_000;

    private final BrowserContext window;
    private final String origin;
    private final List<String> complaints = new ArrayList<>();
    private Page page;

    /** Opens a window of 1200 by 900 pixels there. */
    Visitor(Chromium chromium, Home.Place place, String fragment) {
        this(chromium, place, fragment, new Browser.NewContextOptions());
    }

    Visitor(Chromium chromium, Home.Place place, String fragment, Browser.NewContextOptions options) {
        window = chromium.window(options.setViewportSize(1200, 900));
        origin = place.origin();
        window.setDefaultTimeout(PATIENCE_MILLIS);
        window.onConsoleMessage(message -> complaints.add(message.text()));
        window.onWebError(error -> complaints.add(error.error()));
        window.onRequest(request -> check(request.url()));
        page = window.newPage();
        page.navigate(place.with(fragment));
    }

    private void check(String url) {
        if (!url.startsWith(origin) && !url.startsWith("data:") && !url.startsWith("blob:" + origin)) {
            complaints.add("asked for " + url);
        }
    }

    Page page() {
        return page;
    }

    /** Errors, breaches of the Content-Security-Policy and requests to anywhere but where the page came from. */
    List<String> complaints() {
        return complaints;
    }

    /** Closes the tab, and opens that address in a new one. */
    void comeBackTo(String address) {
        page.close();
        page = window.newPage();
        page.navigate(address);
    }

    /** The first thing so selected, once it is to be seen. */
    Locator see(String selector) {
        var found = page.locator(selector).first();
        found.waitFor();
        return found;
    }

    /** The same, once it holds that text. */
    Locator see(String selector, String text) {
        var found = page.locator(selector)
                .filter(new Locator.FilterOptions().setHasText(text))
                .first();
        found.waitFor();
        return found;
    }

    /** Waits until an expression of JavaScript is true. */
    void await(String expression) {
        page.waitForFunction("() => " + expression); // a bare expression would be evaluated, which the page forbids
    }

    /** The text of the first thing so selected, once there is any. */
    String read(String selector) {
        return see(selector).innerText().strip();
    }

    /** Presses the button of that name. */
    void press(String name) {
        page.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName(name).setExact(true))
                .first()
                .click();
    }

    /** Opens a section that is folded. */
    void open(String section) {
        page.evaluate("name => document.querySelector(`#${name} > details`).open = true", section);
        see("#" + section + " .body");
    }

    /** Waits until a network of that text stands there, untrained or as it was left. */
    void seeBuilt(String text) {
        see("#train .summary", text);
        await("document.querySelector('[data-control=play]').dataset.state !== 'none'");
    }

    /** Presses Play and waits until training comes to that state: over, paused or diverged. */
    void trainUntil(String state) {
        see("[data-control=play]").click();
        waitFor(state);
    }

    /** Waits until the large button has that state. */
    void waitFor(String state) {
        page.waitForFunction(
                "state => document.querySelector('[data-control=play]').dataset.state === state",
                state,
                new Page.WaitForFunctionOptions().setTimeout(TRAINING_MILLIS));
    }

    /** The share that it gets right of what is held back, in per cent. */
    double score() {
        return Double.parseDouble(read("#train .score .share").replace(" %", ""));
    }

    /** The step that training is at. */
    int step() {
        String told = read("#train .standing").replaceFirst(".*step ([\\d,]+) of.*", "$1");
        return Integer.parseInt(told.replace(",", ""));
    }

    /** Draws two straight strokes with the mouse. */
    void drawASeven() {
        var pad = see("#draw .pad");
        pad.scrollIntoViewIfNeeded();
        var box = pad.boundingBox();
        double[][] corners = {{0.28, 0.22}, {0.72, 0.22}, {0.45, 0.82}};
        var mouse = page.mouse();
        mouse.move(box.x + corners[0][0] * box.width, box.y + corners[0][1] * box.height);
        mouse.down();
        for (double[] corner : corners) {
            mouse.move(
                    box.x + corner[0] * box.width,
                    box.y + corner[1] * box.height,
                    new Mouse.MoveOptions().setSteps(8));
        }
        mouse.up();
    }

    /** The network as it is now, as the file that the page gives out. */
    byte[] model() {
        open("share");
        var download = page.waitForDownload(() -> press("Download the model"));
        try {
            return Files.readAllBytes(download.path());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Leaves, if there was nothing to complain of. */
    @Override
    public void close() {
        window.close();
        assertThat(complaints).isEmpty();
    }
}
