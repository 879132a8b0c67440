package firsthand.playground.server;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** A server with an engine that counts and a page of three files. */
final class TestServer implements AutoCloseable {
    final FakeEngine engine;
    final PlaygroundServer server;
    final String host;
    final String token;

    TestServer() throws IOException {
        this(new DataShelf(List.of(), name -> {
            throw new IOException("none");
        }));
    }

    TestServer(DataShelf shelf) throws IOException {
        this(new FakeEngine(), shelf);
    }

    private TestServer(FakeEngine engine, DataShelf shelf) throws IOException {
        this(engine, start(engine, shelf));
    }

    /** One that was started elsewhere; it has another engine. */
    TestServer(PlaygroundServer server) {
        this(new FakeEngine(), server);
    }

    private TestServer(FakeEngine engine, PlaygroundServer server) {
        this.engine = engine;
        this.server = server;
        host = "127.0.0.1:" + server.port();
        token = server.address().getQuery().substring("token=".length());
    }

    private static PlaygroundServer start(FakeEngine engine, DataShelf shelf) throws IOException {
        var files = new PageFiles(Map.of(
                "/", file("index.html", "<!doctype html>the page"),
                "/js/main.js", file("main.js", "start();"),
                "/source/firsthand/layer/Dense.java", file("Dense.java", "class Dense {}")));
        return PlaygroundServer.start(InetAddress.getLoopbackAddress(), 0, () -> engine, shelf, files);
    }

    private static PageFile file(String name, String content) {
        return PageFile.of(name, content.getBytes(StandardCharsets.UTF_8));
    }

    /** One request by a client of its own. */
    Client.Reply ask(String request) throws IOException {
        try (var client = new Client(server.port())) {
            client.send(request);
            return request.startsWith("HEAD") ? client.receiveHead() : client.receive();
        }
    }

    Client.Reply get(String path) throws IOException {
        return ask("GET " + path + " HTTP/1.1\nHost: " + host + "\n\n");
    }

    /** A command as our page sends it. */
    Client.Reply command(String form) throws IOException {
        return ask(commandHead(form.length()) + form);
    }

    String commandHead(long length) {
        return "POST /command HTTP/1.1\nHost: " + host + "\nX-Firsthand-Token: " + token
                + "\nContent-Type: application/x-www-form-urlencoded\nContent-Length: " + length + "\n\n";
    }

    /** A client that watches; its first answer has been checked. */
    Client watch() throws IOException {
        return watch(new Client(server.port()));
    }

    Client watch(Client client) throws IOException {
        client.send("GET /events HTTP/1.1\nHost: " + host + "\nX-Firsthand-Token: " + token + "\n\n");
        var head = client.receiveHead();
        if (head.status() != 200) {
            client.close();
            throw new IOException("status " + head.status());
        }
        return client;
    }

    @Override
    public void close() {
        engine.release.countDown();
        server.close();
    }
}
