package firsthand.playground.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Frame;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What other pages can do to the local server from inside a real browser, where one of its own is open too. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AttackTest {
    /** Requests as a page sends them to a server that it is no page of; says what it could read of each answer. */
    private static final String REQUESTS = """
            async ([target, token]) => {
                const body = () => new URLSearchParams({do: 'reset'});
                const secret = {'X-Firsthand-Token': token};
                const requests = {
                    plain: ['command', {method: 'POST', body: body()}],
                    blind: ['command', {method: 'POST', body: body(), mode: 'no-cors'}],
                    informed: ['command', {method: 'POST', body: body(), headers: secret}],
                    watching: ['events', {headers: secret}],
                    asking: ['home', {}],
                    reading: ['js/main.js', {}],
                };
                const read = {};
                for (const [name, [path, options]] of Object.entries(requests)) {
                    read[name] = await fetch(target + path, options).then(answer => answer.text(), () => '');
                }
                return read;
            }
            """;

    private Chromium chromium;

    @TempDir
    private Path folder;

    @BeforeAll
    void start() {
        chromium = Chromium.start();
    }

    @AfterAll
    void stop() {
        if (chromium != null) {
            chromium.close();
        }
    }

    private Page elsewhere(StaticServer server) throws IOException {
        Files.writeString(folder.resolve("index.html"), "<!doctype html><title>Elsewhere</title>");
        var page = chromium.window(new Browser.NewContextOptions()).newPage();
        page.navigate(server.address());
        return page;
    }

    private static String token(Home.Place place) {
        return place.address().getQuery().substring("token=".length());
    }

    @Test
    void aPageFromElsewhereReadsNothingAndChangesNothingThoughItKnewTheToken() throws IOException {
        try (var place = Home.JVM.open();
                var server = new StaticServer(folder);
                var visitor = new Visitor(chromium, place, "data=digits")) {
            visitor.seeBuilt("digits");
            visitor.press("One step");
            visitor.see("#train .standing", "step 1 of");
            var answers = elsewhere(server).evaluate(REQUESTS, List.of(place.origin(), token(place)));
            assertThat((Map<?, ?>) answers)
                    .hasSize(6)
                    .allSatisfy(
                            (name, answer) -> assertThat(answer).as("%s", name).isEqualTo(""));
            visitor.comeBackTo(place.address().toString());
            visitor.see("#train .standing", "step 1 of");
        }
    }

    @Test
    void theSamePageDoesAllOfThatWhenItIsOurs() throws IOException {
        try (var place = Home.JVM.open();
                var visitor = new Visitor(chromium, place, "data=digits")) {
            visitor.seeBuilt("digits");
            var answers = (Map<?, ?>) visitor.page()
                    .evaluate(
                            REQUESTS.replace("watching: ['events'", "watching: ['home'"),
                            List.of(place.origin(), token(place)));
            assertThat(answers.get("informed")).asString().startsWith("{\"run\"");
            assertThat(answers.get("reading")).asString().contains("import");
            visitor.complaints().clear(); // two of the requests came without the token
        }
    }

    @Test
    void nobodyElseCanShowThePageInAFrame() throws IOException {
        try (var place = Home.JVM.open();
                var server = new StaticServer(folder)) {
            var page = elsewhere(server);
            page.evaluate(
                    "address => new Promise(loaded => { const frame = document.createElement('iframe');"
                            + " frame.onload = loaded; frame.src = address; document.body.append(frame); })",
                    place.address().toString());
            assertThat(page.frames())
                    .extracting(Frame::url)
                    .hasSize(2)
                    .last()
                    .asString()
                    .startsWith("chrome-error:");
        }
    }

    @Test
    void aNameThatWasMadeToLeadHereIsNoWayIn() throws IOException {
        try (var place = Home.JVM.open()) {
            var page = chromium.window(new Browser.NewContextOptions()).newPage();
            String address = place.address().toString();
            assertThat(page.navigate(address).status()).isEqualTo(200);
            assertThat(page.navigate(address.replace("127.0.0.1", "evil.example"))
                            .status())
                    .isEqualTo(421);
        }
    }

    @Test
    void withoutItsTokenThePageSaysWhatIsMissing() throws IOException {
        try (var place = Home.JVM.open();
                var visitor = new Visitor(chromium, place, "data=digits")) {
            visitor.seeBuilt("digits");
            var page = chromium.window(new Browser.NewContextOptions()).newPage();
            page.navigate(place.origin());
            page.waitForCondition(() -> page.locator("#home").innerText().contains("lacks its token"));
        }
    }

    @Test
    void theTokenStandsNeitherInTheAddressNorAnywhereOnThePage() throws IOException {
        try (var place = Home.JVM.open();
                var visitor = new Visitor(chromium, place, "data=digits")) {
            visitor.seeBuilt("digits");
            visitor.open("share");
            visitor.see("#share pre[aria-label='Link']", "data=digits");
            assertThat(visitor.page().url()).doesNotContain(token(place));
            assertThat(visitor.page().content()).doesNotContain(token(place));
        }
    }
}
