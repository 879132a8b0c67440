package firsthand.playground.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is answered to what. */
class RouterTest {
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
    @CsvSource({
        "/,text/html; charset=utf-8,<!doctype html>the page",
        "/?token=abc,text/html; charset=utf-8,<!doctype html>the page",
        "/js/main.js,text/javascript; charset=utf-8,start();",
        "/source/firsthand/layer/Dense.java,text/plain; charset=utf-8,class Dense {}"
    })
    void thePageIsServedWithItsTypes(String path, String type, String content) throws IOException {
        var reply = home.get(path);
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.headers()).containsEntry("content-type", type);
        assertThat(reply.body()).isEqualTo(content);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/index.htm",
                "//",
                "//js/main.js",
                "/js//main.js",
                "/./js/main.js",
                "/js/../js/main.js",
                "/../../../../etc/passwd",
                "/js/%2e%2e/js/main.js",
                "/%2e%2e/%2e%2e/etc/passwd",
                "/js%2fmain.js",
                "/js/main%2ejs",
                "/js/main.js/",
                "/js/main.js%00",
                "/js",
                "/source/",
                "/source/../js/main.js",
                "/JS/main.js",
                "/module-info.class",
                "/firsthand/playground/page/js/main.js",
                "/home/",
                "http://127.0.0.1/js/main.js",
                "//evil.example/js/main.js",
            })
    void everyOtherPathLeadsNowhere(String path) throws IOException {
        var reply = home.get(path);
        assertThat(reply.status()).isIn(400, 404);
        assertThat(reply.body()).doesNotContain("start", "class", "root:");
    }

    @Test
    void aFileThatTheClientHasIsNotSentAgain() throws IOException {
        String tag = home.get("/js/main.js").headers().get("etag");
        String request = "GET /js/main.js HTTP/1.1\nHost: " + home.host + "\nIf-None-Match: ";
        assertThat(home.ask(request + tag + "\n\n").status()).isEqualTo(304);
        assertThat(home.ask(request + "\"other\"\n\n").status()).isEqualTo(200);
    }

    @Test
    void aHeadHasTheLengthButNotTheContent() throws IOException {
        var reply = home.ask("HEAD /js/main.js HTTP/1.1\nHost: " + home.host + "\n\n");
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.headers()).containsEntry("content-length", "8");
    }

    @Test
    void theHomeSaysWhatItIs() throws IOException {
        assertThat(home.get("/home").body()).startsWith("{\"home\":\"jvm\",\"version\":\"");
    }

    /** A page from here must not be made to run or load, nor to be embedded in, anything from elsewhere. */
    @ParameterizedTest
    @ValueSource(strings = {"/", "/js/main.js", "/home", "/nothing", "/command", "/events"})
    void everyAnswerForbidsWhatComesFromElsewhere(String path) throws IOException {
        var headers = home.get(path).headers();
        assertThat(headers)
                .containsEntry("x-content-type-options", "nosniff")
                .containsEntry("referrer-policy", "no-referrer")
                .containsEntry("cross-origin-opener-policy", "same-origin")
                .containsEntry("cross-origin-resource-policy", "same-origin")
                .containsKey("permissions-policy")
                .doesNotContainKey("access-control-allow-origin");
        assertThat(headers.get("content-security-policy").split("; *"))
                .containsExactlyInAnyOrder(
                        "default-src 'none'",
                        "script-src 'self' 'wasm-unsafe-eval'",
                        "style-src 'self'",
                        "img-src 'self' data: blob:",
                        "connect-src 'self'",
                        "worker-src 'self'",
                        "base-uri 'none'",
                        "form-action 'none'",
                        "frame-ancestors 'none'");
    }

    @Test
    void aCommandReachesTheEngineAsItWasSentAndItsReplyComesBack() throws IOException {
        var reply = home.command("do=step&count=%2B1");
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.headers())
                .containsEntry("content-type", "application/json")
                .containsEntry("cache-control", "no-store");
        assertThat(reply.body()).isEqualTo("{\"commands\":1}");
        assertThat(home.engine.commands).containsExactly("do=step&count=%2B1");
    }

    @ParameterizedTest
    @CsvSource({
        "GET,/command,POST",
        "HEAD,/command,POST",
        "PUT,/command,POST",
        "OPTIONS,/command,POST",
        "POST,/events,GET",
        "POST,/,'GET, HEAD'",
        "DELETE,/js/main.js,'GET, HEAD'",
        "TRACE,/home,'GET, HEAD'"
    })
    void everyOtherMethodIsRefused(String method, String path, String allowed) throws IOException {
        var reply = home.ask(home.commandHead(0).replace("POST /command", method + " " + path));
        assertThat(reply.status()).isEqualTo(405);
        assertThat(reply.headers()).containsEntry("allow", allowed);
        assertThat(home.engine.commands).isEmpty();
    }

    /** These a browser sends anywhere without asking. */
    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "multipart/form-data; boundary=x", "application/json", ""})
    void aCommandOfAnotherTypeIsRefused(String type) throws IOException {
        String head = home.commandHead(7).replace("application/x-www-form-urlencoded", type);
        assertThat(home.ask(head + "do=what").status()).isEqualTo(415);
        assertThat(home.engine.commands).isEmpty();
    }

    @Test
    void theTypeMayNameItsCharacters() throws IOException {
        String type = "application/x-www-form-urlencoded";
        String head = home.commandHead(7).replace(type, type + ";charset=UTF-8");
        assertThat(home.ask(head + "do=what").status()).isEqualTo(200);
    }

    @Test
    void aCommandThatIsTooLongIsRefusedBeforeItIsRead() throws IOException {
        assertThat(home.ask(home.commandHead(Router.LONGEST_COMMAND + 1L)).status())
                .isEqualTo(413);
        assertThat(home.ask(home.commandHead(Long.MAX_VALUE)).status()).isEqualTo(413);
    }

    @Test
    void aCommandMayBeAsLongAsAllowed() throws IOException {
        String form = "do=csv&bytes=" + "x".repeat(Router.LONGEST_COMMAND - 13);
        assertThat(home.command(form).status()).isEqualTo(200);
        assertThat(home.engine.commands.getFirst()).hasSize(Router.LONGEST_COMMAND);
    }

    @Test
    void aCommandOfUnknownLengthIsRefused() throws IOException {
        String head = home.commandHead(7).replace("Content-Length: 7", "Transfer-Encoding: chunked");
        assertThat(home.ask(head + "7\ndo=what\n0\n\n").status()).isEqualTo(411);
    }

    @Test
    void aCommandThatBreaksOffIsNotObeyed() throws IOException {
        try (var client = new Client(home.server.port())) {
            client.send(home.commandHead(20) + "do=play");
        }
        home.command("do=what");
        assertThat(home.engine.commands).containsExactly("do=what");
    }

    @Test
    void noMoreIsReceivedAtATimeThanThereIsRoomFor() throws IOException {
        List<Client> slow =
                Stream.generate(this::aSlowClientWithALongCommand).limit(4).toList();
        try {
            assertThat(home.command("do=what").status()).isEqualTo(503);
        } finally {
            for (Client client : slow) {
                client.close();
            }
        }
    }

    private Client aSlowClientWithALongCommand() {
        try {
            var client = new Client(home.server.port());
            client.send(home.commandHead(Router.LONGEST_COMMAND) + "do=");
            Thread.sleep(50);
            return client;
        } catch (IOException | InterruptedException failed) {
            throw new AssertionError(failed);
        }
    }

    @Test
    void whatHeadersSayIsLimited() throws IOException {
        try (var client = new Client(home.server.port())) {
            client.send("GET / HTTP/1.1\nHost: " + home.host + "\nX: " + "x".repeat(HttpLimits.HEADER_BYTES) + "\n\n");
            assertThat(client.isClosedByServer()).isTrue();
        }
        try (var client = new Client(home.server.port())) {
            var request = new StringBuilder("GET / HTTP/1.1\nHost: " + home.host + "\n");
            for (int i = 0; i < HttpLimits.HEADERS; i++) {
                request.append("X").append(i).append(": x\n");
            }
            client.send(request + "\n");
            assertThat(client.isClosedByServer()).isTrue();
        }
    }

    @Test
    void whereTheEngineBreaksTheAnswerNamesNothingOfItsInside() throws IOException {
        var reply = home.command("do=break");
        assertThat(reply.status()).isEqualTo(500);
        assertThat(reply.body()).isEqualTo("{\"error\":\"engine: failed with IllegalStateException\"}");
        assertThat(home.command("do=what").status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET\n\n",
                "GET / \n\n",
                "GET \\ HTTP/1.1\n\n",
                "GET mailto:someone HTTP/1.1\nHost: HOST\n\n",
                "OPTIONS * HTTP/1.1\nHost: HOST\n\n",
                "POST /command HTTP/1.1\nHost: HOST\nContent-Length: -1\n\n",
                "POST /command HTTP/1.1\nHost: HOST\nContent-Length: x\n\n",
                "POST /command HTTP/1.1\nHost: HOST\nContent-Length: 7\nContent-Length: 8\n\ndo=what",
                "POST /command HTTP/1.1\nHost: HOST\nContent-Length: 7\nTransfer-Encoding: chunked\n\ndo=what",
                "\u0016\u0003\u0001\u0002garbage\n\n",
            })
    void whatIsNoProperRequestHarmsNobody(String request) throws IOException {
        try (var client = new Client(home.server.port())) {
            client.send(request.replace("HOST", home.host));
            try {
                assertThat(client.receiveHead().status()).isBetween(400, 499);
            } catch (IOException closed) {
                assertThat(closed).hasMessageContaining("closed");
            }
        }
        assertThat(home.command("do=what").body()).isEqualTo("{\"commands\":1}");
    }
}
