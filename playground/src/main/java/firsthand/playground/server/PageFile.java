package firsthand.playground.server;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;

/**
 * One file of the page.
 *
 * @param type what it is, in HTTP's words
 * @param tag changes whenever the content does, in quotation marks
 */
record PageFile(byte[] content, String type, String tag) {
    private static final String UNKNOWN = "application/octet-stream";
    private static final Map<String, String> TYPES = Map.ofEntries(
            Map.entry("html", "text/html; charset=utf-8"),
            Map.entry("css", "text/css; charset=utf-8"),
            Map.entry("js", "text/javascript; charset=utf-8"),
            Map.entry("json", "application/json"),
            Map.entry("svg", "image/svg+xml"),
            Map.entry("png", "image/png"),
            Map.entry("ico", "image/x-icon"),
            Map.entry("wasm", "application/wasm"),
            Map.entry("txt", "text/plain; charset=utf-8"),
            Map.entry("java", "text/plain; charset=utf-8"));

    static PageFile of(String name, byte[] content) {
        String ending = name.substring(name.lastIndexOf('.') + 1);
        return new PageFile(content, TYPES.getOrDefault(ending, UNKNOWN), '"' + shortHash(content) + '"');
    }

    private static String shortHash(byte[] content) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(content);
            return HexFormat.of().formatHex(hash, 0, 8);
        } catch (NoSuchAlgorithmException impossible) {
            throw new AssertionError("every Java has SHA-256", impossible);
        }
    }

    /**
     * The answer to a request for this file: nothing but "as before" if the client holds this content already.
     *
     * @param held the tag of what the client has, or empty
     */
    Answer answer(String held) {
        // Asked for again each time, because the next start of the program may have another page at the same address.
        var headers = Map.of("Content-Type", type, "ETag", tag, "Cache-Control", "no-cache");
        return held.equals(tag) ? new Answer(304, headers, new byte[0]) : new Answer(200, headers, content);
    }
}
