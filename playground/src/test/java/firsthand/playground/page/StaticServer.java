package firsthand.playground.page;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Any web server: it offers the files of a folder, here below a path of its own, and knows nothing of them. */
public final class StaticServer implements AutoCloseable {
    private static final String PATH = "/school/playground/";

    private final Path folder;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    /** Offers the files below that folder. */
    public StaticServer(Path folder) throws IOException {
        this.folder = folder.toAbsolutePath().normalize();
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext(PATH, this::answer);
        server.createContext("/favicon.ico", exchange -> {
            try (exchange) {
                exchange.sendResponseHeaders(204, -1); // browsers ask for it unasked
            }
        });
        server.start();
    }

    /** Where its index is. */
    public String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + PATH;
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String name = exchange.getRequestURI().getPath().substring(PATH.length());
            Path file = folder.resolve(name.isEmpty() ? "index.html" : name).normalize();
            if (!file.startsWith(folder) || !Files.isRegularFile(file)) {
                exchange.sendResponseHeaders(404, -1);
                return;
            }
            exchange.getResponseHeaders().set("Content-Type", type(file.toString()));
            exchange.sendResponseHeaders(200, Files.size(file));
            Files.copy(file, exchange.getResponseBody());
        }
    }

    private static String type(String name) {
        return switch (name.substring(name.lastIndexOf('.') + 1)) {
            case "html" -> "text/html; charset=utf-8";
            case "js" -> "text/javascript";
            case "css" -> "text/css";
            case "wasm" -> "application/wasm";
            case "json" -> "application/json";
            default -> "application/octet-stream";
        };
    }

    @Override
    public void close() {
        server.stop(0);
        threads.close();
    }
}
