package firsthand.formats.numpy;

import firsthand.data.AtomicFile;
import firsthand.formats.description.NetworkState;
import firsthand.tensor.Tensor;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** From an array to a .npy file: the bytes that {@code numpy.save} writes. */
public final class NpyWriter {
    private NpyWriter() {}

    /** Writes a tensor as float32. */
    public static void write(Tensor tensor, Path path) throws IOException {
        AtomicFile.write(path, out -> write(tensor, out));
    }

    /** Writes bytes as uint8, in one dimension. */
    public static void write(byte[] bytes, Path path) throws IOException {
        AtomicFile.write(path, out -> write(bytes, out));
    }

    static void write(Tensor tensor, OutputStream out) throws IOException {
        var shape = Arrays.stream(tensor.shape().extents())
                .mapToObj(extent -> (long) extent)
                .toList();
        out.write(header(shape, ElementType.FLOAT32));
        NetworkState.write(tensor.values(), out);
    }

    static void write(byte[] bytes, OutputStream out) throws IOException {
        out.write(header(List.of((long) bytes.length), ElementType.UINT8));
        out.write(bytes);
    }

    private static byte[] header(List<Long> shape, ElementType type) {
        return NpyHeader.toBytes(new NumpyArray("", shape, type, ByteOrder.LITTLE_ENDIAN, false));
    }
}
