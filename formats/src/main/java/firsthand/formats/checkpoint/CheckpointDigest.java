package firsthand.formats.checkpoint;

import firsthand.formats.file.Sha256;
import firsthand.formats.safetensors.TensorContent;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * The checksum of a checkpoint: of every entry of its metadata, name and text, then of every tensor, name and bytes. A
 * zero byte follows each text, so that no text can pass for the end of another.
 */
final class CheckpointDigest {
    private CheckpointDigest() {}

    static String of(Map<String, String> entries, Map<String, TensorContent> tensors) {
        return Sha256.of(out -> {
            for (var entry : entries.entrySet()) {
                write(entry.getKey(), out);
                write(entry.getValue(), out);
            }
            for (var tensor : tensors.entrySet()) {
                write(tensor.getKey(), out);
                tensor.getValue().write(out);
            }
        });
    }

    private static void write(String text, OutputStream out) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.write(0);
    }
}
