package firsthand.formats.numpy;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.zip.CRC32;

/** Files that NumPy wrote, what it holds in them, and files made by hand. */
final class NumpyFixtures {
    private NumpyFixtures() {}

    static Path path(String name) {
        try {
            return Path.of(Objects.requireNonNull(NumpyFixtures.class.getResource(name), name)
                    .toURI());
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** An array as NumPy holds it; the values as the bits of float32s. */
    record Expected(String file, String name, List<Long> shape, String type, int[] bits) {
        private static Expected parse(String line) {
            String[] words = line.split(" ");
            List<Long> shape = words[2].equals("-")
                    ? List.of()
                    : Arrays.stream(words[2].split("x")).map(Long::valueOf).toList();
            int[] bits = Arrays.stream(words, 4, words.length)
                    .mapToInt(word -> Integer.parseUnsignedInt(word, 16))
                    .toArray();
            return new Expected(words[0], words[1], shape, words[3], bits);
        }
    }

    static List<Expected> expected(String file) throws IOException {
        return Files.readAllLines(path("numpy.txt")).stream()
                .map(Expected::parse)
                .filter(array -> array.file().equals(file))
                .toList();
    }

    static int[] bits(float[] values) {
        int[] bits = new int[values.length];
        for (int i = 0; i < bits.length; i++) {
            bits[i] = Float.floatToRawIntBits(values[i]);
        }
        return bits;
    }

    /** A .npy file of version 1.0 with this dictionary, and zeros behind it. */
    static byte[] npy(String dictionary, int dataLength) {
        return npy(1, 0, (dictionary + "\n").getBytes(StandardCharsets.ISO_8859_1), new byte[dataLength]);
    }

    static byte[] npy(int major, int minor, byte[] text, byte[] data) {
        var bytes = ByteBuffer.allocate(12 + text.length + data.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.put(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', (byte) major, (byte) minor});
        if (major == 1) {
            bytes.putShort((short) text.length);
        } else {
            bytes.putInt(text.length);
        }
        bytes.put(text).put(data);
        return Arrays.copyOf(bytes.array(), bytes.position());
    }

    static String dictionary(String descr, String shape) {
        return "{'descr': '" + descr + "', 'fortran_order': False, 'shape': " + shape + ", }";
    }

    static int crc(byte[] bytes) {
        var crc = new CRC32();
        crc.update(bytes);
        return (int) crc.getValue();
    }

    /** A zip file in the making, of which everything can be wrong. */
    static final class Zip {
        private final List<Member> members = new ArrayList<>();
        byte[] behindMembers = {};
        byte[] behindEnd = {};
        int countOff;

        /** A member with fields to be changed: what precedes it, and what the directory says. */
        static final class Member {
            byte[] name;
            byte[] localName;
            byte[] packed;
            int flags;
            int method;
            int crc;
            int localCrc;
            int time = 1 << 21 | 1 << 16;
            int localTime = time;
            long size;
            long localSize;
            long compressed;
            int disk;
            byte[] extra = {};
            byte[] localExtra = {};
            byte[] descriptor = {};
            int gapBefore;

            Member(String name, byte[] content, byte[] packed, int method) {
                this.name = name.getBytes(StandardCharsets.UTF_8);
                this.localName = this.name;
                this.packed = packed;
                this.method = method;
                this.crc = NumpyFixtures.crc(content);
                this.localCrc = crc;
                this.size = content.length;
                this.localSize = size;
                this.compressed = packed.length;
            }
        }

        Member stored(String name, byte[] content) {
            members.add(new Member(name, content, content, 0));
            return members.getLast();
        }

        Member deflated(String name, byte[] content) {
            members.add(new Member(name, content, deflate(content), 8));
            return members.getLast();
        }

        static byte[] deflate(byte[] content) {
            var deflater = new java.util.zip.Deflater(9, true);
            deflater.setInput(content);
            deflater.finish();
            var packed = new byte[content.length + 100];
            int length = deflater.deflate(packed);
            deflater.end();
            return Arrays.copyOf(packed, length);
        }

        byte[] bytes() {
            int length = 1 << 10;
            for (var member : members) {
                length += 200 + 2 * member.name.length + member.packed.length + member.gapBefore + 2 * 200;
            }
            var out = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
            int[] begins = new int[members.size()];
            for (int i = 0; i < begins.length; i++) {
                var member = members.get(i);
                out.put(new byte[member.gapBefore]);
                begins[i] = out.position();
                out.putInt(0x04034b50).putShort((short) 20).putShort((short) member.flags);
                out.putShort((short) member.method).putInt(member.localTime).putInt(member.localCrc);
                out.putInt((int) member.compressed).putInt((int) member.localSize);
                out.putShort((short) member.localName.length).putShort((short) member.localExtra.length);
                out.put(member.localName)
                        .put(member.localExtra)
                        .put(member.packed)
                        .put(member.descriptor);
            }
            out.put(behindMembers);
            int directory = out.position();
            for (int i = 0; i < begins.length; i++) {
                var member = members.get(i);
                out.putInt(0x02014b50).putShort((short) 20).putShort((short) 20).putShort((short) member.flags);
                out.putShort((short) member.method).putInt(member.time).putInt(member.crc);
                out.putInt((int) member.compressed).putInt((int) member.size);
                out.putShort((short) member.name.length)
                        .putShort((short) member.extra.length)
                        .putShort((short) 0);
                out.putShort((short) member.disk).putShort((short) 0).putInt(0).putInt(begins[i]);
                out.put(member.name).put(member.extra);
            }
            int directoryLength = out.position() - directory;
            short count = (short) (members.size() + countOff);
            out.putInt(0x06054b50).putInt(0).putShort(count).putShort(count);
            out.putInt(directoryLength).putInt(directory).putShort((short) 0).put(behindEnd);
            return Arrays.copyOf(out.array(), out.position());
        }
    }
}
