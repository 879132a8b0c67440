package firsthand.playground.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The thread that owns the engine. */
class EngineLoopTest {
    private final FakeEngine engine = new FakeEngine();
    private final Audience audience = new Audience();
    private final EngineLoop loop = EngineLoop.start(() -> engine, audience);

    @AfterEach
    void stop() {
        engine.release.countDown();
        loop.close();
    }

    @Test
    void theEngineIsCalledByOneThreadWhoeverCommands() throws Exception {
        List<FutureTask<String>> commands = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            commands.add(new FutureTask<>(() -> loop.handle("do=what")));
            Thread.startVirtualThread(commands.getLast());
        }
        for (var command : commands) {
            assertThat(command.get()).startsWith("{\"commands\":");
        }
        assertThat(engine.owner.getName()).isEqualTo("firsthand-playground");
    }

    @Test
    void commandsAreObeyedWhileTheEngineWorks() throws Exception {
        loop.handle("do=play");
        long steps = engine.steps;
        while (engine.steps < steps + 3) {
            assertThat(loop.handle("do=what")).startsWith("{\"commands\":");
        }
    }

    @Test
    void aSnapshotThatFailsDoesNotEndIt() throws Exception {
        engine.ballast = "break";
        audience.join();
        while (engine.snapshots < 2) {
            assertThat(loop.handle("do=what")).startsWith("{\"commands\":");
        }
    }

    @Test
    void anEngineThatCannotBeMadeKeepsNobodyWaiting() {
        try (var broken = EngineLoop.start(
                () -> {
                    throw new IllegalStateException("no engine");
                },
                new Audience())) {
            assertThatThrownBy(() -> broken.handle("do=what")).isInstanceOf(Refusal.class);
        }
    }

    @Test
    void commandsBeyondTheQueueAreRefusedInsteadOfWaiting() throws Exception {
        Thread.startVirtualThread(new FutureTask<>(() -> loop.handle("do=wait")));
        engine.waiting.await();
        List<CompletableFuture<Object>> waiting = new ArrayList<>();
        for (int i = 0; i < EngineLoop.QUEUE + 1; i++) {
            waiting.add(sent("do=what"));
        }
        var refused = CompletableFuture.anyOf(waiting.toArray(CompletableFuture[]::new));
        assertThatThrownBy(refused::get)
                .isInstanceOf(ExecutionException.class)
                .hasRootCauseMessage("commands: expected at most 256 that wait, received one more");
        engine.release.countDown();
        assertThat(waiting.stream().filter(command -> !failed(command)).count()).isEqualTo(EngineLoop.QUEUE);
    }

    private CompletableFuture<Object> sent(String form) {
        var reply = new CompletableFuture<>();
        Thread.startVirtualThread(() -> {
            try {
                reply.complete(loop.handle(form));
            } catch (Refusal | InterruptedException refused) {
                reply.completeExceptionally(refused);
            }
        });
        return reply;
    }

    private static boolean failed(CompletableFuture<Object> command) {
        return command.handle((reply, failure) -> failure != null).join();
    }

    @Test
    void anEngineThatFailsAtWorkIsPausedAndGoesOnObeying() throws Exception {
        var broken = new Engine() {
            private final List<String> commands = new ArrayList<>();

            @Override
            public String handle(String form) {
                commands.add(form);
                return String.join(" ", commands);
            }

            @Override
            public boolean work(long nanoseconds) {
                if (commands.contains("do=play") && !commands.contains("do=pause")) {
                    throw new IllegalStateException("broken");
                }
                return false;
            }

            @Override
            public String snapshot() {
                return "{}";
            }

            @Override
            public long version() {
                return 0;
            }
        };
        try (var itsLoop = EngineLoop.start(() -> broken, new Audience())) {
            itsLoop.handle("do=play");
            String commands = "";
            for (int i = 0; i < 1000 && !commands.contains("do=pause"); i++) {
                Thread.sleep(1);
                commands = itsLoop.handle("do=what");
            }
            assertThat(commands).contains("do=pause").endsWith("do=what");
        }
    }
}
