package firsthand.playground.server;

/**
 * What the JDK's server is told to put up with before any code of ours sees a request. It takes these from system
 * properties, once in a process, when its first server is made; those that somebody has set already stay.
 */
final class HttpLimits {
    /** Connections open at once; further ones are closed as they come. */
    static final int CONNECTIONS = 200;

    /** From a request's first byte to the last of its body. */
    static final int REQUEST_SECONDS = 60;

    static final int HEADERS = 64;
    static final int HEADER_BYTES = 32 << 10;

    private HttpLimits() {}

    static void set() {
        set("jdk.httpserver.maxConnections", CONNECTIONS);
        set("sun.net.httpserver.maxReqTime", REQUEST_SECONDS);
        set("sun.net.httpserver.maxReqHeaders", HEADERS);
        set("sun.net.httpserver.maxReqHeaderSize", HEADER_BYTES);
        // Or a short answer waits 40 ms for the client to confirm the one before.
        set("sun.net.httpserver.nodelay", true);
    }

    private static void set(String property, Object value) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, value.toString());
        }
    }
}
