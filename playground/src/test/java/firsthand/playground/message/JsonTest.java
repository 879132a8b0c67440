package firsthand.playground.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What is written as JSON, another reader reads as the same. */
final class JsonTest {
    private static JsonNode read(Json json) {
        return JsonMapper.shared().readTree(json.toString());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void writesAnyTexts(long seed) {
        var random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        Map<String, String> texts = new LinkedHashMap<>();
        for (int i = 0; i < 50; i++) {
            var text = new StringBuilder();
            random.ints(random.nextInt(8), 0, random.nextBoolean() ? 0x80 : 0x110000)
                    .forEach(text::appendCodePoint);
            texts.put(i + text.toString(), text.reverse().toString());
        }
        Map<String, String> received = new LinkedHashMap<>();
        read(Json.of(texts))
                .properties()
                .forEach(field -> received.put(field.getKey(), field.getValue().asString()));

        assertThat(received).isEqualTo(texts);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void writesAnyNumbersToTheirLastBit(long seed) {
        var random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        for (int i = 0; i < 200; i++) {
            double value = Double.longBitsToDouble(random.nextLong());
            float small = Float.intBitsToFloat(random.nextInt());
            long whole = random.nextLong();
            var read =
                    read(Json.object().put("double", value).put("float", small).put("long", whole));

            assertThat(read.get("double").isNull()).isEqualTo(!Double.isFinite(value));
            assertThat(read.get("float").isNull()).isEqualTo(!Float.isFinite(small));
            assertThat(read.get("double").asDouble(value)).isEqualTo(Double.valueOf(value));
            assertThat((float) read.get("float").asDouble(small)).isEqualTo(Float.valueOf(small));
            assertThat(read.get("long").asLong()).isEqualTo(whole);
        }
    }

    @Test
    void hasNullForNumbersThatJsonDoesNotKnow() {
        assertThat(Json.object()
                        .put("a", Double.NaN)
                        .put("b", Float.NEGATIVE_INFINITY)
                        .put("c", new double[] {1, Double.POSITIVE_INFINITY}))
                .hasToString("{\"a\":null,\"b\":null,\"c\":[1.0,null]}");
    }

    @Test
    void isOneLineWhateverIsSaid() {
        assertThat(Json.object().put("a", "\r\n\u0085\u2028\u2029\u0000").toString())
                .doesNotContainPattern("\\R")
                .doesNotContainPattern("\\p{Cntrl}");
    }

    @Test
    void nests() {
        var json = Json.object()
                .put("yes", true)
                .put("bytes", new byte[] {1, 2, 3})
                .put("object", Json.object())
                .put("objects", Stream.of(Json.object().put("n", 1), Json.object()))
                .put("texts", List.of("a", "\"", ""))
                .put("steps", new int[] {1, -2})
                .put("none", new int[0]);

        assertThat(json)
                .hasToString("{\"yes\":true,\"bytes\":\"AQID\",\"object\":{},\"objects\":[{\"n\":1},{}],"
                        + "\"texts\":[\"a\",\"\\\"\",\"\"],\"steps\":[1,-2],\"none\":[]}");
    }
}
