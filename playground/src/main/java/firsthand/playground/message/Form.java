package firsthand.playground.message;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Fields by name, as a form of a web page sends them: {@code do=step&count=10}.
 *
 * <p>Space is {@code +} or {@code %20}; every other character that is not a letter, a figure or one of {@code -_.~*:,/}
 * is {@code %} and two hexadecimal figures for each byte of UTF-8.
 *
 * @param fields each name once, in their order
 */
public record Form(Map<String, String> fields) {
    private static final String PLAIN = "-_.~*:,/";

    /** Keeps a copy. */
    public Form {
        fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    }

    /**
     * Reads a form.
     *
     * @throws IllegalArgumentException if a field comes twice, or something is not written as it should be
     */
    public static Form parse(String text) {
        Map<String, String> fields = new LinkedHashMap<>();
        for (String field : text.isEmpty() ? new String[0] : text.split("&", -1)) {
            int equals = field.indexOf('=');
            if (equals < 1) {
                throw new IllegalArgumentException("form: expected name=value, received " + field);
            }
            String name = decoded(field.substring(0, equals));
            if (fields.put(name, decoded(field.substring(equals + 1))) != null) {
                throw new IllegalArgumentException("form: expected " + name + " once, received it twice");
            }
        }
        return new Form(fields);
    }

    private static String decoded(String text) {
        if (text.indexOf('%') < 0 && text.indexOf('+') < 0) {
            return text;
        }
        byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
        var decoded = new ByteArrayOutputStream(encoded.length);
        for (int i = 0; i < encoded.length; i++) {
            switch (encoded[i]) {
                case '%' -> {
                    decoded.write(hexadecimal(encoded, i + 1));
                    i += 2;
                }
                case '+' -> decoded.write(' ');
                default -> decoded.write(encoded[i]);
            }
        }
        return decoded.toString(StandardCharsets.UTF_8);
    }

    private static int hexadecimal(byte[] encoded, int from) {
        int high = from + 1 < encoded.length ? Character.digit((char) (encoded[from] & 0xff), 16) : -1;
        int low = from + 1 < encoded.length ? Character.digit((char) (encoded[from + 1] & 0xff), 16) : -1;
        if (high < 0 || low < 0) {
            int length = Math.min(2, encoded.length - from);
            throw new IllegalArgumentException("form: expected two hexadecimal figures after %, received "
                    + new String(encoded, from, length, StandardCharsets.UTF_8));
        }
        return 16 * high + low;
    }

    /** Whether there is a field of that name. */
    public boolean has(String name) {
        return fields.containsKey(name);
    }

    /** A field that may be left out. */
    public Optional<String> find(String name) {
        return Optional.ofNullable(fields.get(name));
    }

    /**
     * A field.
     *
     * @throws IllegalArgumentException if there is none
     */
    public String text(String name) {
        return find(name).orElseThrow(() -> new IllegalArgumentException(name + ": expected a value, received none"));
    }

    /**
     * A whole number.
     *
     * @throws IllegalArgumentException if there is none, or it is out of range
     */
    public long whole(String name, long least, long most) {
        String text = text(name);
        try {
            long value = Long.parseLong(text);
            if (value >= least && value <= most) {
                return value;
            }
        } catch (NumberFormatException worded) {
            // Worded below.
        }
        throw new IllegalArgumentException(
                name + ": expected a whole number from " + least + " to " + most + ", received " + text);
    }

    /** {@link #whole(String, long, long)} for numbers that count or index something. */
    public int index(String name, int most) {
        return (int) whole(name, 0, most);
    }

    /**
     * Bytes in base 64.
     *
     * @throws IllegalArgumentException if there are none, or they are not written so
     */
    public byte[] bytes(String name) {
        try {
            return Base64.getDecoder().decode(text(name));
        } catch (IllegalArgumentException malformed) {
            throw new IllegalArgumentException(
                    name + ": expected bytes in base 64, received something else", malformed);
        }
    }

    /** The form as a page sends it. */
    @Override
    public String toString() {
        var text = new StringBuilder();
        fields.forEach((name, value) -> text.append(text.isEmpty() ? "" : "&")
                .append(encoded(name))
                .append('=')
                .append(encoded(value)));
        return text.toString();
    }

    private static String encoded(String text) {
        var encoded = new StringBuilder();
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xff);
            if ((c < 0x80 && Character.isLetterOrDigit(c)) || PLAIN.indexOf(c) >= 0) {
                encoded.append(c);
            } else {
                encoded.append('%').append(Integer.toHexString(0x100 | c).substring(1));
            }
        }
        return encoded.toString();
    }
}
