package firsthand.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import firsthand.data.InvalidFileException;
import firsthand.random.RandomStream;
import firsthand.tensor.Tensor;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Small files that claim to be large ones are refused before memory is taken for what they claim. */
class BombTest {
    private static final int MB = 1 << 20;
    private static final int GB = 1 << 30;

    /** Buffers of streams and decoders, and the names of 65,537 columns. */
    private static final long ALLOWED = 6 * MB;

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "2147483647,2147483647,2147483647",
        "2147483647,1,1",
        "-2147483648,28,28",
        "60000,28,1000",
        "1,16384,16384",
        "65536,65536,65536"
    })
    void refusesDimensionsThatTheFileDoesNotHold(int first, int second, int third) throws Exception {
        byte[] bytes = Planted.idx(new byte[10], first, second, third);
        Path plain = Planted.file(folder, "plain", bytes);
        Path packed = Planted.file(folder, "packed", Planted.gzip(bytes));

        assertRefusedAtOnce(() -> IdxReader.readInputs(plain), plain, ";");
        assertRefusedAtOnce(() -> IdxReader.readInputs(packed), packed, ";");
    }

    @Test
    void refusesAsManyDimensionsAsTheHeaderCanClaim() throws Exception {
        Path file = Planted.file(folder, "idx", new byte[] {0, 0, 8, 127, 0, 0, 0, 1});

        assertRefusedAtOnce(() -> IdxReader.readInputs(file), file, "expected a header of 508 more bytes");
    }

    @Test
    void refusesGzipThatUnpacksToAGigabyteOfPixels() throws Exception {
        byte[] bomb = repeatedGzip(Planted.idx(new byte[0], GB / 1024, 32, 32), new byte[MB], GB / MB);
        assertThat(bomb.length).isLessThan(2 * MB);
        Path file = Planted.file(folder, "bomb.gz", bomb);

        assertRefusedAtOnce(() -> IdxReader.readInputs(file), file, "gzip", "1024 MB", "unpack it");
    }

    @Test
    void refusesLabelsAndCsvThatUnpackToAGigabyte() throws Exception {
        Path labels =
                Planted.file(folder, "labels.gz", repeatedGzip(Planted.idx(new byte[0], GB), new byte[MB], GB / MB));
        Path rows = Planted.file(folder, "rows.csv.gz", repeatedGzip(new byte[0], "0,0,0,0,0\n".repeat(MB / 10), 1024));

        assertRefusedAtOnce(() -> IdxReader.readLabels(labels), labels, "gzip");
        assertRefusedAtOnce(() -> CsvReader.read("bomb", rows, Mnist.CLASS_NAMES), rows, "gzip");
        assertRefusedAtOnce(() -> DataCatalog.load(rows.toString()), rows, "gzip");
    }

    @Test
    void refusesPixelsBeyondTheLimitWhateverLengthTheGzipClaims() throws Exception {
        byte[] bomb = repeatedGzip(Planted.idx(new byte[0], GB / 1024, 32, 32), new byte[MB], GB / MB);
        Path file = Planted.file(folder, "liar.gz", claiming(1000, bomb));

        assertRefusedAtOnce(() -> IdxReader.readInputs(file), file, "gzip", "1024 MB");
    }

    @Test
    void stopsUnpackingRowsBeyondTheLimitWhateverLengthTheGzipClaims() throws Exception {
        String row = "0" + ",0".repeat(28 * 28) + "\n";
        byte[] bomb = repeatedGzip(new byte[0], row.repeat(600), 128);
        Path file = Planted.file(folder, "liar.csv.gz", claiming(1000, bomb));

        assertThatThrownBy(() -> CsvReader.read("bomb", file, Mnist.CLASS_NAMES))
                .isInstanceOf(InvalidFileException.class)
                .hasMessageContainingAll(file.toString(), "gzip", "unpack it");
    }

    @Test
    void readsGzipThatIsLargeOrPacksWellButNotBoth() throws Exception {
        byte[] pixels = Planted.bytes(16 * 1024, RandomStream.of(1));
        byte[] real = repeatedGzip(Planted.idx(new byte[0], 5120, 128, 128), pixels, 5120);
        byte[] blank = Planted.gzip(Planted.idx(new byte[1000 * 32 * 32], 1000, 32, 32));
        assertThat(blank.length).isLessThan(1000 * 32 * 32 / 100);

        assertThat(IdxReader.readInputs(Planted.file(folder, "real", real)).size())
                .isEqualTo(80 * MB);
        assertThat(IdxReader.readInputs(Planted.file(folder, "blank", blank)).size())
                .isEqualTo(1000 * 32 * 32);
    }

    @ParameterizedTest
    @CsvSource({"'', 0, line 1", "'', '0,', at most 65537 columns", "'\"', 0, line 1", "'\"', '0\n', line 1"})
    void refusesAnEndlessLine(String start, String repeated, String part) throws Exception {
        String endless = start + repeated.repeat(20 * MB / repeated.length());
        Path plain = Planted.file(folder, "plain.csv", endless);
        Path packed = Planted.file(folder, "packed.csv.gz", Planted.gzip(endless));

        assertRefusedAtOnce(() -> CsvReader.read("bomb", plain, Mnist.CLASS_NAMES), plain, part);
        assertRefusedAtOnce(() -> CsvReader.read("bomb", packed, Mnist.CLASS_NAMES), packed, part);
    }

    @Test
    void refusesAMillionColumns() throws Exception {
        Path file = Planted.file(folder, "wide.csv", "0" + ",0".repeat(1_000_000) + "\n");

        assertRefusedAtOnce(
                () -> CsvReader.read("bomb", file, Mnist.CLASS_NAMES), file, "row 1: expected at most 65537 columns");
    }

    @Test
    void readsTheWidestRows() throws Exception {
        Path file = Planted.file(folder, "wide.csv", "9" + ",255".repeat(256 * 256) + "\n");

        assertThat(CsvReader.read("wide", file, Mnist.CLASS_NAMES)
                        .exampleShape()
                        .extents())
                .containsExactly(256, 256);
    }

    @Test
    void refusesEndlessClassNames() throws Exception {
        Files.write(folder.resolve("classes.txt"), Planted.gzip(new byte[60 * MB]));
        Planted.file(folder, "train.csv", "0,0,0,0,0\n");

        assertRefusedAtOnce(
                () -> DataCatalog.load(folder.toString()), folder.resolve("classes.txt"), "at most", "bytes");
    }

    @ParameterizedTest
    @ValueSource(strings = {"png", "jpg", "bmp"})
    void refusesPicturesOf50000By50000(String format) throws Exception {
        Path file = Planted.file(folder, "bomb." + format, pictureClaiming(format, 50_000));

        assertRefusedAtOnce(() -> ImageReader.readGray(file), file, "picture");
    }

    /** The decoders would fill up what is missing of a JPEG or BMP. */
    @ParameterizedTest
    @ValueSource(strings = {"png", "jpg", "bmp"})
    void refusesPicturesThatClaimMorePixelsThanTheirFileCanHold(String format) throws Exception {
        Path file = Planted.file(folder, "bomb." + format, pictureClaiming(format, 9_999));

        assertRefusedAtOnce(() -> ImageReader.readGray(file), file, "damaged", "claims 9999 x 9999 pixels");
    }

    @Test
    void readsThePictureThatPacksBest() throws Exception {
        var blank = new BufferedImage(8_000, 8_000, BufferedImage.TYPE_BYTE_BINARY);
        Path file = folder.resolve("blank.png");
        ImageIO.write(blank, "png", file.toFile());

        assertThat(ImageReader.readGray(file).shape().extents()).containsExactly(2_000, 2_000);
    }

    private interface Reading {
        void read() throws Exception;
    }

    private static void assertRefusedAtOnce(Reading reading, Path file, String... parts) throws Exception {
        assertRefused(reading, file, ALLOWED, parts);
    }

    /** The first reading loads classes; the second is measured. */
    private static void assertRefused(Reading reading, Path file, long allowed, String... parts) throws Exception {
        assertThatThrownBy(reading::read)
                .isInstanceOf(InvalidFileException.class)
                .hasMessageStartingWith(file.toString())
                .hasMessageContainingAll(parts)
                .message()
                .doesNotContain("\n");
        long before = allocated();
        try {
            reading.read();
        } catch (InvalidFileException expected) {
            // Its message has been looked at.
        }
        assertThat(allocated() - before).isLessThan(allowed);
    }

    /** Of a module that this one does not read: hence by method handle. */
    private static long allocated() throws ReflectiveOperationException {
        var factory = Class.forName("java.lang.management.ManagementFactory");
        var bean = Class.forName("com.sun.management.ThreadMXBean");
        MethodHandle count = MethodHandles.publicLookup()
                .findVirtual(bean, "getCurrentThreadAllocatedBytes", MethodType.methodType(long.class))
                .bindTo(factory.getMethod("getThreadMXBean").invoke(null));
        try {
            return (long) count.invokeExact();
        } catch (Throwable failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static byte[] repeatedGzip(byte[] start, String repeated, int times) {
        return repeatedGzip(start, repeated.getBytes(StandardCharsets.US_ASCII), times);
    }

    /**
     * The gzip form of {@code start} and {@code times} times {@code repeated}, made without packing the same bytes
     * again: what deflate writes after a full flush does not depend on what was before (RFC 1951, RFC 1952).
     */
    private static byte[] repeatedGzip(byte[] start, byte[] repeated, int times) {
        var out = new ByteArrayOutputStream();
        out.writeBytes(new byte[] {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, 0});
        out.writeBytes(flushed(start));
        byte[] packed = flushed(repeated);
        var crc = new CRC32();
        crc.update(start);
        for (int i = 0; i < times; i++) {
            out.writeBytes(packed);
            crc.update(repeated);
        }
        out.writeBytes(new byte[] {3, 0});
        out.writeBytes(ByteBuffer.allocate(8)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt((int) crc.getValue())
                .putInt(start.length + times * repeated.length)
                .array());
        return out.toByteArray();
    }

    private static byte[] flushed(byte[] bytes) {
        try (var deflater = new Deflater(Deflater.BEST_COMPRESSION, true)) {
            deflater.setInput(bytes);
            var packed = new byte[bytes.length + 100];
            int length = deflater.deflate(packed, 0, packed.length, Deflater.FULL_FLUSH);
            return Arrays.copyOf(packed, length);
        }
    }

    /** Gzip that claims another length in its last four bytes. */
    private static byte[] claiming(int length, byte[] gzip) {
        ByteBuffer.wrap(gzip).order(ByteOrder.LITTLE_ENDIAN).putInt(gzip.length - 4, length);
        return gzip;
    }

    /** A picture of 16 x 16 pixels that claims to be larger. */
    private byte[] pictureClaiming(String format, int side) throws IOException {
        Path small = Planted.picture(folder.resolve("small"), Tensor.zeros(16, 16), format);
        var bytes = ByteBuffer.wrap(Files.readAllBytes(small));
        switch (format) {
            case "png" -> {
                bytes.putInt(16, side).putInt(20, side);
                var crc = new CRC32();
                crc.update(bytes.array(), 12, 17);
                bytes.putInt(29, (int) crc.getValue());
            }
            case "bmp" -> bytes.order(ByteOrder.LITTLE_ENDIAN).putInt(18, side).putInt(22, side);
            default -> {
                int frame = 0;
                while (bytes.getShort(frame) != (short) 0xffc0) {
                    frame++;
                }
                bytes.putShort(frame + 5, (short) side).putShort(frame + 7, (short) side);
            }
        }
        return bytes.array();
    }
}
