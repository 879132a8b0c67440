package firsthand.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import firsthand.data.InvalidFileException;
import firsthand.random.RandomStream;
import firsthand.tensor.Shape;
import java.io.RandomAccessFile;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.LongStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class IdxReaderTest {
    @TempDir
    Path folder;

    private byte[] images;
    private byte[] labels;

    @BeforeEach
    void makeThreeImages() {
        images = Planted.idx(Planted.bytes(3 * 2 * 2, RandomStream.of(1)), 3, 2, 2);
        labels = Planted.idx(new byte[] {7, 0, 9}, 3);
    }

    @Test
    void readsPlainAndGzipAlikeWhateverTheyAreCalled() throws Exception {
        Path plain = Planted.file(folder, "plain.gz", images);
        Path packed = Planted.file(folder, "packed", Planted.gzip(images));

        assertThat(IdxReader.readInputs(packed)).isEqualTo(IdxReader.readInputs(plain));
        assertThat(IdxReader.readInputs(plain).shape()).isEqualTo(Shape.of(3, 2, 2));
        assertThat(IdxReader.readInputs(plain).at(0, 1, 1)).isEqualTo((images[16 + 3] & 0xff) / 255f);
    }

    @Test
    void readsLabelsBesideImages() throws Exception {
        var data = IdxReader.read(
                "three", Planted.file(folder, "i", images), Planted.file(folder, "l", labels), Mnist.CLASS_NAMES);

        assertThat(data.labels()).containsExactly(7, 0, 9);
        assertThat(data.fullScale()).isEqualTo(255);
    }

    @Test
    void refusesLabelsThatDoNotMatchTheImages() throws Exception {
        Path x = Planted.file(folder, "i", images);
        Path y = Planted.file(folder, "l", Planted.idx(new byte[4], 4));

        assertRefused(() -> IdxReader.read("three", x, y, Mnist.CLASS_NAMES), y, "3 examples", "received 4");
    }

    @Test
    void refusesALabelWithoutAClass() throws Exception {
        Path x = Planted.file(folder, "i", images);
        Path y = Planted.file(folder, "l", Planted.idx(new byte[] {1, 10, 2}, 3));

        assertRefused(() -> IdxReader.read("three", x, y, Mnist.CLASS_NAMES), y, "label 2:", "0 to 9", "received 10");
    }

    @Test
    void tellsImagesFromLabels() throws Exception {
        Path x = Planted.file(folder, "i", images);
        Path y = Planted.file(folder, "l", labels);

        assertRefused(() -> IdxReader.readInputs(y), y, "file of labels?");
        assertRefused(() -> IdxReader.readLabels(x), x, "file of images?");
    }

    @Test
    void namesTheByteCountsOfATruncatedFile() throws Exception {
        Path plain = Planted.file(folder, "plain", Arrays.copyOf(images, images.length - 1));
        Path packed = Planted.file(folder, "packed", Planted.gzip(Arrays.copyOf(images, images.length - 5)));

        assertRefused(() -> IdxReader.readInputs(plain), plain, "cut off", "28 bytes", "27");
        assertRefused(() -> IdxReader.readInputs(packed), packed, "cut off", "= 12 values", "received 7");
    }

    @Test
    void namesTheByteCountsOfAnOversizedFile() throws Exception {
        Path plain = Planted.file(folder, "plain", Arrays.copyOf(images, images.length + 1));
        Path packed = Planted.file(folder, "packed", Planted.gzip(Arrays.copyOf(images, images.length + 5)));

        assertRefused(() -> IdxReader.readInputs(plain), plain, "too long", "28 bytes", "29");
        assertRefused(() -> IdxReader.readInputs(packed), packed, "too long", "= 12 values", "received more");
    }

    @Test
    void refusesCutOffGzip() throws Exception {
        byte[] packed = Planted.gzip(images);
        for (int length = 2; length < packed.length; length++) {
            Path file = Planted.file(folder, "packed", Arrays.copyOf(packed, length));
            assertRefused(() -> IdxReader.readInputs(file), file, "damaged or cut-off gzip");
        }
    }

    @Test
    void refusesOtherFilesAndOtherTypesOfValues() throws Exception {
        Path text = Planted.file(folder, "text", "label,pixel0\n");
        Path empty = Planted.file(folder, "empty", "");
        Path floats = Planted.file(folder, "floats", new byte[] {0, 0, 0x0d, 1, 0, 0, 0, 1, 0, 0, 0, 0});

        assertRefused(() -> IdxReader.readInputs(text), text, "not an IDX file", "6c 61 62 65");
        assertRefused(() -> IdxReader.readInputs(empty), empty, "empty");
        assertRefused(() -> IdxReader.readInputs(floats), floats, "type 0d", "unsigned bytes");
    }

    @Test
    void refusesClaimsThatTheFileCannotHoldBeforeTakingMemory() throws Exception {
        int[][] claims = {
            {Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE}, {60_000, 28, 1000}, {-1, 28, 28}, {0, 28, 28}
        };
        for (int[] claim : claims) {
            byte[] bytes = Planted.idx(new byte[10], claim);
            Path plain = Planted.file(folder, "plain", bytes);
            Path packed = Planted.file(folder, "packed", Planted.gzip(bytes));
            assertRefused(() -> IdxReader.readInputs(plain), plain, ";");
            assertRefused(() -> IdxReader.readInputs(packed), packed, ";");
        }
    }

    @Test
    void refusesValuesThatMemoryCannotHold() throws Exception {
        long values = Math.min(Integer.MAX_VALUE - 8L, Runtime.getRuntime().maxMemory() / 4 + 1_000_000);
        Path large = Planted.file(folder, "large", Planted.idx(new byte[0], 1, (int) values));
        try (var file = new RandomAccessFile(large.toFile(), "rw")) {
            file.setLength(file.length() + values);
        }

        assertRefused(() -> IdxReader.readInputs(large), large, "-Xmx");
    }

    @Test
    void saysWhichFileIsMissing() {
        assertThatThrownBy(() -> IdxReader.readInputs(folder.resolve("nowhere")))
                .isInstanceOf(NoSuchFileException.class)
                .hasMessageContainingAll("nowhere", "no such file");
        assertThatThrownBy(() -> IdxReader.readInputs(folder))
                .isInstanceOf(InvalidFileException.class)
                .hasMessageContaining("received a folder");
    }

    static LongStream seeds() {
        return LongStream.range(0, 300);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void answersDamageWithTheOneExceptionOrNotAtAll(long seed) throws Exception {
        var random = RandomStream.of(seed);
        byte[] bytes = random.nextInt(2) == 0 ? images.clone() : Planted.gzip(images);
        for (int damages = random.nextInt(4) + 1; damages > 0; damages--) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
        bytes = Arrays.copyOf(bytes, random.nextInt(bytes.length + 8));
        Path file = Planted.file(folder, "damaged", bytes);
        try {
            assertThat(IdxReader.readInputs(file).size()).isPositive();
        } catch (InvalidFileException refused) {
            assertThat(refused.getMessage()).startsWith(file.toString()).doesNotContain("\n");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"copy", "copy.gz"})
    void readsBackWhatIdxWriterWrote(String name) throws Exception {
        var data = Planted.dataset(20, 5, 255, RandomStream.of(3));
        Path x = folder.resolve(name);
        Path y = folder.resolve("labels-" + name);
        IdxWriter.writeInputs(data, x);
        IdxWriter.writeLabels(data, y);

        var back = IdxReader.read("planted", x, y, data.classNames());

        assertThat(Planted.inputs(back)).containsExactly(Planted.inputs(data));
        assertThat(back.labels()).containsExactly(data.labels());
        assertThat(Planted.namesBelow(folder)).containsExactlyInAnyOrder(name, "labels-" + name);
    }

    private static void assertRefused(ThrowingCallable read, Path file, String... parts) {
        assertThatThrownBy(read)
                .isInstanceOf(InvalidFileException.class)
                .hasMessageStartingWith(file.toString())
                .hasMessageContainingAll(parts)
                .message()
                .doesNotContain("\n");
    }
}
