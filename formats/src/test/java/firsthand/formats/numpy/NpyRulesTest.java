package firsthand.formats.numpy;

import static firsthand.formats.numpy.NumpyFixtures.dictionary;
import static firsthand.formats.numpy.NumpyFixtures.npy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import firsthand.data.InvalidFileException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules of .npy files. */
class NpyRulesTest {
    @TempDir
    Path folder;

    private NpyFile open(byte[] content) throws Exception {
        return NpyFile.open(Files.write(folder.resolve("x.npy"), content));
    }

    private String refusal(byte[] content) throws Exception {
        Path file = Files.write(folder.resolve("x.npy"), content);
        var refusal = catchThrowableOfType(
                InvalidFileException.class, () -> NpyFile.open(file).close());
        assertThat(refusal).as("refused").isNotNull();
        assertThat(refusal).hasMessageStartingWith(file + ": ").hasMessageNotContaining("\n");
        return refusal.getMessage().substring(file.toString().length() + 2);
    }

    private List<Long> shape(byte[] content) throws Exception {
        try (var npy = open(content)) {
            return npy.array().shape();
        }
    }

    @Test
    void aMissingFileIsNotAnInvalidOne() {
        assertThatThrownBy(() -> NpyFile.open(folder.resolve("nowhere")))
                .isInstanceOf(NoSuchFileException.class)
                .hasMessageContaining("nowhere");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 5})
    void aFileBeginsWithSixBytes(int length) throws Exception {
        assertThat(refusal(new byte[length]))
                .startsWith("array header: expected its 6 bytes, received " + length + "; this is not a .npy file");
    }

    @Test
    void theSixBytesSayNumpy() throws Exception {
        byte[] content = npy(dictionary("<f4", "(1,)"), 4);
        content[0] = 'x';
        assertThat(refusal(content))
                .startsWith("array: expected \\x93NUMPY at its beginning, received xNUMPY; this is not a .npy file");
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "1, 1", "4, 0", "255, 0", "2, 255"})
    void theVersionIsOneToThree(int major, int minor) throws Exception {
        byte[] text = (dictionary("<f4", "()") + "\n").getBytes(StandardCharsets.US_ASCII);
        assertThat(refusal(npy(major, minor, text, new byte[4])))
                .startsWith("array version: expected 1.0, 2.0 or 3.0, received " + major + "." + minor);
    }

    @Test
    void aHeaderIsNotLongerThanTheLimit() throws Exception {
        byte[] content = npy(2, 0, new byte[0], new byte[0]);
        ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN).putInt(8, -1);
        assertThat(refusal(content)).startsWith("array header length: expected at most 1000000, received 4294967295;");
        ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN).putInt(8, 1_000_001);
        assertThat(refusal(content)).startsWith("array header length: expected at most 1000000, received 1000001;");
    }

    @Test
    void aHeaderMayBeAsLongAsTheLimit() throws Exception {
        var text = new StringBuilder(dictionary("<f4", "(2,)"));
        text.append(" ".repeat(NpyHeader.LIMIT - text.length() - 1)).append('\n');
        byte[] longest = text.toString().getBytes(StandardCharsets.US_ASCII);
        assertThat(shape(npy(2, 0, longest, new byte[8]))).isEqualTo(List.of(2L));
        byte[] longestOfVersion1 = Arrays.copyOfRange(longest, 0, 65_535);
        longestOfVersion1[65_534] = '\n';
        assertThat(shape(npy(1, 0, longestOfVersion1, new byte[8]))).isEqualTo(List.of(2L));
    }

    @Test
    void aHeaderIsNotLongerThanTheFile() throws Exception {
        byte[] content = npy(dictionary("<f4", "(1,)"), 0);
        assertThat(refusal(Arrays.copyOf(content, 20)))
                .matches("array header: expected \\d+ bytes, received 20; .*cut off.*");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'descr': '<f4', 'fortran_order': False, 'shape': (2, 3), }",
                "{'descr': '<f4', 'fortran_order': False, 'shape': (2, 3)}",
                "{\"descr\":\"<f4\",\"fortran_order\":False,\"shape\":(2,3,)}   ",
                "  {  'shape'  :  (  2  ,  3  ,  )  ,  'descr'  :  '<f4'  ,  'fortran_order'  :  False  ,  }  "
            })
    void aDictionaryIsWrittenInManyWays(String text) throws Exception {
        assertThat(shape(npy(text, 24))).isEqualTo(List.of(2L, 3L));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{}",
                "{'descr': '<f4'}",
                "{'descr': '<f4', 'fortran_order': False}",
                "{'descr': '<f4', 'shape': ()}",
                "{'fortran_order': False, 'shape': ()}",
                "{'descr': '<f4' 'fortran_order': False, 'shape': ()}",
                "{'descr' '<f4', 'fortran_order': False, 'shape': ()}",
                "{'descr': '<f4',, 'fortran_order': False, 'shape': ()}",
                "{, 'descr': '<f4', 'fortran_order': False, 'shape': ()}",
                "{'descr': '<f4', 'fortran_order': False, 'shape': ()",
                "{'descr': '<f4', 'fortran_order': False, 'shape': ()}}",
                "{'descr': '<f4', 'fortran_order': False, 'shape': ()}x",
                "{'descr': '<f4', 'fortran_order': False, 'shape': ()} \t",
                "{'descr': '<f4', 'fortran_order': False, 'shape': ()}\n",
                "\t{'descr': '<f4', 'fortran_order': False, 'shape': ()}",
                "{descr: '<f4', 'fortran_order': False, 'shape': ()}",
                "{'descr: '<f4', 'fortran_order': False, 'shape': ()}",
                "{'descr\": '<f4', 'fortran_order': False, 'shape': ()}",
                "{u'descr': '<f4', 'fortran_order': False, 'shape': ()}",
                "{'d\\x65scr': '<f4', 'fortran_order': False, 'shape': ()}",
                "{'descr': <f4, 'fortran_order': False, 'shape': ()}",
                "{'descr': None, 'fortran_order': False, 'shape': ()}",
                "{'descr': '<f4\u00e9', 'fortran_order': False, 'shape': ()}",
                "{'descr': '<f4', 'fortran_order': false, 'shape': ()}",
                "{'descr': '<f4', 'fortran_order': 0, 'shape': ()}",
                "{'descr': '<f4', 'fortran_order': Falsee, 'shape': ()}",
                "{'descr': '<f4', 'fortran_order': 'False', 'shape': ()}",
                "{'descr': '<f4', 'fortran_order': False, 'shape': []}",
                "{'descr': '<f4', 'fortran_order': False, 'shape': 1}",
                "{'descr': '<f4', 'fortran_order': False, 'shape': (1)}",
                "{'descr': '<f4', 'fortran_order': False, 'shape': (,)}",
                "{'descr': '<f4', 'fortran_order': False, 'shape': (1,,)}",
                "{'descr': '<f4', 'fortran_order': False, 'shape': (1 1)}",
                "{'descr': '<f4', 'fortran_order': False, 'shape': (-1,)}",
                "{'descr': '<f4', 'fortran_order': False, 'shape': (+1,)}",
                "{'descr': '<f4', 'fortran_order': False, 'shape': (01,)}",
                "{'descr': '<f4', 'fortran_order': False, 'shape': (0x1,)}",
                "{'descr': '<f4', 'fortran_order': False, 'shape': (1.0,)}",
                "{'descr': '<f4', 'fortran_order': False, 'shape': (1_0,)}",
                "{'descr': '<f4', 'fortran_order': False, 'shape': (1234567890123456789,)}",
                "{'descr': '<f4', 'fortran_order': False, 'shape': (True,)}",
                "{'descr': '<f4', 'fortran_order': False, 'shape': ((1,),)}",
                "{'descr': '<f4', 'fortran_order': False, 'shape': (1,)"
            })
    void anythingElseIsNoDictionary(String text) throws Exception {
        assertThat(refusal(npy(text, 4)))
                .matches("array header at byte \\d+: expected .*, received .*; the file is damaged.*");
    }

    @Test
    void aDictionaryThatIsCutOffAnywhereIsRefused() throws Exception {
        String text = dictionary("<f4", "(2, 3)");
        for (int length = 0; length < text.length(); length++) {
            assertThat(refusal(npy(text.substring(0, length), 24))).startsWith("array header at byte ");
        }
    }

    @Test
    void theTextEndsWithANewLine() throws Exception {
        byte[] text = dictionary("<f4", "()").getBytes(StandardCharsets.US_ASCII);
        assertThat(refusal(npy(1, 0, text, new byte[4]))).contains("expected spaces, and a new line as the end");
    }

    @ParameterizedTest
    @ValueSource(strings = {"'descr': '<f4'", "'fortran_order': False", "'shape': ()"})
    void noKeyAppearsTwice(String pair) throws Exception {
        String text = "{" + pair + ", 'descr': '<f4', 'fortran_order': False, 'shape': ()}";
        assertThat(refusal(npy(text, 4))).contains("expected each key once, received " + pair.split("'")[1] + " twice");
    }

    @Test
    void noOtherKeyIsThere() throws Exception {
        assertThat(refusal(npy("{'order': False}", 4)))
                .contains("expected no key but descr, fortran_order and shape, received order");
    }

    @Test
    void aNumberOfPython2IsRefusedByItsName() throws Exception {
        assertThat(refusal(npy(dictionary("<f4", "(2L,)"), 8)))
                .contains("received one of Python 2's, with an L; save it with Python 3");
    }

    @ParameterizedTest
    @CsvSource({
        "objects, |O (Python objects)",
        "complex, <c8 (complex numbers)",
        "text, <U3 (text)",
        "bytestrings, |S3 (text)",
        "dates, <M8[D] (dates or times)",
        "durations, <m8[s] (dates or times)",
        "longdouble, '<f16 (long doubles, or no type of NumPy''s)'",
        "void, |V3 (bytes of no type)",
        "structured, a structured type"
    })
    void whatIsNoNumberIsRefusedByItsName(String kind, String shown) throws Exception {
        assertThat(refusal(Files.readAllBytes(NumpyFixtures.path("refused_" + kind + ".npy"))))
                .startsWith("array")
                .contains(", received " + shown + "; ");
    }

    @Test
    void anArrayOfArraysIsRefusedByItsName() throws Exception {
        String text = "{'descr': ('<f4', (2,)), 'fortran_order': False, 'shape': (1,), }";
        assertThat(refusal(npy(text, 8))).contains("expected one type of numbers, received a type of arrays;");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "f4", "=f4", "|f4", "<u1", ">b1", "<f", "<f44", "<f4 ", "<i3", "<F4", "<f4,<f4", "<"})
    void aTypeHasItsByteOrderAndItsSize(String descr) throws Exception {
        assertThat(refusal(npy(dictionary(descr, "()"), 4)))
                .startsWith("array type: expected bool, integers of 8 to 64 bits, or floats of 16, 32 or 64, received "
                        + descr + " (");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(9223372036854775807,)",
                "(999999999999999999, 10)",
                "(4294967296, 4294967296)",
                "(0, 4294967296, 4294967296)",
                "(2147483648, 2147483648, 0)"
            })
    void aShapeIsOneThatAFileCanHold(String shape) throws Exception {
        assertThat(refusal(npy(dictionary("<f4", shape), 0)))
                .startsWith("array")
                .contains(": expected a ");
    }

    @Test
    void aShapeHasSixtyFourExtentsAtMost() throws Exception {
        String most = "(" + "1, ".repeat(64) + ")";
        assertThat(shape(npy(dictionary("<f4", most), 4))).hasSize(64);
        String more = "(" + "1, ".repeat(65) + ")";
        assertThat(refusal(npy(dictionary("<f4", more), 4))).contains("expected at most 64 extents, received more");
    }

    @ParameterizedTest
    @CsvSource({"23, it is cut off", "0, it is cut off", "25, something was added", "48, something was added"})
    void theNumbersAreTheRestOfTheFile(int length, String remedy) throws Exception {
        assertThat(refusal(npy(dictionary("<f4", "(2, 3)"), length)))
                .startsWith("array: expected 24 bytes for float32 of shape 2x3, received " + length + "; " + remedy);
    }

    @Test
    void aFileCutOffAnywhereIsRefused() throws Exception {
        byte[] content = Files.readAllBytes(NumpyFixtures.path("ramp.npy"));
        for (int length = 0; length < content.length; length++) {
            assertThat(refusal(Arrays.copyOf(content, length)))
                    .as("cut off at %d", length)
                    .isNotEmpty();
        }
    }

    @Test
    void aFlippedBitOfTheHeaderIsRefusedOrLeavesAnArrayOfAsManyBytes() throws Exception {
        byte[] content = Files.readAllBytes(NumpyFixtures.path("ramp.npy"));
        for (int bit = 0; bit < 8 * content.length; bit++) {
            byte[] flipped = content.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            try (var npy = open(flipped)) {
                assertThat(npy.array().length()).as("bit %d", bit).isEqualTo(24);
                npy.read(new float[(int) npy.array().size()]);
            } catch (InvalidFileException refused) {
                assertThat(refused).hasMessageNotContaining("\n");
            }
        }
    }

    @Test
    void aFileDamagedInManyPlacesIsRefusedOrLoads() throws Exception {
        var random = RandomGeneratorFactory.of("L64X128MixRandom").create(1);
        String meaningful = "{}()'\",:0123456789L<>|fiubTrue descr";
        byte[] content = Files.readAllBytes(NumpyFixtures.path("ramp.npy"));
        for (int i = 0; i < 3000; i++) {
            byte[] damaged = content.clone();
            for (int j = random.nextInt(4); j >= 0; j--) {
                damaged[random.nextInt(damaged.length)] = (byte)
                        (random.nextBoolean()
                                ? meaningful.charAt(random.nextInt(meaningful.length()))
                                : random.nextInt());
            }
            try (var npy = open(damaged)) {
                npy.read(new float[(int) npy.array().size()]);
            } catch (InvalidFileException refused) {
                assertThat(refused).hasMessageNotContaining("\n");
            }
        }
    }

    private float[] values(String descr, byte[] data) throws Exception {
        byte[] text = (dictionary(descr, "()") + "\n").getBytes(StandardCharsets.US_ASCII);
        try (var npy = open(npy(1, 0, text, data))) {
            var values = new float[1];
            npy.read(values);
            return values;
        }
    }

    private static byte[] littleEndian(double value) {
        return ByteBuffer.allocate(8)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putDouble(value)
                .array();
    }

    @ParameterizedTest
    @ValueSource(doubles = {3.4028235677973366e38, -3.5e38, 1e300, -Double.MAX_VALUE})
    void aFiniteNumberMayNotBecomeInfinite(double value) throws Exception {
        assertThatThrownBy(() -> values("<f8", littleEndian(value)))
                .isInstanceOf(InvalidFileException.class)
                .hasMessageContaining(
                        "array value 0: expected a number that float32 can hold, received " + value + ";");
    }

    @ParameterizedTest
    @ValueSource(
            doubles = {
                3.4028235677973362e38,
                1e-60,
                0.1,
                -0.0,
                Double.POSITIVE_INFINITY,
                Double.NEGATIVE_INFINITY,
                Double.NaN
            })
    void anyOtherBecomesTheNearest(double value) throws Exception {
        assertThat(values("<f8", littleEndian(value))).containsExactly((float) value);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 128, 255})
    void aBoolIsZeroOrOne(int value) {
        assertThatThrownBy(() -> values("|b1", new byte[] {(byte) value}))
                .isInstanceOf(InvalidFileException.class)
                .hasMessageContaining("array value 0: expected 0 or 1, received " + (byte) value + ";");
    }

    /** BigInteger rounds to the nearest float32 by a method of its own. */
    @Test
    void anUnsignedIntegerBecomesTheNearest() throws Exception {
        var random = RandomGeneratorFactory.of("L64X128MixRandom").create(2);
        for (int i = 0; i < 2000; i++) {
            long bits = random.nextLong() >>> random.nextInt(3) & -1L << random.nextInt(45);
            bits += random.nextInt(3) - 1;
            byte[] bytes = ByteBuffer.allocate(8).putLong(bits).array();
            var chunk = ByteBuffer.wrap(bytes);
            assertThat(ElementType.UINT64.nearest(chunk, 0))
                    .as(Long.toUnsignedString(bits))
                    .isEqualTo(new BigInteger(1, bytes).floatValue());
        }
    }

    @Test
    void theCallerHasRoomForJustTheNumbers() throws Exception {
        try (var npy = open(npy(dictionary("<f4", "(2, 3)"), 24))) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> npy.read(new float[5]))
                    .withMessage("array x.npy: expected room for 6 values, received 5");
        }
    }

    @ParameterizedTest
    @CsvSource({"|i1, '(4,)'", "<f4, '(1,)'", "|u1, '(2, 2)'", "|b1, '(4,)'"})
    void bytesAreUint8InOneDimension(String descr, String shape) throws Exception {
        try (var npy = open(npy(dictionary(descr, shape), 4))) {
            assertThatThrownBy(npy::bytes)
                    .isInstanceOf(InvalidFileException.class)
                    .hasMessageContaining("array: expected uint8 in one dimension, received ");
        }
    }

    @Test
    void bytesAreNotMoreThanTheLimit() throws Exception {
        try (var npy = open(npy(dictionary("|u1", "(1000000,)"), 1_000_000))) {
            assertThat(npy.bytes()).hasSize(1_000_000);
        }
        try (var npy = open(npy(dictionary("|u1", "(1000001,)"), 1_000_001))) {
            assertThatThrownBy(npy::bytes)
                    .isInstanceOf(InvalidFileException.class)
                    .hasMessageContaining("array: expected at most 1000000 bytes, received 1000001");
        }
    }
}
