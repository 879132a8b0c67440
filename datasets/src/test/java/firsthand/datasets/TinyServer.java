package firsthand.datasets;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A web server on loopback that can misbehave on purpose: cut answers off, or ignore what was asked for. */
final class TinyServer implements AutoCloseable {
    /**
     * What to answer.
     *
     * @param cutAfter send this many bytes of the body, then close the connection
     */
    record Answer(int status, String headers, byte[] body, int cutAfter) {
        static Answer whole(byte[] body) {
            return new Answer(200, "", body, body.length);
        }

        static Answer missing() {
            return new Answer(404, "", new byte[0], 0);
        }

        /** The part that was asked for, or all. */
        static Answer part(byte[] body, int from) {
            return from == 0
                    ? whole(body)
                    : new Answer(
                            206,
                            "Content-Range: bytes " + from + "-" + (body.length - 1) + "/" + body.length + "\r\n",
                            Arrays.copyOfRange(body, from, body.length),
                            body.length - from);
        }

        Answer cutAfter(int bytes) {
            return new Answer(status, headers, body, Math.min(bytes, body.length));
        }
    }

    /** Answers a request for a path, from a byte on; the number of the request counts from 1. */
    interface Handler {
        Answer answer(String path, int from, int request);
    }

    private final ServerSocket socket;
    private final Handler handler;
    private final List<String> requests = new CopyOnWriteArrayList<>();

    TinyServer(Handler handler) throws IOException {
        this.socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        this.handler = handler;
        Thread.ofVirtual().start(this::serve);
    }

    String address() {
        return "http://localhost:" + socket.getLocalPort() + "/";
    }

    /** What was asked for: the path and, where it was not 0, @ and the first byte. */
    List<String> requests() {
        return requests;
    }

    private void serve() {
        while (!socket.isClosed()) {
            try {
                var connection = socket.accept();
                Thread.ofVirtual().start(() -> answer(connection));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void answer(Socket connection) {
        try (connection) {
            var in = new BufferedReader(new InputStreamReader(connection.getInputStream(), StandardCharsets.US_ASCII));
            String path = in.readLine().split(" ")[1];
            int from = 0;
            for (String line = in.readLine(); !line.isEmpty(); line = in.readLine()) {
                if (line.toLowerCase().startsWith("range: bytes=")) {
                    from = Integer.parseInt(line.substring(13, line.length() - 1));
                }
            }
            requests.add(from == 0 ? path : path + "@" + from);
            send(connection, handler.answer(path, from, requests.size()));
        } catch (IOException broken) {
            // The client has gone.
        }
    }

    private static void send(Socket connection, Answer answer) throws IOException {
        String head = "HTTP/1.1 " + answer.status() + " x\r\nContent-Length: " + answer.body().length
                + "\r\nConnection: close\r\n" + answer.headers() + "\r\n";
        connection.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
        connection.getOutputStream().write(answer.body(), 0, answer.cutAfter());
        connection.getOutputStream().flush();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
