package firsthand.playground.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.Headers;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is listened to. */
class GuardTest {
    private TestServer home;

    @BeforeEach
    void start() throws IOException {
        home = new TestServer();
    }

    @AfterEach
    void stop() {
        home.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1:", "localhost:", "LOCALHOST:"})
    void theServersOwnNamesAreKnown(String name) throws IOException {
        assertThat(home.ask("GET / HTTP/1.1\nHost: " + name + home.server.port() + "\n\n")
                        .status())
                .isEqualTo(200);
    }

    /** A name of the attacker's that leads here: the browser sends it as the host. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "evil.example:PORT",
                "127.0.0.1",
                "127.0.0.1:1",
                "127.0.0.1.evil.example:PORT",
                "localhost.evil.example:PORT",
                "localhost:PORT.evil.example",
                "192.168.0.1:PORT",
                "[::1]:PORT",
                "0.0.0.0:PORT",
                "",
            })
    void everyOtherHostIsRefusedEvenThePage(String host) throws IOException {
        String named = host.replace("PORT", String.valueOf(home.server.port()));
        assertThat(home.ask("GET / HTTP/1.1\nHost: " + named + "\n\n").status()).isEqualTo(421);
    }

    @Test
    void noHostAndTwoHostsAreRefused() throws IOException {
        assertThat(home.ask("GET / HTTP/1.1\n\n").status()).isEqualTo(421);
        assertThat(home.ask("GET / HTTP/1.1\nHost: " + home.host + "\nHost: " + home.host + "\n\n")
                        .status())
                .isEqualTo(421);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/home", "/events", "/command", "/nothing"})
    void anotherHostIsRefusedEverywhere(String path) throws IOException {
        assertThat(home.ask("GET " + path + " HTTP/1.1\nHost: evil.example\n\n").status())
                .isEqualTo(421);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://evil.example",
                "null",
                "https://127.0.0.1:PORT",
                "http://127.0.0.1",
                "http://127.0.0.1:1",
                "http://localhost:PORT"
            })
    void aForeignOriginIsRefusedEvenWithTheToken(String origin) throws IOException {
        assertThat(commandWith("Origin: " + origin.replace("PORT", String.valueOf(home.server.port())))
                        .status())
                .isEqualTo(403);
        assertThat(home.engine.commands).isEmpty();
    }

    @Test
    void ourOwnOriginIsServed() throws IOException {
        assertThat(commandWith("Origin: http://" + home.host).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({"same-origin,200", "none,200", "same-site,403", "cross-site,403", "SAME-ORIGIN,403"})
    void whatTheBrowserSaysOfTheSenderIsHeeded(String site, int status) throws IOException {
        assertThat(commandWith("Sec-Fetch-Site: " + site).status()).isEqualTo(status);
    }

    private Client.Reply commandWith(String header) throws IOException {
        return home.ask(home.commandHead(7).replaceFirst("\n\n", "\n" + header + "\n\n") + "do=what");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "X-Firsthand-Token: \n", "X-Firsthand-Token: wrong\n", "X-Firsthand-Tokens: TOKEN\n"})
    void withoutTheTokenNobodyCommandsOrWatches(String header) throws IOException {
        String rest = "Host: " + home.host + "\n" + header.replace("TOKEN", home.token);
        String form = "Content-Type: application/x-www-form-urlencoded\nContent-Length: 7\n\ndo=what";
        assertThat(home.ask("POST /command?token=" + home.token + " HTTP/1.1\n" + rest + form)
                        .status())
                .isEqualTo(403);
        assertThat(home.ask("GET /events?token=" + home.token + " HTTP/1.1\n" + rest + "\n")
                        .status())
                .isEqualTo(403);
        assertThat(home.engine.commands).isEmpty();
    }

    @Test
    void aTokenThatIsOneLetterOffIsWrong() throws IOException {
        char last = home.token.charAt(home.token.length() - 1);
        String wrong = home.token.substring(0, home.token.length() - 1) + (last == 'A' ? 'B' : 'A');
        assertThat(home.ask(home.commandHead(7).replace(home.token, wrong) + "do=what")
                        .status())
                .isEqualTo(403);
    }

    @Test
    void theTokenIsNeverRepeatedInAnAnswer() throws IOException {
        for (String path : new String[] {"/?token=" + home.token, "/home", "/nothing?" + home.token}) {
            var reply = home.get(path);
            assertThat(reply.headers() + reply.body()).doesNotContain(home.token);
        }
    }

    @Test
    void tokensHave256BitsAndNeverComeTwice() {
        Set<String> tokens = new HashSet<>();
        for (int i = 0; i < 100; i++) {
            String token = Guard.randomToken();
            assertThat(token).matches("[A-Za-z0-9_-]{43}");
            assertThat(tokens.add(token)).isTrue();
        }
    }

    /** There, whoever may connect has an address of this machine; a name could still be an attacker's. */
    @Test
    void whereEveryAddressIsListenedAtAnyAddressMayBeTheHostButNoName() throws Exception {
        var guard = new Guard(new InetSocketAddress(InetAddress.ofLiteral("0.0.0.0"), 8080), "token");
        for (String host : new String[] {"192.168.0.7:8080", "[fe80::1]:8080", "localhost:8080"}) {
            guard.checkSource(Headers.of("Host", host));
        }
        assertThatThrownBy(() -> guard.checkSource(Headers.of("Host", "evil.example:8080")))
                .isInstanceOf(Refusal.class);
    }

    @Test
    void browsersLeaveOutPort80() throws Exception {
        new Guard(new InetSocketAddress(InetAddress.ofLiteral("::1"), 80), "token")
                .checkSource(Headers.of("Host", "[::1]"));
    }
}
