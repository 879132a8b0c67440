package firsthand.fuzz;

import firsthand.datasets.CsvReader;
import firsthand.datasets.IdxReader;
import firsthand.datasets.ImageReader;
import firsthand.formats.ModelFormat;
import firsthand.formats.Models;
import firsthand.formats.Numpy;
import firsthand.formats.SafeTensors;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/** The bombs that are known. */
final class Bombs {
    private static final int MB = 1 << 20;
    private static final int SIDE = 50_000;

    private Bombs() {}

    /** All of them. */
    static List<Bomb> all() throws IOException {
        Target.Reader idx = (_, file) -> IdxReader.readInputs(file);
        Target.Reader csv = (_, file) -> CsvReader.read("bomb", file, Seeds.CLASSES);
        Target.Reader picture = (_, file) -> ImageReader.readGray(file);
        Target.Reader model = (_, file) -> SafeTensors.read(file);
        Target.Reader array = (_, file) -> Numpy.load(file);
        int most = Integer.MAX_VALUE;
        return List.of(
                new Bomb("idx of 2^31 - 1 in each of 3 dimensions", idx(most, most, most), idx),
                new Bomb("idx of 1 GB as 1 MB of gzip", gzip(idx(MB, 32, 32), new byte[MB], 1024), idx),
                new Bomb(
                        "csv of 1 GB as 1 MB of gzip",
                        gzip(new byte[0], ascii("0,0,0,0,0\n".repeat(MB / 10)), 1024),
                        csv),
                new Bomb("csv of one field of 20 MB", ascii("0".repeat(20 * MB)), csv),
                new Bomb("csv of a quote that does not end", ascii('"' + "0\n".repeat(10 * MB)), csv),
                new Bomb("csv of 10 million columns", ascii("0,".repeat(10 * MB)), csv),
                new Bomb("png of 50,000 x 50,000", png(), picture),
                new Bomb("jpeg of 50,000 x 50,000", jpeg(), picture),
                new Bomb("bmp of 50,000 x 50,000", bmp(), picture),
                new Bomb("safetensors with a header of 2^63 - 1 bytes", headerLength(Long.MAX_VALUE), model),
                new Bomb("safetensors with 500,000 brackets", safetensors("{\"a\":" + "[".repeat(500_000)), model),
                new Bomb(
                        "safetensors of 2^60 values",
                        safetensors("{\"a\":{\"dtype\":\"F32\",\"shape\":[1073741824,1073741824],"
                                + "\"data_offsets\":[0,4611686018427387904]}}"),
                        model),
                new Bomb("npy of 2^31 - 1 in each of 2 dimensions", npy("(2147483647, 2147483647)"), array),
                new Bomb("npy of 1 million dimensions", npy("(" + "1,".repeat(MB / 2) + ")"), array),
                new Bomb(
                        "json of 10 million brackets",
                        ascii("{\"tensors\":{\"w\":" + "[".repeat(10 * MB)),
                        (_, file) -> Models.read(file, ModelFormat.JSON)),
                new Bomb("onnx of a million empty nodes", onnx(MB), (_, file) -> Models.read(file, ModelFormat.ONNX)));
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** Version 2 of the format, which has room for long headers. */
    private static byte[] npy(String shape) {
        byte[] header = ascii("{'descr': '<f4', 'fortran_order': False, 'shape': " + shape + ", }\n");
        var file = ByteBuffer.allocate(12 + header.length).order(ByteOrder.LITTLE_ENDIAN);
        file.put((byte) 0x93).put(ascii("NUMPY")).put((byte) 2).put((byte) 0);
        return file.putInt(header.length).put(header).array();
    }

    /** A ModelProto whose graph, field 7, is made of nodes, field 1, of no bytes. */
    private static byte[] onnx(int nodes) {
        byte[] graph = new byte[2 * nodes];
        for (int i = 0; i < graph.length; i += 2) {
            graph[i] = 1 << 3 | 2;
        }
        var out = new ByteArrayOutputStream();
        out.write(7 << 3 | 2);
        for (int length = graph.length; ; length >>>= 7) {
            out.write(length < 128 ? length : (length & 127) | 128);
            if (length < 128) {
                break;
            }
        }
        out.writeBytes(graph);
        return out.toByteArray();
    }

    private static byte[] idx(int... dimensions) {
        var header = ByteBuffer.allocate(4 + 4 * dimensions.length).putInt(0x0800 + dimensions.length);
        header.asIntBuffer().put(dimensions);
        return header.array();
    }

    /**
     * The gzip form of {@code start} and {@code times} times {@code repeated}. What deflate writes after a full flush does
     * not depend on what was before (RFC 1951, section 3.2), so that it is packed once.
     */
    private static byte[] gzip(byte[] start, byte[] repeated, int times) {
        var out = new ByteArrayOutputStream();
        out.writeBytes(new byte[] {0x1f, (byte) 0x8b, Deflater.DEFLATED, 0, 0, 0, 0, 0, 0, 0});
        out.writeBytes(flushed(start));
        byte[] packed = flushed(repeated);
        var crc = new CRC32();
        crc.update(start);
        for (int i = 0; i < times; i++) {
            out.writeBytes(packed);
            crc.update(repeated);
        }
        out.writeBytes(new byte[] {3, 0}); // the last block, empty
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

    private static byte[] png() throws IOException {
        var bytes = ByteBuffer.wrap(Seeds.picture("png")).putInt(16, SIDE).putInt(20, SIDE);
        var crc = new CRC32();
        crc.update(bytes.array(), 12, 17);
        return bytes.putInt(29, (int) crc.getValue()).array();
    }

    private static byte[] jpeg() throws IOException {
        var bytes = ByteBuffer.wrap(Seeds.picture("jpeg"));
        int frame = 0;
        while (bytes.getShort(frame) != (short) 0xffc0) {
            frame++;
        }
        return bytes.putShort(frame + 5, (short) SIDE)
                .putShort(frame + 7, (short) SIDE)
                .array();
    }

    private static byte[] bmp() throws IOException {
        return ByteBuffer.wrap(Seeds.picture("bmp"))
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(18, SIDE)
                .putInt(22, SIDE)
                .array();
    }

    private static byte[] headerLength(long length) {
        return ByteBuffer.allocate(100)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(length)
                .put((byte) '{')
                .array();
    }

    private static byte[] safetensors(String header) {
        return ByteBuffer.allocate(Long.BYTES + header.length())
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(header.length())
                .put(ascii(header))
                .array();
    }
}
