package firsthand.playground.site;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import firsthand.datasets.FetchListener;
import firsthand.playground.page.Chromium;
import firsthand.playground.server.PlaygroundServer;
import java.io.IOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How a page talks to the server that it came from. */
class ServerHomeTest {
    /** A page without a window is always to be seen, unless it says otherwise. */
    private static final String BECOME = """
            state => {
                Object.defineProperty(document, 'visibilityState', {value: state, configurable: true});
                document.dispatchEvent(new Event('visibilitychange'));
            }
            """;

    @Test
    void aPageListensOnlyWhileItIsToBeSeen() throws IOException {
        try (var chromium = Chromium.start();
                var server = PlaygroundServer.start(InetAddress.getLoopbackAddress(), 0, 1, FetchListener.SILENT)) {
            Page page = chromium.open(server.address().toString());
            List<Request> left = new ArrayList<>();
            page.onRequestFailed(left::add);
            page.waitForFunction("() => document.getElementById('home').textContent.includes('your computer')");
            page.evaluate(BECOME, "hidden");
            page.waitForCondition(() -> left.stream().anyMatch(ServerHomeTest::isForEvents));
            var again = page.waitForRequest(ServerHomeTest::isForEvents, () -> page.evaluate(BECOME, "visible"));
            assertThat(again.response().status()).isEqualTo(200);
            assertThat(chromium.complaints()).isEmpty();
        }
    }

    private static boolean isForEvents(Request request) {
        return request.url().endsWith("/events");
    }
}
