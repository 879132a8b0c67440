package firsthand.formats;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Archives of NumPy's by other means than ours. */
final class Archives {
    private Archives() {}

    /** @param arrays names and shapes, {@code W1:3x4}; float64 counted from 0 */
    static Path write(Path path, List<String> arrays) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            for (String array : arrays) {
                String[] words = array.split(":");
                zip.putNextEntry(new ZipEntry(words[0] + ".npy"));
                zip.write(npy(Arrays.stream(words[1].split("x"))
                        .mapToInt(Integer::parseInt)
                        .toArray()));
                zip.closeEntry();
            }
        }
        return Files.write(path, bytes.toByteArray());
    }

    private static byte[] npy(int... shape) {
        String extents = String.join(
                ", ", Arrays.stream(shape).mapToObj(Integer::toString).toList());
        String header = "{'descr': '<f8', 'fortran_order': False, 'shape': (" + extents + ",)}";
        header += " ".repeat(128 - 10 - 1 - header.length()) + "\n";
        int size = Arrays.stream(shape).reduce(1, (a, b) -> a * b);
        var npy = ByteBuffer.allocate(128 + Double.BYTES * size).order(ByteOrder.LITTLE_ENDIAN);
        npy.put((byte) 0x93).put("NUMPY".getBytes(StandardCharsets.US_ASCII));
        npy.put((byte) 1).put((byte) 0).putShort((short) 118);
        npy.put(header.getBytes(StandardCharsets.US_ASCII));
        for (int i = 0; i < size; i++) {
            npy.putDouble(i);
        }
        return npy.array();
    }
}
