package firsthand.playground.server;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import firsthand.playground.message.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * One whole answer to one request.
 *
 * @param status the status of HTTP
 * @param headers what the answer says about itself, beside what every answer says
 * @param body may be empty
 */
record Answer(int status, Map<String, String> headers, byte[] body) {
    /** Said by every answer: a page from here runs and loads only what comes from here, and nobody else may embed it. */
    private static final Map<String, String> ALWAYS = Map.of(
            "Content-Security-Policy",
            "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data: blob:;"
                    + " connect-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'none';"
                    + " frame-ancestors 'none'",
            "X-Content-Type-Options",
            "nosniff",
            "Referrer-Policy",
            "no-referrer",
            "Cross-Origin-Opener-Policy",
            "same-origin",
            "Cross-Origin-Resource-Policy",
            "same-origin",
            "Permissions-Policy",
            "camera=(), geolocation=(), microphone=(), payment=(), usb=()");

    /** An answer for programs, which nobody keeps. */
    static Answer json(int status, String object) {
        return new Answer(
                status,
                Map.of("Content-Type", "application/json", "Cache-Control", "no-store"),
                object.getBytes(StandardCharsets.UTF_8));
    }

    /** An answer that says in one line why there is no other. */
    static Answer error(int status, String message) {
        return json(status, Json.object().put("error", message).toString());
    }

    /** Sends it; without the body where only the head was asked for. */
    void send(HttpExchange exchange) throws IOException {
        addHeaders(exchange.getResponseHeaders(), headers);
        if (exchange.getRequestMethod().equals("HEAD")) {
            exchange.getResponseHeaders().set("Content-Length", String.valueOf(body.length));
            exchange.sendResponseHeaders(status, -1);
        } else if (body.length == 0) {
            exchange.sendResponseHeaders(status, -1);
        } else {
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
            exchange.getResponseBody().close();
        }
    }

    /** Adds these, and what every answer says. */
    static void addHeaders(Headers to, Map<String, String> headers) {
        ALWAYS.forEach(to::set);
        headers.forEach(to::set);
    }
}
