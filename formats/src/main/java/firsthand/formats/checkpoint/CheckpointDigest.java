package firsthand.formats.checkpoint;

import firsthand.formats.file.Sha256;
import firsthand.formats.safetensors.TensorContent;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.DigestOutputStream;
import java.util.HexFormat;
import java.util.Map;

/**
 * The checksum of a checkpoint: of every entry of its metadata, name and text, then of every tensor, name and bytes. A
 * zero byte follows each text, so that no text can pass for the end of another.
 */
final class CheckpointDigest {
    private CheckpointDigest() {}

    static String of(Map<String, String> entries, Map<String, TensorContent> tensors) {
        var digest = Sha256.digest();
        try (var out = new DigestOutputStream(OutputStream.nullOutputStream(), digest)) {
            for (var entry : entries.entrySet()) {
                write(entry.getKey(), out);
                write(entry.getValue(), out);
            }
            for (var tensor : tensors.entrySet()) {
                write(tensor.getKey(), out);
                tensor.getValue().write(out);
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException("nothing is written anywhere", impossible);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static void write(String text, OutputStream out) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.write(0);
    }
}
