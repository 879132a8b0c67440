package firsthand.formats.safetensors;

import firsthand.formats.description.NetworkState;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;

/** The numbers of a tensor on their way to a file. */
public sealed interface TensorContent {

    /** The extents, outermost first. */
    List<Long> shape();

    /** What the numbers are. */
    TensorEntry.Type type();

    /** Writes them row-major, little-endian. */
    void write(OutputStream out) throws IOException;

    /** The number of bytes that {@link #write} writes. */
    default long length() {
        return shape().stream().reduce((long) type().bytes(), (a, b) -> a * b);
    }

    /** Floats. */
    record Floats(List<Long> shape, float[] values) implements TensorContent {
        /** A single row. */
        public static Floats of(float[] values) {
            return new Floats(List.of((long) values.length), values);
        }

        @Override
        public TensorEntry.Type type() {
            return TensorEntry.Type.F32;
        }

        @Override
        public void write(OutputStream out) throws IOException {
            NetworkState.write(values, out);
        }
    }

    /** Doubles. */
    record Doubles(List<Long> shape, double[] values) implements TensorContent {
        private static final int CHUNK = 1 << 12;

        @Override
        public TensorEntry.Type type() {
            return TensorEntry.Type.F64;
        }

        @Override
        public void write(OutputStream out) throws IOException {
            for (int at = 0; at < values.length; at += CHUNK) {
                var part = Arrays.copyOfRange(values, at, Math.min(at + CHUNK, values.length));
                var bytes = ByteBuffer.allocate(part.length * Double.BYTES).order(ByteOrder.LITTLE_ENDIAN);
                bytes.asDoubleBuffer().put(part);
                out.write(bytes.array());
            }
        }
    }
}
