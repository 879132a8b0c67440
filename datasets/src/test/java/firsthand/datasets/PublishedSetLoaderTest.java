package firsthand.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import firsthand.data.AtomicFile;
import firsthand.datasets.TinyServer.Answer;
import firsthand.random.RandomStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.RandomAccessFile;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class PublishedSetLoaderTest {
    private static final String IMAGES = "train-images-idx3-ubyte";

    @TempDir
    Path folder;

    private final Map<String, byte[]> contents = new LinkedHashMap<>();
    private final Map<String, String> variables = new HashMap<>();
    private final Heard heard = new Heard();
    private Path cache;

    @BeforeEach
    void makeASmallSet() {
        var random = RandomStream.of(1);
        contents.put(IMAGES, Planted.idx(Planted.bytes(300 * 16 * 16, random), 300, 16, 16));
        contents.put("train-labels-idx1-ubyte", Planted.idx(new byte[300], 300));
        contents.put("t10k-images-idx3-ubyte", Planted.idx(Planted.bytes(5 * 16 * 16, random), 5, 16, 16));
        contents.put("t10k-labels-idx1-ubyte", Planted.idx(new byte[5], 5));
        variables.put("FIRSTHAND_DATA", folder.resolve("cache").toString());
        cache = folder.resolve("cache").resolve("small");
    }

    @Test
    void fetchesFromAMirrorReportsProgressAndKeepsTheFiles() throws Exception {
        try (var server = new TinyServer(this::serve)) {
            LoadedData data = load(server.address());

            assertThat(data.train().size()).isEqualTo(300);
            assertThat(data.test().size()).isEqualTo(5);
            assertThat(data.origin().sample()).isFalse();
            assertThat(data.origin().description()).isEqualTo(server.address() + "small/, now in " + cache);
            assertThat(data.origin().files().getFirst())
                    .isEqualTo(new SourceFile(IMAGES, Planted.sha256(contents.get(IMAGES))));
            assertThat(heard.started).containsOnlyKeys(contents.keySet());
            assertThat(heard.finished).containsExactlyElementsOf(contents.keySet());
            assertThat(heard.verified).containsExactlyElementsOf(contents.keySet());
            assertThat(heard.bytes)
                    .isEqualTo(heard.started.values().stream()
                            .mapToLong(Long::longValue)
                            .sum());
            assertThat(Planted.namesBelow(cache)).containsExactlyInAnyOrderElementsOf(contents.keySet());
        }
        assertThat(load("").origin().description()).isEqualTo(cache.toString());
    }

    @Test
    void fetchesOnlyWhatIsMissing() throws Exception {
        plant(cache);
        Files.delete(cache.resolve("t10k-labels-idx1-ubyte"));
        try (var server = new TinyServer(this::serve)) {
            load(server.address());

            assertThat(server.requests()).containsExactly("/small/t10k-labels-idx1-ubyte.gz");
        }
    }

    @Test
    void goesOnWhereABrokenDownloadStopped() throws Exception {
        int[] cuts = {1000, 20_000, 1};
        try (var server = new TinyServer((path, from, request) -> {
            Answer answer = serve(path, from, request);
            return request <= cuts.length ? answer.cutAfter(cuts[request - 1]) : answer;
        })) {
            load(server.address());

            assertThat(server.requests().subList(0, 4))
                    .containsExactly(images(0), images(1000), images(21_000), images(21_001));
            assertThat(Planted.namesBelow(cache)).containsExactlyInAnyOrderElementsOf(contents.keySet());
        }
    }

    @Test
    void goesOnWhereAKilledProcessStopped() throws Exception {
        byte[] packed = Planted.gzip(contents.get(IMAGES));
        Planted.file(cache, IMAGES + ".gz.part", Arrays.copyOf(packed, 5000));
        try (var server = new TinyServer(this::serve)) {
            load(server.address());

            assertThat(server.requests().getFirst()).isEqualTo(images(5000));
            assertThat(heard.bytes)
                    .isEqualTo(heard.started.values().stream()
                            .mapToLong(Long::longValue)
                            .sum());
        }
    }

    @Test
    void startsOverWhereTheServerCannotGoOn() throws Exception {
        byte[] packed = Planted.gzip(contents.get(IMAGES));
        Planted.file(cache, IMAGES + ".gz.part", Arrays.copyOf(packed, 5000));
        try (var server = new TinyServer((path, from, request) -> serve(path, 0, request))) {
            assertThat(load(server.address()).train().size()).isEqualTo(300);
        }
    }

    @Test
    void startsOverWhereTheOldBytesWereNotOfThisFile() throws Exception {
        Planted.file(cache, IMAGES + ".gz.part", new byte[5000]);
        try (var server = new TinyServer(this::serve)) {
            load(server.address());

            assertThat(server.requests().subList(0, 2)).containsExactly(images(5000), images(0));
        }
    }

    @Test
    void takesACompletePartialFileWhenTheServerHasNoMoreToSend() throws Exception {
        byte[] packed = Planted.gzip(contents.get(IMAGES));
        Planted.file(cache, IMAGES + ".gz.part", packed);
        try (var server = new TinyServer((path, from, request) ->
                from == packed.length ? new Answer(416, "", new byte[0], 0) : serve(path, from, request))) {
            load(server.address());

            assertThat(server.requests()).doesNotContain(images(0));
        }
    }

    @Test
    void asksTheNextMirrorWhenOneIsDownMissesTheFileOrSendsAnotherOne() throws Exception {
        String down = deadAddress();
        try (var empty = new TinyServer((path, from, request) -> Answer.missing());
                var wrong =
                        new TinyServer((path, from, request) -> Answer.whole(new byte[] {'<', 'h', 't', 'm', 'l'}));
                var endless = new TinyServer((path, from, request) -> Answer.whole(new byte[1_000_000]));
                var good = new TinyServer(this::serve)) {
            LoadedData data =
                    load("not an address", down, empty.address(), wrong.address(), endless.address(), good.address());

            assertThat(data.origin().description()).startsWith(good.address() + "small/, now in");
            assertThat(heard.notes).hasSize(5);
            assertThat(heard.notes.get(0)).contains("correct FIRSTHAND_MIRRORS");
            assertThat(heard.notes.get(1)).contains(down, "no connection");
            assertThat(heard.notes.get(2)).contains("status 404");
            assertThat(heard.notes.get(3)).contains("expected 76816 bytes of " + IMAGES + ", received 5");
            assertThat(heard.notes.get(4)).contains("sent more than");
            assertThat(wrong.requests()).hasSize(1);
        }
    }

    @Test
    void fetchesAgainWhatIsDamagedInTheCache() throws Exception {
        plant(cache);
        byte[] damaged = contents.get(IMAGES).clone();
        damaged[5000]++;
        Planted.file(cache, IMAGES, damaged);
        Planted.file(cache, "t10k-labels-idx1-ubyte", Arrays.copyOf(contents.get("t10k-labels-idx1-ubyte"), 9));
        try (var server = new TinyServer(this::serve)) {
            load(server.address());

            assertThat(server.requests()).containsExactly(images(0), "/small/t10k-labels-idx1-ubyte.gz");
        }
        assertThat(heard.notes.get(0))
                .contains("removed a damaged file", cache.resolve(IMAGES).toString(), "SHA-256");
        assertThat(heard.notes.get(1)).contains("removed a damaged file", "t10k-labels-idx1-ubyte", "cut off");
        assertThat(Files.readAllBytes(cache.resolve(IMAGES))).isEqualTo(contents.get(IMAGES));
    }

    @Test
    void findsWhatDebianInstalledAndPassesOverDamageThere() throws Exception {
        Path system = folder.resolve("system").resolve("small");
        for (var entry : contents.entrySet()) {
            Planted.file(system, entry.getKey() + ".gz", Planted.gzip(entry.getValue()));
        }
        assertThat(load("").origin().description()).isEqualTo(system.toString());

        Planted.file(system, IMAGES + ".gz", Planted.gzip(new byte[100]));
        try (var server = new TinyServer(this::serve)) {
            load(server.address());
            assertThat(server.requests()).containsExactly(images(0));
        }
        assertThat(heard.notes).anyMatch(note -> note.contains("passed over a damaged file"));
        assertThat(system.resolve(IMAGES + ".gz")).exists();
    }

    @Test
    void acceptsGzipInTheCache() throws Exception {
        Planted.file(cache, IMAGES + ".gz", Planted.gzip(contents.get(IMAGES)));
        try (var server = new TinyServer(this::serve)) {
            load(server.address());
            assertThat(server.requests()).hasSize(3);
        }
    }

    @Test
    void saysWhatWasTriedAndWhatToDoWhereNothingHelps() throws Exception {
        String down = deadAddress();

        assertThatThrownBy(() -> load(down))
                .isInstanceOf(DataUnavailableException.class)
                .hasMessageContainingAll("Small", down, "no connection", "do the needful", cache.toString())
                .message()
                .doesNotContain("\n");
        assertThat(Planted.namesBelow(cache)).isEmpty();
    }

    @Test
    void keepsWhatArrivedForTheNextTimeButNothingUnderTheFinalName() throws Exception {
        try (var server = new TinyServer((path, from, request) ->
                request == 1 ? serve(path, from, request).cutAfter(700) : Answer.missing())) {
            assertThatThrownBy(() -> load(server.address())).isInstanceOf(DataUnavailableException.class);
        }
        assertThat(Planted.namesBelow(cache)).containsExactly(IMAGES + ".gz.part");
        assertThat(cache.resolve(IMAGES + ".gz.part")).hasSize(700);
    }

    @Test
    void fetchesSideBySideWithoutHarm() throws Exception {
        int loaders = 4;
        var together = new CountDownLatch(loaders);
        try (var server = new TinyServer(this::serve);
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            String address = server.address();
            Callable<LoadedData> load = () -> {
                together.countDown();
                together.await();
                return loader(FetchListener.SILENT, address).load();
            };
            for (var loaded : threads.invokeAll(Collections.nCopies(loaders, load))) {
                assertThat(loaded.get().train().size()).isEqualTo(300);
            }
        }
        assertThat(Planted.namesBelow(cache)).containsExactlyInAnyOrderElementsOf(contents.keySet());
    }

    @Test
    void removesWhatKilledProcessesLeftADayAgo() throws Exception {
        Path old = Planted.file(cache, AtomicFile.unique(Path.of("old")).toString(), "x");
        Path recent = Planted.file(cache, AtomicFile.unique(Path.of("recent")).toString(), "x");
        Files.setLastModifiedTime(old, FileTime.from(Instant.now().minus(Duration.ofDays(2))));
        try (var server = new TinyServer(this::serve)) {
            load(server.address());
        }

        assertThat(old).doesNotExist();
        assertThat(recent).exists();
    }

    @Test
    void startsItsOwnFileWhereAnotherProcessIsAtTheUsualOne() throws Exception {
        Path part = Planted.file(cache, IMAGES + ".gz.part", new byte[10]);
        try (var other = new RandomAccessFile(part.toFile(), "rw");
                var lock = other.getChannel().lock();
                var server = new TinyServer(this::serve)) {
            load(server.address());

            assertThat(lock.isValid()).isTrue();
            assertThat(server.requests().getFirst()).isEqualTo(images(0));
            assertThat(part).hasSize(10);
        }
    }

    @Test
    void stopsWhenInterrupted() throws Exception {
        try (var silent = new ServerSocket(0)) {
            Thread.currentThread().interrupt();

            assertThatThrownBy(() -> load("http://localhost:" + silent.getLocalPort()))
                    .isInstanceOf(InterruptedIOException.class);
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @Test
    void saysThatTheCacheCannotBeWritten() throws Exception {
        variables.put("FIRSTHAND_DATA", Planted.file(folder, "a-file", "x").toString());

        assertThatThrownBy(() -> load(deadAddress()))
                .isInstanceOf(DataUnavailableException.class)
                .hasMessageContainingAll("a-file", "set FIRSTHAND_DATA");
    }

    private static String deadAddress() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return "http://localhost:" + socket.getLocalPort();
        }
    }

    private static String images(int from) {
        return "/small/" + IMAGES + ".gz" + (from == 0 ? "" : "@" + from);
    }

    private Answer serve(String path, int from, int request) {
        byte[] content = contents.get(path.replaceAll(".*/|\\.gz$", ""));
        try {
            return path.startsWith("/small/") && content != null
                    ? Answer.part(Planted.gzip(content), from)
                    : Answer.missing();
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private void plant(Path into) throws IOException {
        for (var entry : contents.entrySet()) {
            Planted.file(into, entry.getKey(), entry.getValue());
        }
    }

    private LoadedData load(String... mirrors) throws Exception {
        return loader(heard, mirrors).load();
    }

    private PublishedSetLoader loader(FetchListener listener, String... mirrors) throws Exception {
        List<PublishedFile> files = new ArrayList<>();
        for (var entry : contents.entrySet()) {
            files.add(new PublishedFile(entry.getKey(), entry.getValue().length, Planted.sha256(entry.getValue())));
        }
        var set = new PublishedSet(
                "Small", "small", Mnist.CLASS_NAMES, files, List.of(), Optional.empty(), "do the needful,");
        var all = new HashMap<>(variables);
        all.put("FIRSTHAND_MIRRORS", String.join(",", mirrors));
        return new PublishedSetLoader(set, new Environment(all, folder, folder.resolve("system")), listener);
    }

    private static final class Heard implements FetchListener {
        final Map<String, Long> started = new LinkedHashMap<>();
        final List<String> finished = new ArrayList<>();
        final List<String> verified = new ArrayList<>();
        final List<String> notes = new ArrayList<>();
        long bytes;

        @Override
        public void started(String file, long total) {
            started.put(file, total);
        }

        @Override
        public void advanced(long more) {
            bytes += more;
        }

        @Override
        public void finished(String file) {
            finished.add(file);
        }

        @Override
        public void verified(String file, String sha256) {
            verified.add(file);
        }

        @Override
        public void note(String message) {
            notes.add(message);
        }
    }
}
