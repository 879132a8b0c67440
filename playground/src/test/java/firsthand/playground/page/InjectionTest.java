package firsthand.playground.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.FilePayload;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What others have written, an address, a name, a file, is shown or refused, and never obeyed. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class InjectionTest {
    private static final String INJECTION = "<img src=x onerror=document.documentElement.lang='xx'>";

    private Chromium chromium;

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
            assertThat(visitor.complaints())
                    .isNotEmpty()
                    .allSatisfy(complaint -> assertThat(complaint).contains("Content Security Policy"));
            visitor.complaints().clear();
        }
    }

    @ParameterizedTest
    @EnumSource(Home.class)
    void anAddressThatWasSentIsShownAsTextAndNeverObeyed(Home home) throws IOException {
        try (var place = home.open();
                var visitor = new Visitor(chromium, place, "data=" + INJECTION.replace(" ", "%20"))) {
            visitor.see("#notice", INJECTION);
            seeNothingObeyed(visitor);
        }
    }

    @ParameterizedTest
    @EnumSource(Home.class)
    void namesOfRunsAndFilesAreShownAsTextAndNeverObeyed(Home home) throws IOException {
        try (var place = home.open();
                var visitor = new Visitor(chromium, place, "data=digits")) {
            visitor.seeBuilt("digits");
            visitor.open("compare");
            visitor.see("#keep-name").fill(INJECTION);
            visitor.press("Keep the run as it is now");
            visitor.see(".runs", INJECTION);
            visitor.open("build");
            visitor.see("#build summary", "Data of your own").click();
            visitor.page()
                    .locator("#own-csv")
                    .setInputFiles(new FilePayload(INJECTION + ".csv", "text/csv", bytes("label," + INJECTION)));
            visitor.see("#build .error", INJECTION);
            seeNothingObeyed(visitor);
        }
    }

    private static void seeNothingObeyed(Visitor visitor) {
        assertThat(visitor.page().locator("img").count()).isZero();
        assertThat(visitor.page().evaluate("document.documentElement.lang")).isEqualTo("en");
    }

    @ParameterizedTest
    @CsvSource({
        "JVM, not a model",
        "BROWSER, not a model",
        "JVM, AAAAAAAA{}",
        "BROWSER, AAAAAAAA{}",
    })
    void aModelFileThatIsNoneIsRefusedInWordsAndTheRunGoesOn(Home home, String content) throws IOException {
        try (var place = home.open();
                var visitor = new Visitor(chromium, place, "data=digits&epochs=1")) {
            visitor.seeBuilt("digits");
            visitor.open("share");
            visitor.page()
                    .locator("#open-model")
                    .setInputFiles(
                            new FilePayload("model.safetensors", "", content.getBytes(StandardCharsets.ISO_8859_1)));
            assertThat(visitor.read("#share [data-control='share-model'] .error"))
                    .contains("model.safetensors");
            visitor.trainUntil("over");
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
