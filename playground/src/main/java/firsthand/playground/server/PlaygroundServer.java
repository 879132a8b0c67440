package firsthand.playground.server;

import com.sun.net.httpserver.HttpServer;
import firsthand.datasets.DataCatalog;
import firsthand.datasets.FetchListener;
import firsthand.playground.session.Session;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * The playground on the network: serves the page and runs the engine behind it, until it is closed.
 *
 * <pre>{@code
 * try (var server = PlaygroundServer.start(InetAddress.getLoopbackAddress(), 0, 2, FetchListener.SILENT)) {
 *     System.out.println(server.address());    // http://127.0.0.1:40111/?token=...
 *     ...
 * }
 * }</pre>
 *
 * <p>Only pages that it served itself are listened to, and commands only with the token that {@link #address} carries.
 */
public final class PlaygroundServer implements AutoCloseable {
    private static final int WAITING_CONNECTIONS = 64;
    private static final int PATIENCE_SECONDS = 5;

    private final HttpServer http;
    private final ExecutorService clients;
    private final EngineLoop engine;
    private final Audience audience;
    private final Guard guard;

    private PlaygroundServer(
            HttpServer http, ExecutorService clients, EngineLoop engine, Audience audience, Guard guard) {
        this.http = http;
        this.clients = clients;
        this.engine = engine;
        this.audience = audience;
        this.guard = guard;
    }

    /**
     * Listens for pages, with a session that has built nothing yet. Data sets are loaded when a page asks for them.
     *
     * @param address where to listen; any but loopback can be reached by others, who then need only the token
     * @param port 0 for any that is free
     * @param threads how many threads share the arithmetic
     * @param listener hears what happens while data sets are found and fetched, perhaps several at the same time
     * @throws java.net.SocketException if this is no address of the machine, or the port is taken
     */
    public static PlaygroundServer start(InetAddress address, int port, int threads, FetchListener listener)
            throws IOException {
        var shelf = new DataShelf(DataCatalog.names(), name -> DataCatalog.load(name, listener));
        return start(
                address,
                port,
                () -> new SessionEngine(new Session(shelf, "jvm", Edition.current(), threads)),
                shelf,
                PageFiles.ofProgram());
    }

    static PlaygroundServer start(
            InetAddress address, int port, Supplier<? extends Engine> engines, DataShelf shelf, PageFiles files)
            throws IOException {
        HttpLimits.set();
        var http = HttpServer.create(new InetSocketAddress(address, port), WAITING_CONNECTIONS);
        var guard = new Guard(http.getAddress(), Guard.randomToken());
        var audience = new Audience();
        var engine = EngineLoop.start(engines, audience);
        var clients = Executors.newThreadPerTaskExecutor(
                Thread.ofVirtual().name("firsthand-client-", 0).factory());
        http.createContext("/", new Router(guard, files, shelf, engine, audience));
        http.setExecutor(clients);
        http.start();
        return new PlaygroundServer(http, clients, engine, audience, guard);
    }

    /** What to open in a browser: with the token, so only for whoever may use this playground. */
    public URI address() {
        var address = guard.bound().getAddress();
        String host = address.isAnyLocalAddress() ? "localhost" : address.getHostAddress();
        return URI.create(
                "http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port() + "/?token=" + guard.token());
    }

    /** The port it listens at. */
    public int port() {
        return guard.bound().getPort();
    }

    /** Closes every connection, and ends every thread that was started. */
    @Override
    public void close() {
        audience.close();
        http.stop(0);
        clients.shutdownNow();
        engine.close();
        try {
            clients.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException impatient) {
            Thread.currentThread().interrupt();
        }
    }
}
