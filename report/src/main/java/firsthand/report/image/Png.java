package firsthand.report.image;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

/**
 * The bytes of a PNG file (ISO/IEC 15948, "Portable Network Graphics", 2004): 8 bits a sample, grey where every pixel
 * is, red, green and blue where not; no filter, since small drawings pack well without.
 *
 * <p>A page full of small pictures is written in milliseconds, and without the classes of a windowing system.
 */
public final class Png {
    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
    private static final int GREY = 0;
    private static final int RGB = 2;

    private Png() {}

    /** The file that holds {@code raster}; the same bytes for the same pixels. */
    public static byte[] of(Raster raster) {
        boolean grey = raster.isGrey();
        var file = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(file)) {
            out.write(SIGNATURE);
            chunk(out, "IHDR", header(raster, grey ? GREY : RGB));
            chunk(out, "IDAT", packed(samples(raster, grey)));
            chunk(out, "IEND", new byte[0]);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible); // memory does not fail to be written
        }
        return file.toByteArray();
    }

    private static byte[] header(Raster raster, int colourType) throws IOException {
        var header = new ByteArrayOutputStream();
        var out = new DataOutputStream(header);
        out.writeInt(raster.width());
        out.writeInt(raster.height());
        out.writeByte(8);
        out.writeByte(colourType);
        out.writeByte(0); // deflate
        out.writeByte(0); // filters as each row says
        out.writeByte(0); // no interlacing
        return header.toByteArray();
    }

    /** Each row begins with the number of its filter, 0 for none. */
    private static byte[] samples(Raster raster, boolean grey) {
        int perPixel = grey ? 1 : 3;
        var samples = new byte[raster.height() * (1 + perPixel * raster.width())];
        int at = 0;
        for (int y = 0; y < raster.height(); y++) {
            at++;
            for (int x = 0; x < raster.width(); x++) {
                int pixel = raster.at(x, y);
                if (!grey) {
                    samples[at++] = (byte) (pixel >> 16);
                    samples[at++] = (byte) (pixel >> 8);
                }
                samples[at++] = (byte) pixel;
            }
        }
        return samples;
    }

    private static byte[] packed(byte[] samples) throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var deflater = new Deflater(Deflater.DEFAULT_COMPRESSION);
                var out = new DeflaterOutputStream(packed, deflater)) {
            out.write(samples);
        }
        return packed.toByteArray();
    }

    private static void chunk(DataOutputStream out, String type, byte[] content) throws IOException {
        byte[] name = type.getBytes(StandardCharsets.US_ASCII);
        var checksum = new CRC32();
        checksum.update(name);
        checksum.update(content);
        out.writeInt(content.length);
        out.write(name);
        out.write(content);
        out.writeInt((int) checksum.getValue());
    }
}
