package firsthand.playground.server;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import firsthand.playground.message.Json;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Semaphore;

/**
 * What the server does with a request: a file of the page, {@code GET /home}, {@code POST /command} or {@code GET
 * /events}. A request is checked before anything of it is read, and a path is compared letter for letter.
 */
final class Router implements HttpHandler {
    /** The most bytes of a command: a model or a table of 16 MB in base 64, and some. */
    static final int LONGEST_COMMAND = 24 << 20;

    /** The most bytes of all commands that are being received. */
    private static final int RECEIVED_AT_ONCE = 4 * LONGEST_COMMAND;

    private static final String FORM = "application/x-www-form-urlencoded";

    private final Guard guard;
    private final PageFiles files;
    private final DataShelf shelf;
    private final EngineLoop engine;
    private final Audience audience;
    private final Semaphore room = new Semaphore(RECEIVED_AT_ONCE);

    Router(Guard guard, PageFiles files, DataShelf shelf, EngineLoop engine, Audience audience) {
        this.guard = guard;
        this.files = files;
        this.shelf = shelf;
        this.engine = engine;
        this.audience = audience;
    }

    /** An exception that leaves here makes the JDK's server close the connection. */
    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try {
            guard.checkSource(exchange.getRequestHeaders());
            String path = path(exchange);
            switch (path) {
                case "/events" -> sendEvents(exchange);
                case "/command" -> command(exchange).send(exchange);
                case "/home" -> home(exchange).send(exchange);
                default -> page(exchange, path).send(exchange);
            }
        } catch (Refusal refusal) {
            Answer.error(refusal.status(), String.valueOf(refusal.getMessage())).send(exchange);
        } catch (RuntimeException broken) {
            System.getLogger("firsthand.playground").log(System.Logger.Level.ERROR, "a request failed", broken);
            Answer.error(500, "playground: failed with " + broken.getClass().getSimpleName())
                    .send(exchange);
        } catch (InterruptedException stopping) {
            throw new InterruptedIOException("the playground ends");
        }
    }

    /** As it came, without the query: nothing is decoded, and no dots or slashes are taken out. */
    private static String path(HttpExchange exchange) {
        String target = exchange.getRequestURI().toString();
        int query = target.indexOf('?');
        return query < 0 ? target : target.substring(0, query);
    }

    private Answer page(HttpExchange exchange, String path) throws Refusal {
        checkMethod(exchange, "GET", "HEAD");
        var file = files.find(path).orElseThrow(() -> new Refusal(404, "page: there is nothing at this address"));
        String held = exchange.getRequestHeaders().getFirst("If-None-Match");
        return file.answer(held == null ? "" : held);
    }

    /** How a page finds out whom it talks to; no secret. */
    private static Answer home(HttpExchange exchange) throws Refusal {
        checkMethod(exchange, "GET", "HEAD");
        var home = Json.object().put("home", "jvm").put("version", Edition.current());
        return Answer.json(200, home.toString());
    }

    private Answer command(HttpExchange exchange) throws IOException, Refusal, InterruptedException {
        checkMethod(exchange, "POST");
        guard.checkToken(exchange.getRequestHeaders());
        checkType(exchange);
        String form = receive(exchange);
        try {
            shelf.prepare(form);
        } catch (IOException unavailable) {
            return Answer.error(200, String.valueOf(unavailable.getMessage()));
        }
        return Answer.json(200, engine.handle(form));
    }

    /** Browsers send other types from any page to any address; this one with our header only with our consent. */
    private static void checkType(HttpExchange exchange) throws Refusal {
        String type = exchange.getRequestHeaders().getFirst("Content-Type");
        if (type == null
                || !type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT).equals(FORM)) {
            throw new Refusal(415, "Content-Type: expected " + FORM + ", received " + (type == null ? "none" : type));
        }
    }

    private String receive(HttpExchange exchange) throws IOException, Refusal {
        String length = exchange.getRequestHeaders().getFirst("Content-Length");
        if (length == null) {
            throw new Refusal(411, "Content-Length: expected how long the command is, received none");
        }
        if (Long.parseLong(length) > LONGEST_COMMAND) { // a number: the JDK's server has read it before
            throw new Refusal(413, "command: expected at most " + LONGEST_COMMAND + " bytes, received " + length);
        }
        int bytes = Integer.parseInt(length);
        if (!room.tryAcquire(bytes)) {
            throw new Refusal(503, "commands: expected less at the same time; send this one again");
        }
        try {
            return new String(exchange.getRequestBody().readNBytes(bytes), StandardCharsets.UTF_8);
        } finally {
            room.release(bytes);
        }
    }

    private void sendEvents(HttpExchange exchange) throws IOException, Refusal, InterruptedException {
        checkMethod(exchange, "GET");
        guard.checkToken(exchange.getRequestHeaders());
        try (var seat = audience.join()) {
            Answer.addHeaders(
                    exchange.getResponseHeaders(),
                    Map.of("Content-Type", "text/event-stream", "Cache-Control", "no-store"));
            exchange.sendResponseHeaders(200, 0);
            var body = exchange.getResponseBody();
            body.flush();
            for (byte[] event = seat.next(); event.length > 0; event = seat.next()) {
                body.write(event);
                body.flush();
            }
            body.close();
        }
    }

    private static void checkMethod(HttpExchange exchange, String... methods) throws Refusal {
        if (!List.of(methods).contains(exchange.getRequestMethod())) {
            exchange.getResponseHeaders().set("Allow", String.join(", ", methods));
            throw new Refusal(405, "method: expected " + String.join(" or ", methods) + ", received another");
        }
    }
}
