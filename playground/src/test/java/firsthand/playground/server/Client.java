package firsthand.playground.server;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** A connection whose every byte a test decides. */
final class Client implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 20_000;

    /**
     * What came back.
     *
     * @param headers by their names in small letters
     */
    record Reply(int status, Map<String, String> headers, String body) {}

    private final Socket socket;
    private final InputStream in;

    Client(int port) throws IOException {
        this(new Socket(), port);
    }

    /** @param receiveBuffer how much may lie unread before the server has to wait */
    static Client withSmallBuffer(int port, int receiveBuffer) throws IOException {
        var socket = new Socket();
        socket.setReceiveBufferSize(receiveBuffer);
        return new Client(socket, port);
    }

    private Client(Socket socket, int port) throws IOException {
        this.socket = socket;
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        socket.setSoTimeout(PATIENCE_MILLIS);
        in = new BufferedInputStream(socket.getInputStream());
    }

    void send(String request) throws IOException {
        socket.getOutputStream().write(request.replace("\n", "\r\n").getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().flush();
    }

    /** One whole answer to a GET or POST. */
    Reply receive() throws IOException {
        var head = receiveHead();
        String length = head.headers.getOrDefault("content-length", "0");
        return new Reply(
                head.status, head.headers, new String(in.readNBytes(Integer.parseInt(length)), StandardCharsets.UTF_8));
    }

    /** The status and the headers, which for a HEAD or a stream is all, or all for now. */
    Reply receiveHead() throws IOException {
        String status = line();
        Map<String, String> headers = new TreeMap<>();
        for (String line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        return new Reply(Integer.parseInt(status.split(" ")[1]), headers, "");
    }

    /** The next event of a stream: what stands after "data: "; comments are passed over. */
    String event() throws IOException {
        for (String line = chunkedLine(); ; line = chunkedLine()) {
            if (line.startsWith("data: ")) {
                return line.substring("data: ".length());
            }
        }
    }

    private int left;

    private String chunkedLine() throws IOException {
        var line = new ByteArrayOutputStream();
        while (true) {
            if (left == 0) {
                left = Integer.parseInt(line(), 16);
                if (left == 0) {
                    throw new IOException("the stream has ended");
                }
            }
            int next = in.read();
            if (--left == 0) {
                line();
            }
            if (next == '\n') {
                return line.toString(StandardCharsets.UTF_8);
            }
            line.write(next);
        }
    }

    private String line() throws IOException {
        var line = new ByteArrayOutputStream();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new IOException("the connection was closed");
            }
            line.write(next);
        }
        return line.toString(StandardCharsets.ISO_8859_1).strip();
    }

    /** Whether the server has closed the connection, now or before long. */
    boolean isClosedByServer() throws IOException {
        try {
            return in.read() < 0;
        } catch (SocketException reset) {
            return true;
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
