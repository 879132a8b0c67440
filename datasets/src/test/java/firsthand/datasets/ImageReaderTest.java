package firsthand.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import firsthand.data.InvalidFileException;
import firsthand.random.RandomStream;
import firsthand.tensor.Shape;
import firsthand.tensor.Tensor;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.LongStream;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImageReaderTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"png", "bmp"})
    void readsShadesOfGrayAsTheyAre(String format) throws Exception {
        var gray = ramp();
        Path file = Planted.picture(folder.resolve("gray"), gray, format);

        assertThat(ImageReader.readGray(file)).isEqualTo(gray);
    }

    @Test
    void readsJpegNearly() throws Exception {
        Path file = Planted.picture(folder.resolve("gray"), ramp(), "jpg");
        float[] values = ImageReader.readGray(file).values();

        for (int i = 0; i < values.length; i++) {
            assertThat(values[i]).isCloseTo(ramp().values()[i], within(0.05f));
        }
    }

    @Test
    void readsDeepAndShallowGray() throws Exception {
        var deep = new BufferedImage(2, 1, BufferedImage.TYPE_USHORT_GRAY);
        deep.getRaster().setSample(1, 0, 0, 32768);
        var shallow = new BufferedImage(2, 1, BufferedImage.TYPE_BYTE_BINARY);
        shallow.setRGB(1, 0, 0xffffffff);

        assertThat(ImageReader.readGray(write(deep)).values()).containsExactly(0, 32768 / 65535f);
        assertThat(ImageReader.readGray(write(shallow)).values()).containsExactly(0, 1);
    }

    @Test
    void weighsColoursAndLaysWhatIsTransparentOnWhite() throws Exception {
        var image = new BufferedImage(5, 1, BufferedImage.TYPE_INT_ARGB);
        int[] argb = {0xffff0000, 0xff00ff00, 0xff0000ff, 0x00000000, 0x80000000};
        image.setRGB(0, 0, 5, 1, argb, 0, 5);
        float[] values = ImageReader.readGray(write(image)).values();

        assertThat(values[0]).isCloseTo(0.299f, within(1e-6f));
        assertThat(values[1]).isCloseTo(0.587f, within(1e-6f));
        assertThat(values[2]).isCloseTo(0.114f, within(1e-6f));
        assertThat(values[3]).isEqualTo(1);
        assertThat(values[4]).isCloseTo(127 / 255f, within(1e-6f));
    }

    @Test
    void keepsEveryNthPixelOfAVeryLargePicture() throws Exception {
        var large = new BufferedImage(6000, 4000, BufferedImage.TYPE_BYTE_GRAY);
        for (int row = 1000; row < 3000; row++) {
            for (int column = 2800; column < 3200; column++) {
                large.getRaster().setSample(column, row, 0, 255);
            }
        }
        Path file = write(large);

        assertThat(ImageReader.readGray(file).shape()).isEqualTo(Shape.of(1334, 2000));
        assertThat(ImageReader.readDigit(file).scaled().shape()).isEqualTo(Shape.of(20, 4));
    }

    @ParameterizedTest
    @ValueSource(strings = {"png", "jpg"})
    void refusesHugePicturesFromTheirHeaderAlone(String format) throws Exception {
        byte[] bomb = format.equals("png") ? pngHeader(50_000, 50_000) : jpegClaiming(50_000);
        Path file = Planted.file(folder, "bomb", bomb);
        assertHugeRefused(file);
        long fastest = Long.MAX_VALUE;
        for (int i = 0; i < 3; i++) {
            long start = System.nanoTime();
            assertHugeRefused(file);
            fastest = Math.min(fastest, System.nanoTime() - start);
        }
        assertThat(fastest).isLessThan(100_000_000);
    }

    private static void assertHugeRefused(Path file) {
        assertThatThrownBy(() -> ImageReader.readGray(file))
                .isInstanceOf(InvalidFileException.class)
                .hasMessageContainingAll(
                        file.toString(), "at most 100 million pixels", "50000 x 50000", "make it smaller");
    }

    @Test
    void refusesABitmapThatClaimsMoreThanItHas() throws Exception {
        for (int side : new int[] {5_000, 20_000, 50_000}) {
            Path file = Planted.file(folder, "bomb", bmpHeader(side, side));
            assertThatThrownBy(() -> ImageReader.readGray(file))
                    .isInstanceOf(InvalidFileException.class)
                    .hasMessageStartingWith(file + ": damaged or unusual bmp picture");
        }
    }

    @Test
    void refusesWhatIsNotAPicture() throws Exception {
        for (byte[] other :
                new byte[][] {"hello".getBytes(StandardCharsets.UTF_8), {}, {0, 0, 5, 5, 0}, Planted.gzip("x")}) {
            Path file = Planted.file(folder, "other", other);
            assertThatThrownBy(() -> ImageReader.readDigit(file))
                    .isInstanceOf(InvalidFileException.class)
                    .hasMessageContainingAll(file.toString(), "expected a picture (PNG, JPEG or BMP)");
        }
        assertThatThrownBy(() -> ImageReader.readDigit(folder)).isInstanceOf(InvalidFileException.class);
        assertThatThrownBy(() -> ImageReader.readDigit(folder.resolve("none.png")))
                .isInstanceOf(NoSuchFileException.class)
                .hasMessageContaining("none.png");
    }

    @Test
    void saysThatAPictureIsBlank() throws Exception {
        Path file = Planted.picture(folder.resolve("blank.png"), Tensor.zeros(28, 28), "png");

        assertThatThrownBy(() -> ImageReader.readDigit(file))
                .isInstanceOf(InvalidFileException.class)
                .hasMessageContainingAll(file.toString(), "blank picture");
    }

    static LongStream seeds() {
        return LongStream.range(0, 300);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void answersDamageWithTheOneExceptionOrNotAtAll(long seed) throws Exception {
        var random = RandomStream.of(seed);
        String format = new String[] {"png", "jpg", "bmp"}[random.nextInt(3)];
        byte[] bytes = Files.readAllBytes(Planted.picture(folder.resolve("whole"), ramp(), format));
        for (int damages = 1 + random.nextInt(4); damages > 0; damages--) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
        if (random.nextInt(3) == 0) {
            bytes = Arrays.copyOf(bytes, random.nextInt(bytes.length));
        }
        Path file = Planted.file(folder, "damaged", bytes);
        try {
            assertThat(ImageReader.readDigit(file).centred().size()).isEqualTo(784);
        } catch (InvalidFileException refused) {
            assertThat(refused.getMessage()).startsWith(file.toString()).doesNotContain("\n");
        }
    }

    private static Tensor ramp() {
        var ramp = Tensor.zeros(16, 16);
        for (int i = 0; i < 256; i++) {
            ramp.values()[i] = i / 255f;
        }
        return ramp;
    }

    private Path write(BufferedImage image) throws IOException {
        Path file = folder.resolve("picture.png");
        ImageIO.write(image, "png", file.toFile());
        return file;
    }

    private static byte[] pngHeader(int width, int height) throws IOException {
        var png = new ByteArrayOutputStream();
        png.writeBytes(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'});
        byte[] header = ByteBuffer.allocate(17)
                .put(new byte[] {'I', 'H', 'D', 'R'})
                .putInt(width)
                .putInt(height)
                .put(new byte[] {8, 0, 0, 0, 0})
                .array();
        var crc = new CRC32();
        crc.update(header);
        png.writeBytes(ByteBuffer.allocate(25)
                .putInt(13)
                .put(header)
                .putInt((int) crc.getValue())
                .array());
        png.writeBytes(new byte[] {0, 0, 0, 0, 'I', 'D', 'A', 'T', 0x35, (byte) 0xaf, 0x06, 0x1e});
        return png.toByteArray();
    }

    private static byte[] bmpHeader(int width, int height) {
        return ByteBuffer.allocate(100)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(new byte[] {'B', 'M'})
                .putInt(100)
                .putInt(0)
                .putInt(54)
                .putInt(40)
                .putInt(width)
                .putInt(height)
                .putShort((short) 1)
                .putShort((short) 24)
                .array();
    }

    private byte[] jpegClaiming(int side) throws IOException {
        byte[] jpeg = Files.readAllBytes(Planted.picture(folder.resolve("small.jpg"), ramp(), "jpg"));
        for (int i = 0; i < jpeg.length; i++) {
            if (jpeg[i] == (byte) 0xff && jpeg[i + 1] == (byte) 0xc0) {
                ByteBuffer.wrap(jpeg).putShort(i + 5, (short) side).putShort(i + 7, (short) side);
                return jpeg;
            }
        }
        throw new IllegalStateException("no frame header");
    }
}
