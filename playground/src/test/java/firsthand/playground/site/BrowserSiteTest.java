package firsthand.playground.site;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import firsthand.datasets.DataCatalog;
import firsthand.datasets.LoadedData;
import firsthand.playground.session.Session;
import firsthand.playground.session.Shelf;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The static site on any web server, in a real browser: the engine inside the page computes what the JVM does. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BrowserSiteTest {
    /** Sends commands through the page's own modules until the training is over; gives the last reply as text. */
    private static final String TALK = """
            async forms => {
                const {connect} = await import(new URL('js/home.js', location.href.replace('data/', '')).href);
                const home = await connect();
                let state = 'none';
                const over = new Promise(resolve => home.onSnapshot(snapshot => {
                    state = snapshot.state;
                    if (state === 'over') {
                        resolve();
                    }
                }));
                let reply;
                for (const form of forms) {
                    try {
                        reply = await home.send(Object.fromEntries(new URLSearchParams(form)));
                    } catch (refusal) {
                        return JSON.stringify({error: refusal.message});
                    }
                    if (form === 'do=play') {
                        await over;
                    }
                }
                return JSON.stringify(reply);
            }
            """;

    private Chromium chromium;
    private StaticServer server;
    private Page page;

    @BeforeAll
    void start() throws IOException {
        chromium = Chromium.start();
        server = new StaticServer(Path.of("target/site"));
        page = chromium.open(server.address() + "data/index.json");
    }

    @AfterAll
    void stop() {
        if (chromium != null) {
            assertThat(chromium.complaints()).isEmpty();
            chromium.close();
            server.close();
        }
    }

    private String inThePage(String... forms) {
        return (String) page.evaluate(TALK, List.of(forms));
    }

    private static String inTheJvm(String... forms) {
        var session = new Session(new Bundled(), "jvm", 1);
        String reply = "";
        for (String form : forms) {
            reply = session.handle(form);
            while (form.equals("do=play") && session.work(1_000_000_000)) {
                // Until it is over.
            }
        }
        return reply;
    }

    /** What comes with Firsthand. */
    private static final class Bundled implements Shelf {
        @Override
        public List<String> names() {
            return List.of("digits", "sample");
        }

        @Override
        public Optional<LoadedData> find(String name) {
            try {
                return Optional.of(DataCatalog.load(name));
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
        }
    }

    /** The model file holds every weight, and what the network is made of. */
    private static String bytes(String reply) {
        Matcher bytes = Pattern.compile("\"bytes\":\"([^\"]+)\"").matcher(reply);
        assertThat(bytes.find()).as(reply).isTrue();
        return bytes.group(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "data=digits&epochs=3",
                "data=digits&epochs=2&layers=dense:32,gelu,dropout:0.2,dense:16,tanh&optimizer=nadam&schedule=cosine&l2=0.001",
                "data=digits&epochs=1&layers=conv:4:3,batchnorm,relu,maxpool:2,flatten,dense:16,sigmoid&optimizer=momentum",
                "data=sample&limit=640&epochs=1&augment=rotate:10,shift:2&seed=7",
            })
    void theSameCommandsGiveTheSameModelToTheBit(String options) {
        String[] forms = {"do=build&" + options, "do=play", "do=model"};
        assertThat(bytes(inThePage(forms))).isEqualTo(bytes(inTheJvm(forms)));
    }

    @Test
    void aFormulaComesWithTheLineThatComputesIt() {
        String[] forms = {"do=build&data=digits&epochs=1", "do=play", "do=explain&part=test&index=1"};
        Pattern line = Pattern.compile("\"path\":\"([^\"]+)\",\"line\":(\\d+)");
        assertThat(matches(line, inThePage(forms))).isNotEmpty().isEqualTo(matches(line, inTheJvm(forms)));
    }

    @Test
    void figuresAreWrittenAlike() {
        String[] forms = {"do=build&data=digits&epochs=1", "do=play", "do=explain&part=test&index=2"};
        Pattern numbers = Pattern.compile("\"numbers\":\"([^\"]+)\"");
        assertThat(matches(numbers, inThePage(forms))).isNotEmpty().isEqualTo(matches(numbers, inTheJvm(forms)));
    }

    private static List<String> matches(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(result -> result.group()).toList();
    }

    @Test
    void whatTheEngineRefusesItSaysInItsOwnWords() {
        String[] forms = {"do=build&data=digits&epochs=0"};
        assertThat(inThePage(forms)).startsWith("{\"error\":").isEqualTo(inTheJvm(forms));
    }

    @Test
    void thePageStartsAndSaysThatItsEngineIsInside() {
        var site = chromium.open(server.address());
        // Not a script of ours that waits inside the page: its policy forbids text that becomes a program.
        site.locator("#home", new Page.LocatorOptions().setHasText("inside this page"))
                .waitFor();
        site.context().close();
    }
}
