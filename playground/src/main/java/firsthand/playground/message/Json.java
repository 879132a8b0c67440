package firsthand.playground.message;

import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A JSON object that is being written.
 *
 * <pre>{@code
 * String text = Json.object().put("step", 3).put("loss", 0.25).toString();    // {"step":3,"loss":0.25}
 * }</pre>
 *
 * <p>It writes only, and needs nothing, so that it serves inside the page as well; the page reads by means of its own.
 */
public final class Json {
    private final StringBuilder fields = new StringBuilder();

    private Json() {}

    /** An object without fields. */
    public static Json object() {
        return new Json();
    }

    /** The object of a map of texts, in its order. */
    public static Json of(Map<String, String> texts) {
        var json = object();
        texts.forEach(json::put);
        return json;
    }

    /** A text. */
    public Json put(String name, String value) {
        return raw(name, quoted(value));
    }

    /** A whole number. */
    public Json put(String name, long value) {
        return raw(name, Long.toString(value));
    }

    /** A number; null in the text where it is not finite, as JSON knows nothing else. */
    public Json put(String name, double value) {
        return raw(name, number(value));
    }

    /** A number, in as few figures as tell it from its neighbours; null in the text where it is not finite. */
    public Json put(String name, float value) {
        return raw(name, Float.isFinite(value) ? Float.toString(value) : "null");
    }

    /** True or false. */
    public Json put(String name, boolean value) {
        return raw(name, Boolean.toString(value));
    }

    /** An object within this one. */
    public Json put(String name, Json value) {
        return raw(name, value.toString());
    }

    /** An array of objects. */
    public Json put(String name, Stream<Json> values) {
        return raw(name, array(values.map(Json::toString)));
    }

    /** An array of texts. */
    public Json put(String name, List<String> values) {
        return raw(name, array(values.stream().map(Json::quoted)));
    }

    /** An array of numbers. */
    public Json put(String name, double[] values) {
        return raw(name, array(DoubleStream.of(values).mapToObj(Json::number)));
    }

    /** An array of whole numbers. */
    public Json put(String name, int[] values) {
        return raw(name, array(IntStream.of(values).mapToObj(Integer::toString)));
    }

    /** Bytes in base 64. */
    public Json put(String name, byte[] value) {
        return put(name, Base64.getEncoder().encodeToString(value));
    }

    private Json raw(String name, String value) {
        fields.append(fields.isEmpty() ? "" : ",")
                .append(quoted(name))
                .append(':')
                .append(value);
        return this;
    }

    private static String array(Stream<String> values) {
        return values.collect(Collectors.joining(",", "[", "]"));
    }

    private static String number(double value) {
        return Double.isFinite(value) ? Double.toString(value) : "null";
    }

    private static String quoted(String text) {
        var quoted = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> quoted.append("\\\"");
                case '\\' -> quoted.append("\\\\");
                case '\n' -> quoted.append("\\n");
                default -> {
                    // Line separators and lone surrogates are better written out wherever the text may end up.
                    if (Character.isISOControl(c) || c == 0x2028 || c == 0x2029 || Character.isSurrogate(c)) {
                        quoted.append("\\u")
                                .append(Integer.toHexString(0x10000 | c).substring(1));
                    } else {
                        quoted.append(c);
                    }
                }
            }
        }
        return quoted.append('"').toString();
    }

    @Override
    public String toString() {
        return "{" + fields + "}";
    }
}
