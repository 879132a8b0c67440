package firsthand.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import firsthand.data.InvalidFileException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules of the format itself, before anything is known of models. */
class SafeTensorsRulesTest {
    @TempDir
    Path folder;

    private String refusal(byte[] content) throws Exception {
        Path file = Files.write(folder.resolve("x.safetensors"), content);
        var refusal = catchThrowableOfType(InvalidFileException.class, () -> SafeTensors.load(file));
        assertThat(refusal).hasMessageStartingWith(file + ": ").hasMessageNotContaining("\n");
        return refusal.getMessage().substring(file.toString().length() + 2);
    }

    /** What is said of a file with this header and so many bytes of data. */
    private String refusal(String header, int dataLength) throws Exception {
        byte[] json = header.getBytes(StandardCharsets.UTF_8);
        return refusal(withLength(json.length, json, dataLength));
    }

    private static byte[] withLength(long length, byte[] header, int dataLength) {
        return ByteBuffer.allocate(8 + header.length + dataLength)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(length)
                .put(header)
                .array();
    }

    private static String tensor(String name, String shape, long begin, long end) {
        return "\"" + name + "\":{\"dtype\":\"F32\",\"shape\":" + shape + ",\"data_offsets\":[" + begin + "," + end
                + "]}";
    }

    /** The first thing that is said of a file in which no rule of the format is broken. */
    private static final String NO_RULE_BROKEN =
            "metadata format: expected firsthand, received none; this is not a model of Firsthand's";

    @Test
    void aMissingFileIsNotAnInvalidOne() {
        assertThatThrownBy(() -> SafeTensors.load(folder.resolve("nowhere")))
                .isInstanceOf(NoSuchFileException.class)
                .hasMessageContaining("nowhere");
    }

    @Test
    void aFolderIsNoFile() {
        assertThatThrownBy(() -> SafeTensors.load(folder))
                .isInstanceOf(InvalidFileException.class)
                .hasMessageContaining("expected a file, received a folder");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 7})
    void theLengthOfTheHeaderTakesEightBytes(int length) throws Exception {
        assertThat(refusal(new byte[length]))
                .isEqualTo("header length: expected 8 bytes, received " + length + "; this is not a safetensors file");
    }

    @Test
    void aHeaderIsNotLongerThanTheFile() throws Exception {
        assertThat(refusal(withLength(11, "{}".getBytes(StandardCharsets.UTF_8), 8)))
                .isEqualTo("header: expected 11 bytes, received 10; the file is cut off: copy it again");
    }

    @ParameterizedTest
    @CsvSource({"1000001, 1000001", "9223372036854775807, 9223372036854775807", "-1, 18446744073709551615"})
    void aHeaderIsNotLongerThanTheLimit(long length, String shown) throws Exception {
        assertThat(refusal(withLength(length, "{}".getBytes(StandardCharsets.UTF_8), 0)))
                .startsWith("header length: expected at most 1000000, received " + shown);
    }

    @ParameterizedTest
    @CsvSource({"'', nothing", "' {}', byte 20", "[], byte 5b", "\uFEFF{}, byte ef"})
    void aHeaderBeginsWithABrace(String header, String shown) throws Exception {
        assertThat(refusal(header, 0)).startsWith("header: expected { at its beginning, received " + shown);
    }

    @Test
    void aHeaderIsUtf8() throws Exception {
        byte[] latin1 = "{\"größe\":1}".getBytes(StandardCharsets.ISO_8859_1);
        assertThat(refusal(withLength(latin1.length, latin1, 0))).startsWith("header: expected UTF-8");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "{\"a\"",
                "{\"a\":}",
                "{'a':1}",
                "{a:1}",
                "{/**/}",
                "{\"a\":\"\n\"}",
                "{\"__metadata__\":{},}"
            })
    void aHeaderIsJson(String header) throws Exception {
        assertThat(refusal(header, 0)).matches("header.*: expected (valid )?JSON.*");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}{}", "{}x", "{}\u0000", "{} 1"})
    void nothingFollowsTheJson(String header) throws Exception {
        assertThat(refusal(header, 0)).startsWith("header: expected nothing after the end of the JSON");
    }

    @Test
    void spacesMayFollowTheJson() throws Exception {
        assertThat(refusal("{}      ", 0)).isEqualTo(NO_RULE_BROKEN);
    }

    @Test
    void noTensorAppearsTwice() throws Exception {
        assertThat(refusal("{" + tensor("a", "[1]", 0, 4) + "," + tensor("a", "[1]", 4, 8) + "}", 8))
                .contains("Duplicate")
                .contains("\"a\"");
    }

    @Test
    void noFieldOfATensorAppearsTwice() throws Exception {
        assertThat(refusal("{\"a\":{\"dtype\":\"F32\",\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}}", 4))
                .contains("Duplicate")
                .contains("\"dtype\"");
    }

    @Test
    void noMetadataAppearTwice() throws Exception {
        assertThat(refusal("{\"__metadata__\":{\"x\":\"1\",\"x\":\"2\"}}", 0))
                .contains("Duplicate")
                .contains("\"x\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "null", "true", "[]", "{}", "{\"a\":\"b\"}"})
    void metadataAreStrings(String value) throws Exception {
        assertThat(refusal("{\"__metadata__\":{\"x\":" + value + "}}", 0))
                .startsWith("header at /__metadata__/x: expected a string");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "null", "\"x\"", "[]"})
    void metadataAreAnObject(String value) throws Exception {
        assertThat(refusal("{\"__metadata__\":" + value + "}", 0))
                .startsWith("header at /__metadata__: expected an object");
    }

    @Test
    void metadataAreWholeCharacters() throws Exception {
        assertThat(refusal("{\"__metadata__\":{\"x\":\"\\ud83d\"}}", 0))
                .startsWith("header at /__metadata__/x: expected whole characters, received \\ud83d");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "null", "\"x\"", "[]"})
    void aTensorIsDescribedByAnObject(String value) throws Exception {
        assertThat(refusal("{\"a\":" + value + "}", 0)).startsWith("header at /a: expected an object");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"shape\":[1],\"data_offsets\":[0,4]}",
                "{\"dtype\":\"F32\",\"data_offsets\":[0,4]}",
                "{\"dtype\":\"F32\",\"shape\":[1]}",
                "{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[]}",
                "{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0]}",
                "{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4,4]}"
            })
    void aTensorHasATypeAShapeAndTwoOffsets(String value) throws Exception {
        assertThat(refusal("{\"a\":" + value + "}", 4))
                .contains("expected dtype, shape and two data_offsets for tensor a");
    }

    @Test
    void aTensorHasNothingElse() throws Exception {
        assertThat(refusal("{\"a\":{\"stride\":1}}", 0))
                .startsWith("header at /a/stride: expected no field of this name");
    }

    @ParameterizedTest
    @ValueSource(strings = {"F64", "F16", "f32", "", "I32"})
    void aTensorIsOfTypeF32(String type) throws Exception {
        assertThat(refusal("{\"a\":{\"dtype\":\"" + type + "\",\"shape\":[1],\"data_offsets\":[0,4]}}", 4))
                .contains("expected dtype F32 for tensor a, received " + type);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "-0", "1.0", "1e0", "\"1\"", "null", "true", "[1]", "{}", "1000000000000000000"})
    void anExtentIsAWholeNumber(String extent) throws Exception {
        assertThat(refusal("{" + tensor("a", "[" + extent + "]", 0, 4) + "}", 4))
                .startsWith("header at /a/shape/0: expected a whole number of 0 or more");
    }

    @Test
    void anOffsetIsAWholeNumber() throws Exception {
        assertThat(refusal("{" + tensor("a", "[1]", -4, 0) + "}", 4))
                .startsWith("header at /a/data_offsets/0: expected a whole number of 0 or more");
    }

    @Test
    void aNumberOfAMillionDigitsIsRefused() throws Exception {
        assertThat(refusal("{" + tensor("a", "[" + "1".repeat(900_000) + "]", 0, 4) + "}", 4))
                .startsWith("header at /a/shape");
    }

    @Test
    void endlessNestingIsRefused() throws Exception {
        assertThat(refusal("{\"a\":" + "[".repeat(900_000), 0)).startsWith("header at /a: expected an object");
    }

    @Test
    void aTensorBeginsBeforeItEnds() throws Exception {
        assertThat(refusal("{" + tensor("a", "[1]", 4, 0) + "}", 4))
                .startsWith("tensor a: expected offsets that begin before they end, received 4 to 0");
    }

    @ParameterizedTest
    @CsvSource({"[2], 4", "[1], 8", "[], 8", "[0], 4", "'[2,3]', 20"})
    void aTensorHasAsManyBytesAsItsShapeNeeds(String shape, int length) throws Exception {
        assertThat(refusal("{" + tensor("a", shape, 0, length) + "}", length))
                .matches("tensor a: expected \\d+ bytes for shape .*, received " + length + " .*");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"[4294967296,1073741824]", "[4294967296,4294967296]", "[999999999999999999,999999999999999999,0]"
            })
    void aShapeDoesNotOverflow(String shape) throws Exception {
        assertThat(refusal("{" + tensor("a", shape, 0, 0) + "}", 0))
                .startsWith("tensor a: expected a shape that a file can hold, received [");
    }

    @Test
    void tensorsDoNotOverlap() throws Exception {
        assertThat(refusal("{" + tensor("a", "[2]", 0, 8) + "," + tensor("b", "[2]", 4, 12) + "}", 12))
                .startsWith("tensor b: expected its bytes to begin at 8, received 4 (it overlaps another)");
    }

    @Test
    void tensorsDoNotShareTheirBytes() throws Exception {
        assertThat(refusal("{" + tensor("a", "[1]", 0, 4) + "," + tensor("b", "[1]", 0, 4) + "}", 4))
                .contains("it overlaps another");
    }

    @Test
    void tensorsLeaveNoHoles() throws Exception {
        assertThat(refusal("{" + tensor("a", "[1]", 0, 4) + "," + tensor("b", "[1]", 8, 12) + "}", 12))
                .startsWith("tensor b: expected its bytes to begin at 4, received 8 (there is a hole before it)");
    }

    @Test
    void theFirstTensorBeginsAtTheBeginning() throws Exception {
        assertThat(refusal("{" + tensor("a", "[1]", 4, 8) + "}", 8)).contains("there is a hole before it");
    }

    @Test
    void tensorsDoNotEndBeyondTheFile() throws Exception {
        assertThat(refusal("{" + tensor("a", "[2]", 0, 8) + "}", 7))
                .isEqualTo("data: expected 8 bytes for all tensors, received 7; the file is cut off: copy it again");
    }

    @Test
    void nothingFollowsTheTensors() throws Exception {
        assertThat(refusal("{" + tensor("a", "[2]", 0, 8) + "}", 9))
                .isEqualTo("data: expected 8 bytes for all tensors, received 9; something was added to the file");
    }

    @Test
    void tensorsOfNothingAndOfOneNumberAreAllowed() throws Exception {
        assertThat(refusal("{" + tensor("one", "[]", 0, 4) + "," + tensor("nothing", "[3,0]", 0, 0) + "}", 4))
                .isEqualTo(NO_RULE_BROKEN);
    }

    @Test
    void tensorsMayBeNamedInAnyOrder() throws Exception {
        assertThat(refusal("{" + tensor("b", "[1]", 4, 8) + "," + tensor("a", "[1]", 0, 4) + "}", 8))
                .isEqualTo(NO_RULE_BROKEN);
    }

    @Test
    void whatAHostileFileSaysIsShownOnOneShortLine() throws Exception {
        String name = "\\n\\u001b[2J\\u2028" + "x".repeat(10_000);
        assertThat(refusal("{" + tensor(name, "[1]", 0, 8) + "}", 8))
                .startsWith("tensor \\u000a\\u001b[2J\\u2028xxx")
                .hasSizeLessThan(1000);
    }
}
