package firsthand.playground.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import firsthand.datasets.FetchListener;
import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The server as a whole. */
class PlaygroundServerTest {
    @Test
    void itsAddressIsOnLoopbackAndCarriesTheToken() throws IOException {
        try (var home = new TestServer()) {
            assertThat(home.server.address())
                    .asString()
                    .matches("http://127\\.0\\.0\\.1:" + home.server.port() + "/\\?token=[A-Za-z0-9_-]{43}");
        }
    }

    @Test
    void nobodyReachesItByAnotherAddressOfTheMachine() throws IOException {
        try (var home = new TestServer()) {
            assertThatThrownBy(() -> new Socket("127.0.0.2", home.server.port()).close())
                    .isInstanceOf(ConnectException.class);
        }
    }

    @Test
    void itGreetsWithTheVersionOfTheProgram() throws IOException {
        String version =
                PlaygroundServer.class.getModule().getDescriptor().rawVersion().orElseThrow();
        try (var home =
                new TestServer(PlaygroundServer.start(InetAddress.getLoopbackAddress(), 0, 1, FetchListener.SILENT))) {
            assertThat(home.command("do=hello").body()).contains("\"version\":\"" + version + "\"");
        }
    }

    @Test
    void aPortThatIsTakenIsSaid() throws IOException {
        try (var home = new TestServer()) {
            assertThatThrownBy(() -> PlaygroundServer.start(
                            InetAddress.getLoopbackAddress(),
                            home.server.port(),
                            FakeEngine::new,
                            new DataShelf(List.of(), name -> {
                                throw new IOException("none");
                            }),
                            new PageFiles(Map.of())))
                    .isInstanceOf(BindException.class);
        }
    }

    @Test
    void closingEndsEveryThreadAndEveryConnectionWhateverIsUnderWay() throws Exception {
        Set<Thread> before = Thread.getAllStackTraces().keySet();
        var home = new TestServer();
        home.engine.ballast = "x".repeat(4_000_000);
        var watching = home.watch();
        var stalled = home.watch(Client.withSmallBuffer(home.server.port(), 4096));
        var idle = new Client(home.server.port());
        var halfWay = new Client(home.server.port());
        halfWay.send(home.commandHead(100) + "do=");
        home.command("do=play");
        watching.event();
        home.close();
        assertThat(idle.isClosedByServer()).isTrue();
        assertThat(halfWay.isClosedByServer()).isTrue();
        assertThatThrownBy(() -> {
                    while (true) {
                        watching.event();
                    }
                })
                .isInstanceOf(IOException.class);
        assertThatThrownBy(() -> new Client(home.server.port())).isInstanceOf(ConnectException.class);
        for (Client client : List.of(watching, stalled, idle, halfWay)) {
            client.close();
        }
        for (Thread thread : startedSince(before)) {
            thread.join(5_000);
        }
        assertThat(startedSince(before)).isEmpty();
    }

    /** Those of the JDK that carry virtual threads stay for the next. */
    private static Set<Thread> startedSince(Set<Thread> before) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> !before.contains(thread))
                .filter(thread -> !thread.getName().startsWith("ForkJoinPool")
                        && !thread.getName().contains("VirtualThread")
                        && !thread.getName().contains("Poller"))
                .collect(Collectors.toSet());
    }
}
