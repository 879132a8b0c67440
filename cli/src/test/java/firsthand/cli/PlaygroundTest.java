package firsthand.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code firsthand playground}, as a process that serves. */
class PlaygroundTest {
    @TempDir
    private Path folder;

    private Process process;

    @AfterEach
    void end() throws InterruptedException {
        if (process != null) {
            process.destroyForcibly().waitFor();
        }
    }

    /** The address, once it has been printed. */
    private URI start(List<String> javaOptions, String... options) throws Exception {
        Path out = folder.resolve("out");
        var arguments = new ArrayList<>(List.of("playground", "--json", "--no-open", "--threads", "1"));
        arguments.addAll(List.of(options));
        process = Cli.start(folder, javaOptions, out, folder.resolve("err"), arguments.toArray(String[]::new));
        while (!Files.readString(out).endsWith("\n") && process.isAlive()) {
            Thread.sleep(10);
        }
        assertThat(process.isAlive())
                .as(Files.readString(folder.resolve("err")))
                .isTrue();
        JsonNode printed = JsonMapper.shared().readTree(Files.readString(out));
        assertThat(printed.propertyNames()).containsExactly("url", "port");
        URI address = URI.create(printed.get("url").asString());
        assertThat(address.getPort()).isEqualTo(printed.get("port").asInt());
        return address;
    }

    private static JsonNode command(URI address, String form) throws IOException {
        var connection = (HttpURLConnection) address.resolve("/command").toURL().openConnection();
        connection.setDoOutput(true);
        connection.setRequestProperty("Content-Type", "application/x-www-form-urlencoded");
        connection.setRequestProperty("X-Firsthand-Token", address.getQuery().substring("token=".length()));
        connection.getOutputStream().write(form.getBytes(StandardCharsets.UTF_8));
        return JsonMapper.shared().readTree(connection.getInputStream().readAllBytes());
    }

    @Test
    void itServesThePageAndTrainsForItUntilCtrlC() throws Exception {
        var address = start(List.of());
        try (var page = address.toURL().openStream()) {
            assertThat(page.readAllBytes()).asString().contains("<title>Firsthand playground</title>");
        }
        assertThat(command(address, "do=hello").get("home").asString()).isEqualTo("jvm");
        assertThat(command(address, "do=build&data=digits&hidden=8&seed=1").has("error"))
                .isFalse();
        assertThat(command(address, "do=step&count=1").get("step").asInt()).isEqualTo(1);
        assertThat(command(address, "do=build&data=nothing").get("error").asString())
                .contains("nothing");

        new ProcessBuilder("kill", "-INT", String.valueOf(process.pid()))
                .start()
                .waitFor();
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
        assertThat(Files.readAllLines(folder.resolve("out"))).hasSize(1);
    }

    @Test
    void whoeverSendsARequestByDropsIsCutOff() throws Exception {
        var address = start(List.of("-Dsun.net.httpserver.maxReqTime=1"));
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), address.getPort())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write("GET / HTTP/1.1\r\nHost: ".getBytes(StandardCharsets.US_ASCII));
            assertThat(socket.getInputStream().read()).isEqualTo(-1);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"--port=70000", "--port=-1", "--address=192.0.2.1", "--address=nowhere.invalid", "--threads=0"})
    void whatCannotBeListenedAtIsSaidInOneLine(String option) {
        var run = Cli.run(folder, "playground", "--no-open", option);
        assertThat(run.status()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err())
                .hasLineCount(1)
                .contains(option.substring(0, option.indexOf('=')), option.substring(option.indexOf('=') + 1));
    }

    @Test
    void soIsAPortThatIsTaken() throws IOException {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var run = Cli.run(folder, "playground", "--no-open", "--port", String.valueOf(taken.getLocalPort()));
            assertThat(run.status()).isEqualTo(2);
            assertThat(run.err()).hasLineCount(1).contains("--port", String.valueOf(taken.getLocalPort()));
        }
    }

    @Test
    void whoLetsOthersInIsWarned() throws Exception {
        start(List.of(), "--address", "0.0.0.0");
        assertThat(Files.readString(folder.resolve("err"))).contains("warning   others on the network");
    }

    @Test
    void theBrowserIsAskedForByTheSystemsOwnMeansAndOnlyWhereThereIsAScreen() {
        var page = URI.create("http://127.0.0.1:1/?token=x");
        assertThat(Browser.command("Mac OS X", Map.of(), page)).contains(List.of("open", page.toString()));
        assertThat(Browser.command("Linux", Map.of("DISPLAY", ":0"), page))
                .contains(List.of("xdg-open", page.toString()));
        assertThat(Browser.command("Linux", Map.of("WAYLAND_DISPLAY", "wayland-0"), page))
                .isPresent();
        assertThat(Browser.command("Windows 11", Map.of(), page)).isPresent();
        assertThat(Browser.command("Linux", Map.of(), page)).isEmpty();
    }
}
