package firsthand.playground.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Frame;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What a real browser lets pass of those who wish the page ill: other pages, addresses that were sent, files. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AttackTest {
    private static final String INJECTION = "<img src=x onerror=document.documentElement.lang='xx'>";

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
            assertThat((Map<?, ?>) answers).hasSize(6).allSatisfy((name, answer) -> assertThat(answer)
                    .as("%s", name)
                    .isEqualTo(""));
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
                    .evaluate(REQUESTS.replace("watching: ['events'", "watching: ['home'"), List.of(place.origin(), token(place)));
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
            assertThat(page.navigate(address.replace("127.0.0.1", "evil.example")).status())
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

    @ParameterizedTest
    @EnumSource(Home.class)
    void thePageRunsNoScriptButItsOwnAndReachesNobody(Home home) throws IOException {
        try (var place = home.open();
                var visitor = new Visitor(chromium, place, "data=digits")) {
            visitor.seeBuilt("digits");
            assertThat(visitor.page().evaluate("""
                    async () => {
                        const script = document.createElement('script');
                        script.textContent = 'window.inline = true';
                        document.body.append(script);
                        document.body.insertAdjacentHTML('beforeend', '<b onclick="window.handler = true"></b>');
                        document.body.lastChild.click();
                        const reached = await fetch('http://evil.example/', {mode: 'no-cors'}).then(() => true, () => false);
                        const evaluated = await new Promise(resolve => setTimeout(() => {
                            try {
                                resolve(Function('return true')());
                            } catch {
                                resolve(false);
                            }
                        }));
                        return [window.inline, window.handler, evaluated, reached].filter(Boolean).length;
                    }
                    """)).isEqualTo(0);
            assertThat(visitor.complaints()).isNotEmpty().allSatisfy(complaint -> assertThat(complaint)
                    .contains("Content Security Policy"));
            visitor.complaints().clear();
        }
    }

    @ParameterizedTest
    @EnumSource(Home.class)
    void whatIsTypedOrSentIsShownAsTextAndNeverObeyed(Home home) throws IOException {
        try (var place = home.open();
                var visitor = new Visitor(chromium, place, "data=" + INJECTION.replace(" ", "%20"))) {
            visitor.see("#notice", INJECTION);
            visitor.open("compare");
            visitor.see("#keep-name").fill(INJECTION);
            visitor.press("Keep the run as it is now");
            visitor.see(".runs", INJECTION);
            visitor.open("build");
            visitor.see("#build summary", "Data of your own").click();
            visitor.page()
                    .locator("#own-csv")
                    .setInputFiles(new FilePayload(INJECTION + ".csv", "text/csv", bytes("label," + INJECTION)));
            visitor.see("#build .error:not(:empty)");
            assertThat(visitor.page().locator("img").count()).isZero();
            assertThat(visitor.page().evaluate("document.documentElement.lang")).isEqualTo("en");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "JVM, not a model",
        "BROWSER, not a model",
        "JVM, '~{}'",
        "BROWSER, '~{}'",
    })
    void aModelFileThatIsNoneIsRefusedInWordsAndTheRunGoesOn(Home home, String content) throws IOException {
        try (var place = home.open();
                var visitor = new Visitor(chromium, place, "data=digits&epochs=1")) {
            visitor.seeBuilt("digits");
            visitor.open("share");
            visitor.page()
                    .locator("#open-model")
                    .setInputFiles(new FilePayload(
                            "model.safetensors", "", content.getBytes(StandardCharsets.ISO_8859_1)));
            assertThat(visitor.read("#share [data-control='share-model'] .error")).contains("model.safetensors");
            visitor.trainUntil("over");
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
