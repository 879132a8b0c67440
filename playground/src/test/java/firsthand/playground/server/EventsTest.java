package firsthand.playground.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Clients that watch. */
class EventsTest {
    private static final int MEGABYTE = 1 << 20;
    private static final Pattern STEP = Pattern.compile("\"step\":(\\d+)");

    private TestServer home;

    @BeforeEach
    void start() throws IOException {
        home = new TestServer();
    }

    @AfterEach
    void stop() {
        home.close();
    }

    private static long step(Client client) throws IOException {
        var step = STEP.matcher(client.event());
        assertThat(step.find()).isTrue();
        return Long.parseLong(step.group(1));
    }

    @Test
    void whoeverComesIsToldTheStateAtOnceAndThenWhateverIsNew() throws IOException {
        home.command("do=what");
        try (var client = home.watch()) {
            assertThat(client.event()).contains("\"commands\":1,");
            home.command("do=what");
            assertThat(client.event()).contains("\"commands\":2,");
        }
    }

    @Test
    void theStreamIsOneThatNobodyKeeps() throws IOException {
        try (var client = new Client(home.server.port())) {
            client.send("GET /events HTTP/1.1\nHost: " + home.host + "\nX-Firsthand-Token: " + home.token + "\n\n");
            assertThat(client.receiveHead().headers())
                    .containsEntry("content-type", "text/event-stream")
                    .containsEntry("cache-control", "no-store")
                    .containsKey("content-security-policy");
        }
    }

    @Test
    void fiftyClientsAllSeeProgress() throws IOException {
        List<Client> clients = new ArrayList<>();
        try {
            for (int i = 0; i < 50; i++) {
                clients.add(home.watch());
            }
            home.command("do=play");
            for (Client client : clients) {
                long before = step(client);
                for (int i = 0; i < 3; i++) {
                    long now = step(client);
                    assertThat(now).isGreaterThan(before);
                    before = now;
                }
            }
        } finally {
            for (Client client : clients) {
                client.close();
            }
        }
    }

    @Test
    void snapshotsComeNoOftenerThanTenTimesASecond() throws IOException {
        try (var client = home.watch()) {
            client.event();
            home.command("do=play");
            long began = System.nanoTime();
            for (int i = 0; i < 6; i++) {
                client.event();
            }
            assertThat(System.nanoTime() - began).isGreaterThan(500_000_000L);
        }
    }

    @Test
    void aClientThatReadsNothingHoldsUpNeitherTrainingNorOthers() throws IOException {
        home.engine.ballast = "x".repeat(4 * MEGABYTE);
        try (var stalled = home.watch(Client.withSmallBuffer(home.server.port(), 4096));
                var live = home.watch()) {
            home.command("do=play");
            long before = step(live);
            for (int i = 0; i < 10; i++) {
                long now = step(live);
                assertThat(now).isGreaterThan(before);
                before = now;
            }
            // What it was first given stands half written; then comes the newest of all, and nothing between.
            step(stalled);
            assertThat(step(stalled)).isGreaterThanOrEqualTo(before);
        }
    }

    @Test
    void forAClientThatStallsNoSnapshotIsMade() throws IOException {
        home.engine.ballast = "x".repeat(4 * MEGABYTE);
        try (var stalled = home.watch(Client.withSmallBuffer(home.server.port(), 4096))) {
            stalled.event();
            home.command("do=play");
            train(500); // what lies between the two is filled by then
            long before = home.engine.snapshots;
            train(1500);
            assertThat(home.engine.snapshots).isEqualTo(before);
        }
    }

    /** Lets the engine make so many steps, of a millisecond each. */
    private void train(int steps) throws IOException {
        for (long end = home.engine.steps + steps; home.engine.steps < end; ) {
            home.command("do=what");
        }
    }

    @Test
    void memoryStaysBoundedHoweverManyStall() throws IOException {
        home.engine.ballast = "x".repeat(MEGABYTE);
        List<Client> stalled = new ArrayList<>();
        try (var live = new Client(home.server.port())) {
            for (int i = 0; i < 40; i++) {
                stalled.add(home.watch(Client.withSmallBuffer(home.server.port(), 4096)));
            }
            home.watch(live);
            home.command("do=play");
            step(live);
            long before = used();
            for (int i = 0; i < 20; i++) {
                step(live);
            }
            // Each holds one snapshot at most, of a size that stays; twenty more have been published.
            assertThat(used() - before).isLessThan(45L * MEGABYTE);
        } finally {
            for (Client client : stalled) {
                client.close();
            }
        }
    }

    private static long used() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    @Test
    void closingAndComingBackFindsTheRunWhereItIs() throws IOException {
        long left;
        try (var client = home.watch()) {
            home.command("do=play");
            step(client);
            left = step(client);
        }
        train(5); // it goes on while nobody watches
        try (var client = home.watch()) {
            assertThat(step(client)).isGreaterThanOrEqualTo(left); // of a tenth of a second ago, perhaps
            assertThat(step(client)).isGreaterThanOrEqualTo(left + 5);
        }
    }

    @Test
    void thereAreAsManySeatsAsThereAreAndNoMore() throws IOException {
        List<Client> clients = new ArrayList<>();
        try {
            for (int i = 0; i < Audience.SEATS; i++) {
                clients.add(home.watch());
            }
            assertThatThrownBy(home::watch).hasMessage("status 503");
            clients.removeFirst().close();
            clients.add(home.watch());
        } finally {
            for (Client client : clients) {
                client.close();
            }
        }
    }

    /** Connections that were left count no more, neither as seats nor with the server itself. */
    @Test
    void clientsThatComeAndGoLeaveNothingBehind() throws IOException {
        for (int i = 0; i < 2 * HttpLimits.CONNECTIONS; i++) {
            home.watch().close();
        }
        try (var client = home.watch()) {
            assertThat(client.event()).contains("\"step\":0");
        }
    }
}
