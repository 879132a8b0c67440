package firsthand.datasets;

import firsthand.data.InvalidFileException;
import firsthand.tensor.Shape;
import firsthand.tensor.Tensor;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Locale;
import java.util.Set;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.stream.FileImageInputStream;
import javax.imageio.stream.ImageInputStream;

/**
 * Reads pictures: PNG, JPEG and BMP of any size, told apart by content.
 *
 * <pre>{@code
 * Tensor input = ImageReader.readDigit(Path.of("seven.png")).centred();    // 28x28, as the digits of MNIST are
 * }</pre>
 *
 * <p>The size is read from the header first, and a picture of more than 100 million pixels, or of more than the
 * file can hold, is refused before any of them is unpacked. Of a very large picture only every n-th pixel of every n-th row is kept, so that at most some four
 * million are held in memory.
 */
public final class ImageReader {
    private static final Set<String> FORMATS = Set.of("png", "jpeg", "bmp");
    private static final long MOST_PIXELS = 100_000_000;
    private static final double MOST_PIXELS_KEPT = 4_000_000;

    /** Black and white in a PNG: 8 pixels a byte, of which deflate packs 1032 into one. JPEG and BMP hold fewer. */
    private static final long MOST_PIXELS_PER_BYTE = 8 * 1032;

    private ImageReader() {}

    /**
     * Reads a picture of a digit and takes it through the procedure of {@link DigitImage}.
     *
     * @throws InvalidFileException if it is not a picture, is too large, or is blank
     */
    public static DigitImage readDigit(Path file) throws IOException {
        return DigitImage.of(file.toString(), readGray(file));
    }

    /**
     * Reads a picture as shades of gray: 0.299 red + 0.587 green + 0.114 blue (ITU-R BT.601), what is transparent laid
     * on white.
     *
     * @return height x width, 0 black to 1 white
     * @throws InvalidFileException if it is not a picture, or is too large
     */
    public static Tensor readGray(Path file) throws IOException {
        Content.open(file).close(); // one place words what is wrong with a path
        try (var in = new FileImageInputStream(file.toFile())) {
            return gray(decode(file, in));
        }
    }

    private static BufferedImage decode(Path file, ImageInputStream in) throws IOException {
        Iterator<javax.imageio.ImageReader> readers = ImageIO.getImageReaders(in);
        while (readers.hasNext()) {
            var reader = readers.next();
            try {
                if (FORMATS.contains(reader.getFormatName().toLowerCase(Locale.ROOT))) {
                    reader.setInput(in, true, true);
                    return decode(file, reader);
                }
            } finally {
                reader.dispose();
            }
        }
        throw new InvalidFileException(file + ": expected a picture (PNG, JPEG or BMP), received "
                + (Files.size(file) == 0 ? "an empty file" : "something else") + "; convert it to PNG");
    }

    private static BufferedImage decode(Path file, javax.imageio.ImageReader reader) throws IOException {
        try {
            long width = reader.getWidth(0);
            long height = reader.getHeight(0);
            if (width * height > MOST_PIXELS) {
                throw new InvalidFileException(file + ": expected a picture of at most " + MOST_PIXELS / 1_000_000
                        + " million pixels, received one of " + width + " x " + height + "; make it smaller");
            }
            if (width * height > MOST_PIXELS_PER_BYTE * Files.size(file)) {
                throw new InvalidFileException(file + ": damaged or unusual " + reader.getFormatName()
                        + " picture (it claims " + width + " x " + height + " pixels, and the file has "
                        + Files.size(file) + " bytes); save it again as PNG");
            }
            int step = (int) Math.ceil(Math.sqrt(width * height / MOST_PIXELS_KEPT));
            ImageReadParam parameters = reader.getDefaultReadParam();
            parameters.setSourceSubsampling(step, step, 0, 0);
            return reader.read(0, parameters);
        } catch (InvalidFileException refused) {
            throw refused;
        } catch (IOException | RuntimeException damage) {
            // The decoders answer damaged files with exceptions of many kinds.
            throw new InvalidFileException(
                    file + ": damaged or unusual " + reader.getFormatName() + " picture (" + firstLine(damage)
                            + "); save it again as PNG",
                    damage);
        }
    }

    private static String firstLine(Exception damage) {
        return String.valueOf(damage.getMessage()).lines().findFirst().orElse("no details");
    }

    private static Tensor gray(BufferedImage image) {
        int width = image.getWidth();
        var gray = Tensor.zeros(Shape.of(image.getHeight(), width));
        // The colour model would brighten gray pictures, which it takes for linear light: read those as they are.
        boolean asTheyAre =
                image.getRaster().getNumBands() <= 2 && image.getColorModel().getNumColorComponents() == 1;
        float[] values = gray.values();
        var argb = new int[width];
        for (int row = 0; row < image.getHeight(); row++) {
            if (!asTheyAre) {
                image.getRGB(0, row, width, 1, argb, 0, width); // pixel by pixel, each would take an array of its own
            }
            for (int column = 0; column < width; column++) {
                values[row * width + column] = asTheyAre ? sample(image, column, row) : luma(argb[column]);
            }
        }
        return gray;
    }

    private static float luma(int argb) {
        float alpha = (argb >>> 24) / 255f;
        float luma = (0.299f * (argb >> 16 & 0xff) + 0.587f * (argb >> 8 & 0xff) + 0.114f * (argb & 0xff)) / 255;
        return onWhite(luma, alpha);
    }

    private static float sample(BufferedImage image, int column, int row) {
        var raster = image.getRaster();
        float full = (1 << raster.getSampleModel().getSampleSize(0)) - 1;
        float gray = raster.getSample(column, row, 0) / full;
        return raster.getNumBands() == 1 ? gray : onWhite(gray, raster.getSample(column, row, 1) / full);
    }

    private static float onWhite(float gray, float alpha) {
        return 1 - alpha * (1 - gray);
    }
}
