package firsthand.fuzz;

import firsthand.random.RandomStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.zip.CRC32;
import java.util.zip.DeflaterInputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.InflaterInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/**
 * A format that guards what is in it by checksums or lengths, which damage alone would not get past: the content is
 * damaged, and checksums and lengths are made right again.
 */
enum Wrapping {
    /** The content of a gzip file (RFC 1952). */
    GZIP {
        @Override
        boolean recognises(byte[] bytes) {
            return startsWith(bytes, 0x1f, 0x8b);
        }

        @Override
        byte[] rewrapped(byte[] bytes, UnaryOperator<byte[]> change, RandomStream random) throws IOException {
            byte[] content = contentOf(new GZIPInputStream(new ByteArrayInputStream(bytes)));
            var out = new ByteArrayOutputStream();
            try (var gzip = new GZIPOutputStream(out)) {
                gzip.write(change.apply(content));
            }
            return out.toByteArray();
        }
    },

    /** The content or name of one file in a zip archive. */
    ZIP {
        @Override
        boolean recognises(byte[] bytes) {
            return startsWith(bytes, 'P', 'K', 3, 4);
        }

        @Override
        byte[] rewrapped(byte[] bytes, UnaryOperator<byte[]> change, RandomStream random) throws IOException {
            List<ZipEntry> entries = new ArrayList<>();
            List<byte[]> contents = new ArrayList<>();
            try (var zip = new ZipInputStream(new ByteArrayInputStream(bytes))) {
                for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                    entries.add(entry);
                    contents.add(zip.readNBytes(LONGEST_CONTENT));
                }
            }
            int chosen = random.nextInt(entries.size());
            boolean renamed = random.nextInt(8) == 0;
            var out = new ByteArrayOutputStream();
            try (var zip = new ZipOutputStream(out)) {
                for (int i = 0; i < entries.size(); i++) {
                    String name = entries.get(i).getName();
                    byte[] content = contents.get(i);
                    if (i == chosen && renamed) {
                        name = new String(
                                change.apply(name.getBytes(StandardCharsets.UTF_8)), StandardCharsets.ISO_8859_1);
                    } else if (i == chosen) {
                        content = change.apply(content);
                    }
                    write(zip, name, entries.get(i).getMethod(), content);
                }
            }
            return out.toByteArray();
        }

        private void write(ZipOutputStream zip, String name, int method, byte[] content) throws IOException {
            var entry = new ZipEntry(name);
            entry.setTime(0); // or the same seed would make other bytes at another time
            entry.setMethod(method);
            if (method == ZipEntry.STORED) {
                entry.setSize(content.length);
                entry.setCrc(crc(content));
            }
            zip.putNextEntry(entry);
            zip.write(content);
            zip.closeEntry();
        }
    },

    /** The content of one chunk of a PNG picture, that of its pixels unpacked (PNG specification, sections 5.3 and 10). */
    PNG {
        @Override
        boolean recognises(byte[] bytes) {
            return startsWith(bytes, 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n');
        }

        @Override
        byte[] rewrapped(byte[] bytes, UnaryOperator<byte[]> change, RandomStream random) throws IOException {
            List<byte[]> chunks = new ArrayList<>(); // type and content
            var in = ByteBuffer.wrap(bytes, 8, bytes.length - 8);
            while (in.remaining() >= 12) {
                int length = in.getInt();
                var chunk = new byte[4 + Math.clamp(length, 0, in.remaining() - 8)];
                in.get(chunk).getInt();
                chunks.add(chunk);
            }
            int chosen = random.nextInt(chunks.size());
            chunks.set(chosen, changed(chunks.get(chosen), change));
            var out = new ByteArrayOutputStream();
            out.write(bytes, 0, 8);
            for (byte[] chunk : chunks) {
                out.writeBytes(ByteBuffer.allocate(4 + chunk.length + 4)
                        .putInt(chunk.length - 4)
                        .put(chunk)
                        .putInt((int) crc(chunk))
                        .array());
            }
            return out.toByteArray();
        }

        private byte[] changed(byte[] chunk, UnaryOperator<byte[]> change) throws IOException {
            byte[] type = Arrays.copyOf(chunk, 4);
            byte[] content = Arrays.copyOfRange(chunk, 4, chunk.length);
            if (startsWith(type, 'I', 'D', 'A', 'T')) {
                byte[] pixels = contentOf(new InflaterInputStream(new ByteArrayInputStream(content)));
                content = contentOf(new DeflaterInputStream(new ByteArrayInputStream(change.apply(pixels))));
            } else {
                content = change.apply(content);
            }
            var changed = Arrays.copyOf(type, 4 + content.length);
            System.arraycopy(content, 0, changed, 4, content.length);
            return changed;
        }
    },

    /** The header or the weights of a safetensors file, with the header's length and the checksums of both. */
    SAFETENSORS {
        private static final List<String> DESCRIPTION = List.of("architecture", "loss", "preprocessing", "labels");

        @Override
        boolean recognises(byte[] bytes) {
            return bytes.length > 10
                    && bytes[8] == '{'
                    && headerLength(bytes) > 1
                    && headerLength(bytes) <= LONGEST_CONTENT;
        }

        private long headerLength(byte[] bytes) {
            return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong(0);
        }

        @Override
        byte[] rewrapped(byte[] bytes, UnaryOperator<byte[]> change, RandomStream random) {
            int end = (int) Math.min(bytes.length, 8 + headerLength(bytes));
            byte[] header = Arrays.copyOfRange(bytes, 8, end);
            byte[] weights = Arrays.copyOfRange(bytes, end, bytes.length);
            if (random.nextInt(8) == 0) {
                weights = change.apply(weights);
            } else {
                header = change.apply(header);
            }
            // One character a byte, so that what is no UTF-8 stays what it is.
            String text = new String(header, StandardCharsets.ISO_8859_1);
            text = withChecksum(text, "description_sha256", description(text));
            text = withChecksum(text, "weights_sha256", sha256().digest(weights));
            byte[] checked = text.getBytes(StandardCharsets.ISO_8859_1);
            return ByteBuffer.allocate(8 + checked.length + weights.length)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putLong(checked.length)
                    .put(checked)
                    .put(weights)
                    .array();
        }

        private byte[] description(String header) {
            var sha256 = sha256();
            for (String key : DESCRIPTION) {
                String value = header.substring(begin(key, header), end(key, header));
                sha256.update(value.replaceAll("\\\\(.)", "$1").getBytes(StandardCharsets.ISO_8859_1));
                sha256.update((byte) 0);
            }
            return sha256.digest();
        }

        private String withChecksum(String header, String key, byte[] checksum) {
            int from = begin(key, header);
            int to = end(key, header);
            return from == to
                    ? header
                    : header.substring(0, from) + HexFormat.of().formatHex(checksum) + header.substring(to);
        }

        /** Where the text of an entry begins; the header's length if there is no such entry. */
        private int begin(String key, String header) {
            int at = header.indexOf('"' + key + "\":\"");
            return at < 0 ? header.length() : at + key.length() + 4;
        }

        private int end(String key, String header) {
            int at = begin(key, header);
            while (at < header.length() && header.charAt(at) != '"') {
                at += header.charAt(at) == '\\' ? 2 : 1;
            }
            return Math.min(at, header.length());
        }
    };

    /** More is never unpacked: an input may be a bomb. */
    private static final int LONGEST_CONTENT = 1 << 20;

    /** Whether a file is, or once was, of this format. */
    abstract boolean recognises(byte[] bytes);

    /** The file with its content changed; damage that was done before may show as an exception. */
    abstract byte[] rewrapped(byte[] bytes, UnaryOperator<byte[]> change, RandomStream random) throws IOException;

    /**
     * The file with its content changed.
     *
     * @return {@code bytes} themselves where they are too damaged for that
     */
    byte[] changed(byte[] bytes, UnaryOperator<byte[]> change, RandomStream random) {
        try {
            return rewrapped(bytes, change, random);
        } catch (IOException | RuntimeException damaged) {
            return bytes;
        }
    }

    private static boolean startsWith(byte[] bytes, int... start) {
        for (int i = 0; i < start.length; i++) {
            if (i == bytes.length || (bytes[i] & 0xff) != start[i]) {
                return false;
            }
        }
        return true;
    }

    private static byte[] contentOf(InputStream in) throws IOException {
        try (in) {
            return in.readNBytes(LONGEST_CONTENT);
        }
    }

    private static long crc(byte[] bytes) {
        var crc = new CRC32();
        crc.update(bytes);
        return crc.getValue();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}
