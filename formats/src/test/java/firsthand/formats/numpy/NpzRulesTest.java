package firsthand.formats.numpy;

import static firsthand.formats.numpy.NumpyFixtures.dictionary;
import static firsthand.formats.numpy.NumpyFixtures.npy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import firsthand.data.InvalidFileException;
import firsthand.formats.numpy.NumpyFixtures.Zip;
import firsthand.tensor.Tensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules of .npz files, which are zip files without freedom. */
class NpzRulesTest {
    private static final byte[] ARRAY = npy(dictionary("<f4", "(2,)"), 8);

    @TempDir
    Path folder;

    private final Zip zip = new Zip();

    private Map<String, float[]> values(byte[] content) throws Exception {
        Path file = Files.write(folder.resolve("x.npz"), content);
        try (var npz = NpzFile.open(file)) {
            Map<String, float[]> values = new LinkedHashMap<>();
            for (var array : npz.arrays().values()) {
                values.put(array.name(), new float[(int) array.size()]);
                npz.read(array.name(), values.get(array.name()));
            }
            return values;
        }
    }

    /** What is said of the zip file as it is, when it is opened or when all its arrays are read. */
    private String refusal() {
        return refusal(zip.bytes());
    }

    private String refusal(byte[] content) {
        Path file = folder.resolve("x.npz");
        var refusal = catchThrowableOfType(InvalidFileException.class, () -> values(content));
        assertThat(refusal).as("refused").isNotNull();
        assertThat(refusal).hasMessageStartingWith(file + ": ").hasMessageNotContaining("\n");
        return refusal.getMessage().substring(file.toString().length() + 2);
    }

    private static byte[] longNumbers(long... numbers) {
        var field = ByteBuffer.allocate(4 + numbers.length * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        field.putShort((short) 1).putShort((short) (numbers.length * Long.BYTES));
        for (long number : numbers) {
            field.putLong(number);
        }
        return field.array();
    }

    /** The builder of these tests makes what loads, unless something in it is changed. */
    @Test
    void aFileIsItsMembersAndTheirDirectory() throws Exception {
        zip.stored("a.npy", ARRAY);
        zip.deflated("b/c.npy", ARRAY);
        assertThat(values(zip.bytes())).containsOnlyKeys("a", "b/c");
    }

    @Test
    void aMissingFileIsNotAnInvalidOne() {
        assertThatThrownBy(() -> NpzFile.open(folder.resolve("nowhere")))
                .isInstanceOf(NoSuchFileException.class)
                .hasMessageContaining("nowhere");
    }

    @Test
    void anotherFileIsNoNpz() {
        assertThat(refusal(new byte[21]))
                .isEqualTo("zip: expected 22 bytes or more, received 21; this is not a .npz file");
        assertThat(refusal(ARRAY)).endsWith("this is not a .npz file");
    }

    @Test
    void aFileThatIsCutOffIsSaidToBeSo() {
        zip.stored("a.npy", ARRAY);
        assertThat(refusal(Arrays.copyOf(zip.bytes(), 100)))
                .isEqualTo("zip directory: expected its end as the end of the file, received other bytes; "
                        + "the file is cut off, or something was added to it: copy it again");
    }

    @Test
    void nothingFollowsTheDirectory() {
        zip.stored("a.npy", ARRAY);
        zip.behindEnd = new byte[1];
        assertThat(refusal()).contains("something was added to it");
    }

    @Test
    void aCommentIsRefused() {
        zip.stored("a.npy", ARRAY);
        byte[] content = zip.bytes();
        content[content.length - 2] = 1;
        assertThat(refusal(Arrays.copyOf(content, content.length + 1))).contains("something was added to it");
    }

    @Test
    void nothingIsBetweenTheMembersAndTheDirectory() {
        zip.stored("a.npy", ARRAY);
        zip.behindMembers = new byte[3];
        assertThat(refusal()).startsWith("zip directory: expected to begin at byte ");
    }

    @Test
    void nothingIsBetweenMembersOrBeforeTheFirst() {
        zip.stored("a.npy", ARRAY).gapBefore = 1;
        assertThat(refusal()).startsWith("member a.npy: expected to begin at byte 0, received 1;");
        var between = new Zip();
        between.stored("a.npy", ARRAY);
        between.stored("b.npy", ARRAY).gapBefore = 1;
        assertThat(refusal(between.bytes())).startsWith("member b.npy: expected to begin at byte ");
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 1})
    void theDirectoryHasAsManyMembersAsItSays(int off) {
        zip.stored("a.npy", ARRAY);
        zip.stored("b.npy", ARRAY);
        zip.countOff = off;
        assertThat(refusal()).startsWith("zip directory: expected " + (2 + off) + " members, received 2;");
    }

    @Test
    void aFileInSeveralPartsIsRefused() {
        zip.stored("a.npy", ARRAY).disk = 1;
        assertThat(refusal()).startsWith("zip directory: expected a zip file in one part, received one in several;");
    }

    @Test
    void noNameAppearsTwice() {
        zip.stored("a.npy", ARRAY);
        zip.stored("a.npy", ARRAY);
        assertThat(refusal()).startsWith("member a.npy: expected each name once, received it twice;");
    }

    @ParameterizedTest
    @CsvSource({
        "a, another name",
        ".npy, another name",
        "a.npz, another name",
        "a.NPY, another name",
        "a.npy/, a folder",
        "a/, a folder",
        "/a.npy, an absolute path",
        "C:a.npy, an absolute path",
        "a\\b.npy, an absolute path",
        "../a.npy, a path that leads elsewhere",
        "a/../b.npy, a path that leads elsewhere"
    })
    void aNameIsThatOfAnArray(String name, String shown) {
        zip.stored(name, ARRAY);
        assertThat(refusal())
                .startsWith("member " + name + ": expected arrays alone, each NAME.npy, received " + shown);
    }

    @Test
    void aNameInOtherBytesThanAsciiIsUtf8AndSaysSo() throws Exception {
        zip.stored("größe.npy", ARRAY);
        assertThat(refusal()).startsWith("zip directory: expected names in US-ASCII, received other bytes;");
        var marked = new Zip();
        marked.stored("größe.npy", ARRAY).flags = 1 << 11;
        assertThat(values(marked.bytes())).containsOnlyKeys("größe");
        var broken = new Zip();
        var member = broken.stored("x.npy", ARRAY);
        member.flags = 1 << 11;
        member.name = "größe.npy".getBytes(StandardCharsets.ISO_8859_1);
        assertThat(refusal(broken.bytes())).startsWith("zip directory: expected names in UTF-8, received other bytes;");
    }

    @Test
    void anEncryptedMemberIsRefused() {
        zip.stored("a.npy", ARRAY).flags = 1;
        assertThat(refusal()).startsWith("member a.npy: expected no encryption, received an encrypted member;");
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 5, 6, 7, 9, 10, 12, 13, 14, 15})
    void aFlagThatNumpyDoesNotKnowIsRefused(int bit) {
        zip.stored("a.npy", ARRAY).flags = 1 << bit;
        assertThat(refusal()).startsWith("member a.npy: expected flags of a plain member, received " + (1 << bit));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 6, 9, 12, 14, 93, 99})
    void anotherCompressionIsRefused(int method) {
        zip.stored("a.npy", ARRAY).method = method;
        assertThat(refusal())
                .startsWith(
                        "member a.npy: expected it stored (0) or deflated (8), received compression method " + method);
    }

    @Test
    void whatIsStoredHasOneSize() {
        zip.stored("a.npy", ARRAY).size++;
        assertThat(refusal())
                .startsWith("member a.npy: expected " + (ARRAY.length + 1) + " bytes, as many as are stored");
    }

    @Test
    void theDirectoryAndTheMemberSayTheSame() {
        zip.stored("a.npy", ARRAY);
        zip.stored("b.npy", ARRAY).localName = "c.npy".getBytes(StandardCharsets.US_ASCII);
        String different = "member b.npy: expected the same in the directory and before the member";
        assertThat(refusal()).startsWith(different);
        var time = new Zip();
        time.stored("b.npy", ARRAY).localTime++;
        assertThat(refusal(time.bytes())).startsWith(different);
        var crc = new Zip();
        crc.stored("b.npy", ARRAY).localCrc++;
        assertThat(refusal(crc.bytes())).startsWith(different);
        var size = new Zip();
        size.deflated("b.npy", ARRAY).localSize++;
        assertThat(refusal(size.bytes())).startsWith(different);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void theNumbersHaveTheCrcOfTheDirectory(boolean stored) {
        var member = stored ? zip.stored("a.npy", ARRAY) : zip.deflated("a.npy", ARRAY);
        member.crc++;
        member.localCrc++;
        assertThat(refusal())
                .startsWith(String.format(
                        "member a.npy: expected bytes with the CRC-32 %08x, received %08x;",
                        member.crc, member.crc - 1));
    }

    @Test
    void aDamagedNumberIsFound() {
        var member = zip.stored("a.npy", ARRAY);
        member.packed = ARRAY.clone();
        member.packed[ARRAY.length - 1] ^= 1;
        assertThat(refusal()).startsWith("member a.npy: expected bytes with the CRC-32 ");
    }

    @Test
    void anArrayIsAsLongAsItsMember() {
        zip.deflated("a.npy", Arrays.copyOf(ARRAY, ARRAY.length + 4));
        assertThat(refusal())
                .startsWith("member a.npy: expected 8 bytes for float32 of shape 2, received 12; something was added");
        var shorter = new Zip();
        shorter.deflated("a.npy", Arrays.copyOf(ARRAY, ARRAY.length - 4));
        assertThat(refusal(shorter.bytes()))
                .startsWith("member a.npy: expected 8 bytes for float32 of shape 2, received 4; it is cut off");
    }

    @Test
    void aMemberUnpacksToWhatTheDirectorySays() {
        var more = zip.deflated("a.npy", ARRAY);
        more.packed = Zip.deflate(Arrays.copyOf(ARRAY, ARRAY.length + 1));
        more.compressed = more.packed.length;
        assertThat(refusal()).contains("received more;");
        var less = new Zip();
        var member = less.deflated("a.npy", ARRAY);
        member.packed = Zip.deflate(Arrays.copyOf(ARRAY, ARRAY.length - 1));
        member.compressed = member.packed.length;
        assertThat(refusal(less.bytes()))
                .startsWith("member a.npy: expected it to unpack to " + ARRAY.length + " bytes");
    }

    @Test
    void nothingFollowsWhatIsDeflated() {
        var member = zip.deflated("a.npy", ARRAY);
        member.packed = Arrays.copyOf(member.packed, member.packed.length + 5);
        member.compressed = member.packed.length;
        assertThat(refusal()).contains(" bytes, of " + member.compressed + ", received others of ");
    }

    @Test
    void whatIsDeflatedIsValid() {
        var member = zip.deflated("a.npy", ARRAY);
        Arrays.fill(member.packed, (byte) 0xff);
        assertThat(refusal()).startsWith("member a.npy: expected deflated bytes, received ");
    }

    private Zip.Member piped() {
        var member = zip.deflated("a.npy", ARRAY);
        member.flags = ZipMember.DESCRIPTOR_FOLLOWS;
        member.descriptor = ByteBuffer.allocate(16)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(0x08074b50)
                .putInt(member.crc)
                .putInt(member.packed.length)
                .putInt(ARRAY.length)
                .array();
        return member;
    }

    @Test
    void sizesMayFollowTheMember() throws Exception {
        piped();
        assertThat(values(zip.bytes())).containsOnlyKeys("a");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 4, 8, 12})
    void sizesThatFollowAreThoseOfTheDirectory(int at) {
        piped().descriptor[at]++;
        assertThat(refusal())
                .startsWith("member a.npy: expected the same in the directory and behind the member, received two");
    }

    @Test
    void sizesThatShouldFollowAreThere() {
        piped().descriptor = new byte[0];
        assertThat(refusal()).startsWith("member a.npy: expected ");
    }

    @Test
    void numbersMayHave64Bits() throws Exception {
        var member = zip.stored("a.npy", ARRAY);
        member.localExtra = longNumbers(ARRAY.length, ARRAY.length);
        member.extra = longNumbers(ARRAY.length);
        member.size = 0xffff_ffffL;
        member.localSize = 0xffff_ffffL;
        assertThat(values(zip.bytes())).containsOnlyKeys("a");
    }

    @Test
    void numbersOf64BitsAreThere() {
        zip.stored("a.npy", ARRAY).size = 0xffff_ffffL;
        assertThat(refusal()).startsWith("member a.npy: expected 4294967295 bytes, as many as are stored");
    }

    @Test
    void numbersOf64BitsAreThoseOf32() {
        zip.stored("a.npy", ARRAY).localExtra = longNumbers(ARRAY.length, ARRAY.length + 1);
        assertThat(refusal()).startsWith("member a.npy: expected the same in 32 bits and in 64, received ");
    }

    @Test
    void noOtherNumbersOf64BitsAreThere() {
        zip.stored("a.npy", ARRAY).extra = longNumbers(ARRAY.length);
        assertThat(refusal()).startsWith("member a.npy: expected numbers of 64 bits that are needed, received 8 bytes");
        var twice = new Zip();
        twice.stored("a.npy", ARRAY).localExtra = ByteBuffer.allocate(40)
                .put(longNumbers(ARRAY.length, ARRAY.length))
                .put(longNumbers(ARRAY.length, ARRAY.length))
                .array();
        assertThat(refusal(twice.bytes())).startsWith("member a.npy: expected numbers of 64 bits once, received them");
    }

    @Test
    void extraFieldsOfOtherKindsArePassedOver() throws Exception {
        var member = zip.stored("a.npy", ARRAY);
        member.extra = new byte[] {0x55, 0x54, 1, 0, 0};
        member.localExtra = new byte[] {0x55, 0x54, 2, 0, 0, 0};
        assertThat(values(zip.bytes())).containsOnlyKeys("a");
        member.extra = new byte[] {0x55, 0x54, 2, 0, 0};
        assertThat(refusal()).startsWith("member a.npy: expected extra fields that fit their place");
        member.extra = new byte[] {0x55, 0x54, 0};
        assertThat(refusal()).startsWith("member a.npy: expected extra fields that fit their place");
    }

    @Test
    void aDirectoryIsNotLongerThanTheLimit() {
        for (int i = 0; i < 16; i++) {
            zip.stored("a".repeat(65_000) + i + ".npy", ARRAY);
        }
        assertThat(refusal()).startsWith("zip directory: expected at most 1000000 bytes, received ");
    }

    @Test
    void anArrayHasToBeThereToBeRead() throws Exception {
        zip.stored("a.npy", ARRAY);
        try (var npz = NpzFile.open(Files.write(folder.resolve("x.npz"), zip.bytes()))) {
            assertThatThrownBy(() -> npz.bytes("b"))
                    .isInstanceOf(NoSuchElementException.class)
                    .hasMessage("array b: expected one of [a]; check the name");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/a", "a\\b", "C:a", "../a"})
    void nothingIsWrittenThatHasNoName(String name) {
        Path file = folder.resolve("ours.npz");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> NpzWriter.write(Map.of(name, Tensor.zeros(1)), Map.of(), file))
                .withMessageStartingWith("array " + name + ": expected a name for a member, received ");
        assertThat(file).doesNotExist();
    }

    @Test
    void nothingIsWrittenThatCouldNotBeReadBack() {
        Path file = folder.resolve("ours.npz");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> NpzWriter.write(Map.of(), Map.of("a", new byte[1_000_001]), file))
                .withMessage("array a: expected at most 1000000 bytes, received 1000001");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> NpzWriter.write(Map.of("a", Tensor.zeros(1)), Map.of("a", new byte[1]), file))
                .withMessage("array a: expected each name once, received it twice");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> NpzWriter.write(Map.of("\ud83d", Tensor.zeros(1)), Map.of(), file))
                .withMessageContaining("received half a character");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> NpzWriter.write(Map.of("a".repeat(1_000_000), Tensor.zeros(1)), Map.of(), file))
                .withMessageStartingWith("NpzWriter: expected a directory of at most 1000000 bytes, received 1 names");
        assertThat(file).doesNotExist();
    }
}
