package firsthand.playground.server;

import static org.assertj.core.api.Assertions.assertThat;

import firsthand.datasets.Digits;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Data sets are there when a command needs them, and not before. */
class DataShelfTest {
    private final List<String> loaded = new CopyOnWriteArrayList<>();
    private final DataShelf shelf = new DataShelf(List.of("mnist", "digits", "fashion"), name -> {
        if (name.equals("fashion")) {
            throw new IOException("fashion: not to be had; connect to the network");
        }
        loaded.add(name);
        return Digits.load();
    });

    @Test
    void aBuildLoadsItsDataOnce() throws IOException {
        shelf.prepare("do=build&data=digits");
        shelf.prepare("data=digits&do=build&epochs=2");
        assertThat(loaded).containsExactly("digits");
        assertThat(shelf.find("digits")).isPresent();
        assertThat(shelf.find("mnist")).isEmpty();
    }

    @Test
    void withoutANameItIsMnist() throws IOException {
        shelf.prepare("do=build");
        assertThat(loaded).containsExactly("mnist");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "do=step&data=digits",
                "do=build&data=/etc/passwd",
                "do=build&data=../digits",
                "do=build&data=own",
                "do=build&data=digits&data=mnist",
                "data=digits%2",
                "",
                "build"
            })
    void everythingElseLoadsNothing(String form) throws IOException {
        shelf.prepare(form);
        assertThat(loaded).isEmpty();
    }

    @Test
    void whatIsNotToBeHadIsSaidToThePageAndTriedAgain() throws IOException {
        try (var home = new TestServer(shelf)) {
            String expected = "{\"error\":\"fashion: not to be had; connect to the network\"}";
            assertThat(home.command("do=build&data=fashion").body()).isEqualTo(expected);
            assertThat(home.command("do=build&data=fashion").body()).isEqualTo(expected);
            assertThat(home.engine.commands).isEmpty();
        }
    }

    @Test
    void theEngineHearsOfABuildWhenItsDataIsThere() throws IOException {
        try (var home = new TestServer(shelf)) {
            home.command("do=build&data=digits");
            assertThat(loaded).containsExactly("digits");
            assertThat(home.engine.commands).containsExactly("do=build&data=digits");
        }
    }
}
