package firsthand.playground.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Forms come back as they were sent, and what is no form is refused. */
final class FormTest {
    /** Letters of one to four bytes, and everything that means something in a form. */
    private static final String[] LETTERS = {
        "a", "Z", "0", " ", "+", "&", "=", "%", "%4", "?", "#", "/", "\"", "\n", "\u0000", "é", "→", "𝛁", "👋🏽"
    };

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void readsWhatItWrites(long seed) {
        var form = new Form(fields(seed));

        assertThat(Form.parse(form.toString())).isEqualTo(form);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void readsWhatOthersWrite(long seed) {
        var fields = fields(seed);
        String text = fields.entrySet().stream()
                .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
                .collect(Collectors.joining("&"));

        assertThat(Form.parse(text).fields()).isEqualTo(fields);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static Map<String, String> fields(long seed) {
        var random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        Map<String, String> fields = new LinkedHashMap<>();
        for (int i = 0; i < 20; i++) {
            fields.put("f" + text(random), text(random));
        }
        return fields;
    }

    private static String text(RandomGenerator random) {
        var text = new StringBuilder();
        for (int i = random.nextInt(6); i > 0; i--) {
            text.append(LETTERS[random.nextInt(LETTERS.length)]);
        }
        return text.toString();
    }

    @Test
    void keepsTheOrderOfItsFields() {
        assertThat(Form.parse("z=1&a=2&m=3").fields().keySet()).containsExactly("z", "a", "m");
    }

    @ParameterizedTest
    @CsvSource({"a=👋+👋,👋 👋", "a=é%C3%A9,éé", "a==b=,=b=", "a=%2B%2b,++"})
    void takesLettersAsTheyAreAndAsBytes(String form, String value) {
        assertThat(Form.parse(form).text("a")).isEqualTo(value);
    }

    @Test
    void isEmptyWithoutAnyText() {
        assertThat(Form.parse("").fields()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "&, name=value",
        "a, name=value",
        "=a, name=value",
        "a=1&, name=value",
        "a=1&&b=2, name=value",
        "a=1&a=2, once",
        "a=1&%61=2, once",
        "a=%, two hexadecimal figures",
        "a=%4, two hexadecimal figures",
        "a=%4g, two hexadecimal figures",
        "a=%-1, two hexadecimal figures",
        "a=%１１, two hexadecimal figures",
        "%zz=1, two hexadecimal figures",
    })
    void refusesWhatIsNoForm(String text, String expected) {
        assertThatThrownBy(() -> Form.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("form: expected")
                .hasMessageContaining(expected);
    }

    @Test
    void readsWholeNumbersWithinTheirRange() {
        var form = Form.parse("least=-3&most=7");

        assertThat(form.whole("least", -3, 7)).isEqualTo(-3);
        assertThat(form.whole("most", -3, 7)).isEqualTo(7);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-4", "8", "", "3.0", "1e0", "0x3", "3 ", "99999999999999999999"})
    void refusesOtherNumbers(String value) {
        var form = new Form(Map.of("n", value));

        assertThatThrownBy(() -> form.whole("n", -3, 7))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("n: expected a whole number from -3 to 7, received " + value);
    }

    @Test
    void readsBytes() {
        assertThat(Form.parse("b=AP%2B%2F").bytes("b")).containsExactly(0, 0xff, 0xbf);
    }

    @ParameterizedTest
    @ValueSource(strings = {"A", "A===", "!", "AAAA AAAA", "é"})
    void refusesWhatIsNotInBase64(String value) {
        var form = new Form(Map.of("b", value));

        assertThatThrownBy(() -> form.bytes("b"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("b: expected bytes in base 64");
    }

    @Test
    void saysWhichFieldIsMissing() {
        assertThatThrownBy(() -> Form.parse("a=1").text("count")).hasMessage("count: expected a value, received none");
    }
}
