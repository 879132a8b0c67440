package firsthand.playground.server;

import com.sun.net.httpserver.Headers;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Set;

/**
 * Decides whose requests are met: those of the page that this server gave out, and, where something is to be changed or
 * told, only with the token that stood in the address this program printed.
 *
 * <p>A page from elsewhere that a browser has open beside ours can send requests here too. It is told apart by what the
 * browser adds: {@code Host} is its own name even where that name has been made to lead here (DNS rebinding), and
 * {@code Origin} and {@code Sec-Fetch-Site} say where it came from.
 *
 * @param bound the address and port that the server listens at
 * @param token what only the user of this program knows
 */
record Guard(InetSocketAddress bound, String token) {
    /** The header that carries the token. */
    static final String TOKEN_HEADER = "X-Firsthand-Token";

    private static final int TOKEN_BYTES = 32;
    private static final int HTTP_PORT = 80;
    private static final Set<String> OWN_SITES = Set.of("same-origin", "none");

    /** A token of 256 random bits, in letters, figures, - and _. */
    static String randomToken() {
        byte[] bytes = new byte[TOKEN_BYTES];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /**
     * Lets through what was meant for this server and comes from its own page, or from no page at all.
     *
     * @throws Refusal otherwise
     */
    void checkSource(Headers headers) throws Refusal {
        List<String> hosts = headers.getOrDefault("Host", List.of());
        if (hosts.size() != 1 || !isHere(hosts.getFirst())) {
            throw new Refusal(421, "Host: expected the address of this server, received another or none");
        }
        for (String origin : headers.getOrDefault("Origin", List.of())) {
            if (!origin.equalsIgnoreCase("http://" + hosts.getFirst())) {
                throw new Refusal(403, "Origin: expected this server's own page, received another");
            }
        }
        for (String site : headers.getOrDefault("Sec-Fetch-Site", List.of())) {
            if (!OWN_SITES.contains(site)) {
                throw new Refusal(403, "Sec-Fetch-Site: expected same-origin or none, received another");
            }
        }
    }

    /**
     * Lets through who knows the token.
     *
     * @throws Refusal otherwise
     */
    void checkToken(Headers headers) throws Refusal {
        List<String> tokens = headers.getOrDefault(TOKEN_HEADER, List.of());
        if (tokens.size() != 1 || !isToken(tokens.getFirst())) {
            throw new Refusal(
                    403,
                    TOKEN_HEADER + ": expected the token of the address that the playground printed, received"
                            + (tokens.isEmpty() ? " none" : " another"));
        }
    }

    /** Takes as long for a token that is nearly right as for any other. */
    private boolean isToken(String received) {
        return MessageDigest.isEqual(token.getBytes(StandardCharsets.UTF_8), received.getBytes(StandardCharsets.UTF_8));
    }

    private boolean isHere(String host) {
        int colon = host.endsWith("]") ? -1 : host.lastIndexOf(':');
        String name = colon < 0 ? host : host.substring(0, colon);
        String port = colon < 0 ? String.valueOf(HTTP_PORT) : host.substring(colon + 1);
        return port.equals(String.valueOf(bound.getPort())) && (name.equalsIgnoreCase("localhost") || isAddress(name));
    }

    /** Whether it is the address this listens at, or, where that is every one of the machine, any: but never a name. */
    private boolean isAddress(String name) {
        try {
            var address = InetAddress.ofLiteral(name);
            return bound.getAddress().isAnyLocalAddress() || address.equals(bound.getAddress());
        } catch (IllegalArgumentException aName) {
            return false;
        }
    }
}
